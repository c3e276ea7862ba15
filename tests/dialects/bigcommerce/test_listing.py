"""Lists, pages and counts."""

from typing import Any

import pytest

from tests.dialects.bigcommerce.conftest import BigCommerceClient
from web.database.engines.bound import bound_engine


@pytest.fixture
def many(bigcommerce: BigCommerceClient) -> BigCommerceClient:
    """51 images."""
    for _ in range(51):
        bigcommerce.add()
    return bigcommerce


def ids(response: Any) -> list[int]:
    return [image["id"] for image in response.json()]


def test_bigcommerce_1_a_product_without_images_has_no_content(bigcommerce: BigCommerceClient) -> None:
    response = bigcommerce.request("GET", "/products/28/images")
    assert (response.status_code, response.content) == (204, b"")


def test_bigcommerce_2_3_a_list_is_a_bare_array_in_id_order_whatever_the_sort_order(
    bigcommerce: BigCommerceClient,
) -> None:
    first, second = bigcommerce.add(sort_order=5), bigcommerce.add(sort_order=1)
    assert bigcommerce.request("GET", "/products/28/images").json() == [first, second]


def test_bigcommerce_4_5_7_8_9_pages_have_50_images_unless_the_limit_says_otherwise(many: BigCommerceClient) -> None:
    assert ids(many.request("GET", "/products/28/images")) == list(range(1, 51))
    assert ids(many.request("GET", "/products/28/images?limit=250")) == list(range(1, 52))
    assert ids(many.request("GET", "/products/28/images?page=2")) == [51]
    assert ids(many.request("GET", "/products/28/images?page=2&limit=25")) == list(range(26, 51))
    beyond = many.request("GET", "/products/28/images?page=3")
    assert (beyond.status_code, beyond.content) == (204, b"")


@pytest.mark.parametrize("path", ["/products/28/images", "/products/images"])
def test_bigcommerce_6_a_limit_above_the_maximum_is_too_much(bigcommerce: BigCommerceClient, path: str) -> None:
    response = bigcommerce.request("GET", f"{path}?limit=251")
    assert response.status_code == 413
    assert [problem["status"] for problem in response.json()] == [413]


@pytest.mark.parametrize("query", ["limit=0", "limit=-1", "limit=abc", "limit=", "page=0", "page=1.5", "page=%C2%B2"])
@pytest.mark.parametrize("path", ["/products/28/images", "/products/images"])
def test_bigcommerce_10_pages_are_counted_in_whole_numbers_from_1(
    bigcommerce: BigCommerceClient, path: str, query: str
) -> None:
    response = bigcommerce.request("GET", f"{path}?{query}")
    assert response.status_code == 400
    field = query.partition("=")[0]
    assert [problem["message"] for problem in response.json()] == [f"The field '{field}' is invalid."]


def test_a_page_far_beyond_is_empty(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    for path in ("/products/28/images", "/products/images"):
        assert bigcommerce.request("GET", f"{path}?page={'9' * 5000}").status_code == 204
        assert len(bigcommerce.request("GET", f"{path}?page=0001&limit=000250").json()) == 1


def test_bigcommerce_11_other_parameters_of_the_query_are_ignored(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add()
    for query in ("foo=1", "min_date_modified=2030-01-01", "is_thumbnail=true"):
        assert bigcommerce.request("GET", f"/products/28/images?{query}").json() == [image]
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert bigcommerce.request("GET", "/products/28/images", headers=since).json() == [image]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("POST", ""),
        ("DELETE", ""),
        ("GET", "/count"),
        ("GET", "/1"),
        ("PUT", "/1"),
        ("DELETE", "/1"),
    ],
)
@pytest.mark.parametrize("product", ["999", "mug", "MUG-28", "28x", "-28", "9" * 30, "%32%38x", "²"])
def test_bigcommerce_12_72_an_unknown_product_is_not_found(
    bigcommerce: BigCommerceClient, method: str, path: str, product: str
) -> None:
    """Products go by their id alone, though one's slug or SKU may look like another's."""
    bigcommerce.add()
    body: dict[str, Any] = {"json": {"image_file": "a.jpg"}} if method in ("POST", "PUT") else {}
    response = bigcommerce.request(method, f"/products/{product}/images{path}", **body)
    assert response.status_code == 404
    assert [problem["status"] for problem in response.json()] == [404]


