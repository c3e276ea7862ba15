"""Methods that an address does not have."""

import pytest

from tests.dialects.bigcommerce.conftest import Shop

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
def test_bigcommerce_44_45_50_a_method_of_another_address_is_not_allowed(shop: Shop, method: str, path: str) -> None:
    image = shop.add()
    answer = shop.ask(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == ALLOWED[path]
    assert [problem["status"] for problem in answer.json()] == [405]
    assert shop.images() == [image]


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", list(ALLOWED))
def test_bigcommerce_68_methods_that_the_api_does_not_know_are_not_implemented(
    shop: Shop, method: str, path: str
) -> None:
    answer = shop.ask(method, path)
    assert answer.status_code == 501
    assert [problem["status"] for problem in answer.json()] == [501]


@pytest.mark.parametrize("path", list(ALLOWED))
def test_bigcommerce_70_options_says_what_is_allowed(shop: Shop, path: str) -> None:
    answer = shop.ask("OPTIONS", path)
    assert answer.status_code == 200
    assert answer.headers["allow"] == ALLOWED[path]
    described = {field["name"]: field for field in answer.json()["fields"]}
    assert described["id"] == {"name": "id", "type": "int", "writable_methods": [], "required_methods": []}
    methods = {method for field in described.values() for method in field["writable_methods"]}
    assert methods <= set(ALLOWED[path].split(", "))


def test_bigcommerce_74_any_host_is_served(shop: Shop) -> None:
    """Clients of the real service can be led here by their connection alone."""
    answer = shop.ask("GET", f"{AT}/count", headers={"Host": "api.bigcommerce.com"})
    assert answer.json() == {"count": 0}
