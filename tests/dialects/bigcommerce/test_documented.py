"""The document's operations at its own addresses, and its answers, with only host, ids, dates and files replaced."""

import re
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from tests.dialects.bigcommerce.conftest import BigCommerceClient
from tests.pictures import jpeg, png

GOLDEN = Path(__file__).parent / "golden"
CHANGES_WITH_EACH_RUN = (
    (rb"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000", b"Fri, 21 Dec 2012 18:54:04 +0000"),
    (rb"[a-z]/\d{3}/([\w-]+)__\d{5}\.", rb"p/022/\1__36562."),
)


def golden(name: str, response: Response) -> None:
    body = response.content
    for pattern, constant in CHANGES_WITH_EACH_RUN:
        body = re.sub(pattern, constant, body)
    assert body == (GOLDEN / name).read_bytes().removesuffix(b"\n"), body.decode()


def request_any_format(bigcommerce: BigCommerceClient, method: str, path: str, **more: Any) -> Response:
    return bigcommerce.request(method, path, base="", headers={"Accept": "*/*"}, **more)


@pytest.fixture
def two(bigcommerce: BigCommerceClient) -> BigCommerceClient:
    bigcommerce.add("picture_1.png", is_thumbnail=True, content=png())
    bigcommerce.add("overview_hero.jpg", sort_order=1, content=jpeg())
    return bigcommerce


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_get_lists_a_products_images(two: BigCommerceClient, ending: str) -> None:
    response = request_any_format(two, "GET", f"/products/28/images.{ending}")
    assert response.status_code == 200
    assert response.headers["content-type"] == f"application/{ending}; charset=utf-8"
    golden(f"list.{ending}", response)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_post_creates_an_image_from_the_import_directory(bigcommerce: BigCommerceClient, ending: str) -> None:
    bigcommerce.put_file("astonishing-x-men-1-100k.jpg")
    fields = {"product_id": 28, "image_file": "astonishing-x-men-1-100k.jpg"}
    response = request_any_format(bigcommerce, "POST", f"/products/28/images.{ending}", json=fields)
    assert response.status_code == 201
    assert response.headers["location"] == "/products/28/images/1"
    golden(f"created.{ending}", response)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_get_shows_one_image(two: BigCommerceClient, ending: str) -> None:
    response = request_any_format(two, "GET", f"/products/28/images/2.{ending}")
    assert response.status_code == 200
    golden(f"shown.{ending}", response)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_put_updates_an_image(two: BigCommerceClient, ending: str) -> None:
    two.put_file("ud2vk0n1l0zcfr7gtlqi.png", png(20, 20))
    fields = {"image_file": "ud2vk0n1l0zcfr7gtlqi.png", "is_thumbnail": False, "sort_order": 1, "description": ""}
    response = request_any_format(two, "PUT", f"/products/28/images/2.{ending}", json=fields)
    assert response.status_code == 200
    golden(f"updated.{ending}", response)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_count_says_how_many(two: BigCommerceClient, ending: str) -> None:
    response = request_any_format(two, "GET", f"/products/28/images/count.{ending}")
    assert response.status_code == 200
    golden(f"count.{ending}", response)


def test_delete_takes_one_image_away(two: BigCommerceClient) -> None:
    response = request_any_format(two, "DELETE", "/products/28/images/1.json")
    assert (response.status_code, response.content) == (204, b"")
    assert [image["id"] for image in two.images()] == [2]


def test_delete_on_the_list_takes_all_of_the_products_images_away(two: BigCommerceClient) -> None:
    two.add("other.jpg", product=8)
    response = request_any_format(two, "DELETE", "/products/28/images.json")
    assert (response.status_code, response.content) == (204, b"")
    assert two.images() == []
    assert len(two.images(8)) == 1


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_a_refusal_is_a_list_of_problems(bigcommerce: BigCommerceClient, ending: str) -> None:
    """Case 60 in XML."""
    fields = {"id": 5, "sort_order": -1, "image_file": "not-there.jpg"}
    response = request_any_format(bigcommerce, "POST", f"/products/28/images.{ending}", json=fields)
    assert response.status_code == 400
    golden(f"refused.{ending}", response)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_options_describes_the_fields(bigcommerce: BigCommerceClient, ending: str) -> None:
    response = request_any_format(bigcommerce, "OPTIONS", f"/products/28/images.{ending}")
    assert response.status_code == 200
    golden(f"options.{ending}", response)


@pytest.mark.parametrize("base", ["", "/api/v2", "/stores/{store_hash}/v2"])
@pytest.mark.parametrize("ending", ["", ".json", ".xml", "/", ".json/"])
def test_every_prefix_and_ending_leads_to_the_same(two: BigCommerceClient, base: str, ending: str) -> None:
    """Cases 52 and 53, and 51 for the last."""
    prefix = base.format(**two.credential("ann"))
    responses = [
        two.request("GET", f"{path}{ending}", base=prefix)
        for path in ("/products/28/images", "/products/28/images/2", "/products/28/images/count", "/products/images")
    ]
    assert [response.status_code for response in responses] == [200, 200, 200, 200]
    listed, shown, counted, everywhere = [response.json() for response in responses]
    assert listed == everywhere
    assert (listed[1], {"count": 2}) == (shown, counted)


@pytest.mark.parametrize(
    "path", ["/products", "/products/28", "/products/28/imagesque", "/products/28/images.txt/5", "/stores/x/products"]
)
def test_without_a_prefix_only_images_are_spoken_of(bigcommerce: BigCommerceClient, path: str) -> None:
    response = bigcommerce.request("GET", path, base="")
    assert response.status_code == 404


@pytest.mark.parametrize("path", ["/products/28", "/time", "", "/products/28/images/1/2", "/products/images/images"])
def test_addresses_that_are_not_documented_are_not_found(bigcommerce: BigCommerceClient, path: str) -> None:
    response = bigcommerce.request("GET", path)
    assert response.status_code == 404
    assert response.json() == [{"status": 404, "message": "The requested resource was not found."}]