def test_a_number_is_never_taken_for_a_slug_or_sku(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    assert bigcommerce.request("GET", "/products/1/images").status_code == 404
    assert bigcommerce.request("GET", "/products/028/images/count").json() == {"count": 1}


@pytest.mark.parametrize("image", ["2", "x", "0", "1x", "9" * 30])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_bigcommerce_43_72_an_image_that_is_not_there_is_not_found(
    bigcommerce: BigCommerceClient, method: str, image: str
) -> None:
    bigcommerce.add()
    body: dict[str, Any] = {"json": {}} if method == "PUT" else {}
    assert bigcommerce.request(method, f"/products/28/images/{image}", **body).status_code == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_bigcommerce_71_an_image_of_another_product_is_not_found(bigcommerce: BigCommerceClient, method: str) -> None:
    image = bigcommerce.add(product=8)
    body: dict[str, Any] = {"json": {"description": "x"}} if method == "PUT" else {}
    assert bigcommerce.request(method, f"/products/28/images/{image['id']}", **body).status_code == 404
    assert bigcommerce.images(8) == [image]


def test_bigcommerce_49_counts_are_of_the_product_or_of_the_store(bigcommerce: BigCommerceClient) -> None:
    assert bigcommerce.request("GET", "/products/28/images/count").json() == {"count": 0}
    assert bigcommerce.request("GET", "/products/images/count").json() == {"count": 0}
    bigcommerce.add()
    bigcommerce.add()
    bigcommerce.add(product=8)
    assert bigcommerce.request("GET", "/products/28/images/count").json() == {"count": 2}
    assert bigcommerce.request("GET", "/products/images/count").json() == {"count": 3}


def test_bigcommerce_51_the_store_lists_the_images_of_all_products_in_id_order(bigcommerce: BigCommerceClient) -> None:
    added = [
        bigcommerce.add(product=product, is_thumbnail=product == 8, sort_order=product) for product in (28, 8, 123)
    ]
    assert bigcommerce.request("GET", "/products/images").json() == added
    assert bigcommerce.request("GET", "/products/images?limit=2&page=2").json() == added[2:]
    assert bigcommerce.request("GET", "/products/images?page=2").status_code == 204


def test_hidden_products_are_listed_too(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add(product=300)
    assert bigcommerce.images(300) == [image]


def test_bigcommerce_69_head_answers_as_get_does_without_a_body(bigcommerce: BigCommerceClient) -> None:
    assert bigcommerce.request("HEAD", "/products/28/images").status_code == 204
    bigcommerce.add()
    for path in ("/products/28/images", "/products/images", "/products/28/images/1", "/products/28/images/count"):
        response = bigcommerce.request("HEAD", path)
        assert (response.status_code, response.content) == (200, b"")


def test_who_has_the_list_already_is_told_so(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    tag = bigcommerce.request("GET", "/products/28/images").headers["etag"]
    response = bigcommerce.request("GET", "/products/28/images", headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")
    bigcommerce.change(1, description="new")
    assert bigcommerce.request("GET", "/products/28/images", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "first", "again"),
    [
        ("/products/28/images", 3, 2),
        ("/products/28/images/1", 3, 2),
        ("/products/28/images/count", 3, 2),
        ("/products/images", 4, 4),
        ("/products/images/count", 2, 2),
    ],
)
def test_reads_take_few_statements_whatever_the_number_of_images(
    bigcommerce: BigCommerceClient, path: str, first: int, again: int
) -> None:
    for product in (28, 28, 28, 8, 123):
        bigcommerce.add(product=product)
    for allowed in (first, again):
        before = bound_engine().statements
        assert bigcommerce.request("GET", path).status_code == 200
        assert bound_engine().statements - before <= allowed
