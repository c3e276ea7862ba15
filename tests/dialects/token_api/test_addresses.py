"""Addresses: whose they are, what they refuse, and their headers."""

import pytest

from tests.dialects.token_api.client import LAMP, TokenApiClient
from web.dialects.token_api.spec import match

COLLECTION, MEMBER = "GET, POST, HEAD", "GET, PATCH, DELETE, HEAD"


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/api/products/123/images", "/products/123/images"),
        ("/api/products/123/images/7/", "/products/123/images/7/"),
        ("/api/products/a.b/images", "/products/a.b/images"),
        ("/api/products/123/images.json", None),
        ("/api/products/123/images/7.json", None),
        ("/api/products/123/images/7.json/", None),
        ("/api/v1/products/123/images", None),
        ("/api/rest/products/123/images", None),
        ("/products/123/images", None),
    ],
)
def test_what_ends_in_json_is_somebody_elses(path: str, inner: str | None) -> None:
    assert match(path) == inner


@pytest.mark.parametrize("product", ["abc", "lamp", "-1", "1.5", "１２３", "%20123", "123x", "1e2"])
def test_token_34_a_product_goes_by_its_number_and_nothing_else(api: TokenApiClient, product: str) -> None:
    for response in (
        api.request("GET", f"/api/products/{product}/images"),
        api.upload(path=f"/api/products/{product}/images"),
    ):
        assert (response.status_code, response.json()) == (404, {"detail": "Not found."})


@pytest.mark.parametrize("product", ["9", "0", "5595", "9" * 30, "9" * 5000])
def test_token_33_a_number_that_no_product_has_is_not_found(api: TokenApiClient, product: str) -> None:
    for response in (
        api.request("GET", f"/api/products/{product}/images"),
        api.upload(path=f"/api/products/{product}/images"),
    ):
        assert (response.status_code, response.json()) == (404, {"detail": "No Product matches the given query."})


@pytest.mark.parametrize(
    ("image", "status"), [("abc", 404), ("1.5", 404), ("0", 404), ("9" * 40, 404), ("00{id}", 200)]
)
def test_an_image_goes_by_its_number(api: TokenApiClient, image: str, status: int) -> None:
    number = api.create()["id"]
    assert api.request("GET", f"{LAMP}/{image.format(id=number)}").status_code == status


@pytest.mark.parametrize("path", ["/api/products/123", "/api/products/123/images/1/2", "/api/products/", LAMP + "/1/x"])
def test_unknown_addresses_are_not_found(api: TokenApiClient, path: str) -> None:
    response = api.request("GET", path)
    assert (response.status_code, response.json()) == (404, {"detail": "Not found."})
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_token_41_other_methods_of_the_collection_are_not_allowed(api: TokenApiClient, method: str) -> None:
    assert api.client.request(method, LAMP).status_code == 401
    response = api.request(method)
    assert (response.status_code, response.json()) == (405, {"detail": f'Method "{method}" not allowed.'})
    assert response.headers["allow"] == COLLECTION


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
def test_other_methods_of_an_image_are_not_allowed(api: TokenApiClient, method: str) -> None:
    response = api.request(method, f"{LAMP}/1")
    assert (response.status_code, response.json()) == (405, {"detail": f'Method "{method}" not allowed.'})
    assert response.headers["allow"] == MEMBER


def test_every_answer_says_what_is_allowed_and_is_plain_json(api: TokenApiClient) -> None:
    number = api.create()["id"]
    member = f"{LAMP}/{number}"
    responses = [
        (COLLECTION, api.request("GET")),
        (COLLECTION, api.upload()),
        (COLLECTION, api.upload(picture=b"x")),
        (COLLECTION, api.request("GET", who="cus")),
        (COLLECTION, api.client.get(LAMP)),
        (COLLECTION, api.request("GET", "/api/products/9/images")),
        (MEMBER, api.request("GET", member)),
        (MEMBER, api.request("PATCH", member, json={})),
        (MEMBER, api.request("GET", f"{LAMP}/999")),
    ]
    for allowed, response in responses:
        assert response.headers["allow"] == allowed
        assert response.headers["content-type"] == "application/json"
    deleted = api.request("DELETE", member)
    assert deleted.headers["allow"] == MEMBER
