"""Methods that an address does not have."""

import pytest

from tests.dialects.bigcommerce.conftest import BigCommerceClient

AT = "/products/28/images"
ALLOWED = {
    AT: "GET, POST, DELETE, HEAD, OPTIONS",
    f"{AT}/1": "GET, PUT, DELETE, HEAD, OPTIONS",
    f"{AT}/count": "GET, HEAD, OPTIONS",
    "/products/images": "GET, HEAD, OPTIONS",
    "/products/images/count": "GET, HEAD, OPTIONS",
}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", AT),
        ("POST", f"{AT}/1"),
        ("DELETE", f"{AT}/count"),
        ("PUT", f"{AT}/count"),
        ("POST", "/products/images"),
        ("DELETE", "/products/images"),
        ("DELETE", "/products/images/count"),
    ],
)
def test_bigcommerce_44_45_50_a_method_of_another_address_is_not_allowed(
    bigcommerce: BigCommerceClient, method: str, path: str
) -> None:
    image = bigcommerce.add()
    response = bigcommerce.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == ALLOWED[path]
    assert [problem["status"] for problem in response.json()] == [405]
    assert bigcommerce.images() == [image]


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", list(ALLOWED))
def test_bigcommerce_68_methods_that_the_api_does_not_know_are_not_implemented(
    bigcommerce: BigCommerceClient, method: str, path: str
) -> None:
    response = bigcommerce.request(method, path)
    assert response.status_code == 501
    assert [problem["status"] for problem in response.json()] == [501]


@pytest.mark.parametrize("path", list(ALLOWED))
def test_bigcommerce_70_options_says_what_is_allowed(bigcommerce: BigCommerceClient, path: str) -> None:
    response = bigcommerce.request("OPTIONS", path)
    assert response.status_code == 200
    assert response.headers["allow"] == ALLOWED[path]
    described = {field["name"]: field for field in response.json()["fields"]}
    assert described["id"] == {"name": "id", "type": "int", "writable_methods": [], "required_methods": []}
    methods = {method for field in described.values() for method in field["writable_methods"]}
    assert methods <= set(ALLOWED[path].split(", "))


def test_bigcommerce_74_any_host_is_served(bigcommerce: BigCommerceClient) -> None:
    """Clients of the real service can be led here by their connection alone."""
    response = bigcommerce.request("GET", f"{AT}/count", headers={"Host": "api.bigcommerce.com"})
    assert response.json() == {"count": 0}
