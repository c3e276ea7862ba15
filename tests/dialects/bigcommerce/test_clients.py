"""The vendor's own Python client over a real connection, by user name and token and by access token.

It insists on https, so it is told to ask plainly, as the README shows.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from bigcommerce import exception  # type: ignore[import-untyped]
from bigcommerce.api import BigcommerceApi  # type: ignore[import-untyped]
from bigcommerce.connection import Connection, OAuthConnection  # type: ignore[import-untyped]

from tests.dialects.bigcommerce.conftest import MEMBERS
from tests.listening import listening
from tests.pictures import gif, jpeg, png
from tests.shop import Credentials, copy_shop


class PlainHttp:
    """The client insists on https; this machine needs none to speak to itself."""

    def full_path(self, url: str) -> str:
        return str(super().full_path(url)).replace("https://", "http://", 1)  # type: ignore[misc]


class Shop(PlainHttp, Connection):  # type: ignore[misc]
    pass


class App(PlainHttp, OAuthConnection):  # type: ignore[misc]
    pass


def by_user(server: str, issued: dict[str, Any]) -> Any:
    return Shop(server[7:], (issued["username"], issued["token"]))


def by_token(server: str, issued: dict[str, Any]) -> Any:
    return App(issued["client_id"], issued["store_hash"], issued["access_token"], server[7:])


CONNECT: dict[str, Callable[[str, dict[str, Any]], Any]] = {"basic": by_user, "token": by_token}


def api_by(way: str, server: str, issued: dict[str, Any]) -> Any:
    api = BigcommerceApi(host=server[7:], basic_auth=("", "x"))
    api.connection = CONNECT[way](server, issued)
    return api


@pytest.fixture(params=CONNECT)
def api(request: pytest.FixtureRequest, served: str, issued: dict[str, Any]) -> Iterator[Any]:
    api = api_by(request.param, served, issued)
    yield api
    api.connection._session.close()


def content_of(server: str, image: Any) -> bytes:
    return requests.get(f"{server}/product_images/{image.image_file}", timeout=20).content


def members(image: Any) -> dict[str, Any]:
    """Members of an image, without what the client adds for itself."""
    return {name: value for name, value in image.items() if not name.startswith("_")}


def test_it_creates_by_url_and_from_the_import_directory_lists_and_finds(api: Any, served: str, host: str) -> None:
    first = api.ProductImages.create(28, image_file=f"{host}/p.png", is_thumbnail=True, description="d")
    assert list(members(first)) == MEMBERS
    assert (first.product_id, first.is_thumbnail, first.sort_order, first.description) == (28, True, 0, "d")
    second = api.ProductImages.create(28, image_file="dog.jpg", sort_order=1)
    assert (content_of(served, first), content_of(served, second)) == (png(), jpeg())
    listed = [members(first), members(second)]
    assert [members(image) for image in api.ProductImages.all(28)] == listed
    assert [members(image) for image in api.ProductImages.all()] == listed
    assert [image.id for image in api.ProductImages.all(28, page=2, limit=1)] == [second.id]
    assert members(api.ProductImages.get(28, second.id)) == listed[1]


def test_it_counts_a_products_images_and_the_stores(api: Any) -> None:
    assert (api.ProductImages.count(28), api.ProductImages.count()) == (0, 0)
    for _ in range(3):
        api.ProductImages.create(28, image_file="dog.jpg")
    assert (api.ProductImages.count(28), api.ProductImages.count(), api.ProductImages.count(8)) == (3, 3, 0)


def test_it_updates_what_it_found(api: Any, served: str, host: str) -> None:
    first, second = (api.ProductImages.create(28, image_file="dog.jpg", sort_order=order) for order in (0, 1))
    changed = first.update(description="new", sort_order=1, is_thumbnail=True)
    assert members(changed) == {**members(first), "description": "new", "sort_order": 1, "is_thumbnail": True}
    assert api.ProductImages.get(28, second.id).sort_order == 2
    whole_document = {name: changed[name] for name in MEMBERS[2:6]}
    assert members(changed.update(**whole_document)) == members(changed)
    replaced = changed.update(image_file=f"{host}/cute%20%26%20fluffy.gif")
    assert (replaced.id, content_of(served, replaced)) == (first.id, gif())


def test_it_deletes_one_and_all(api: Any) -> None:
    first, *_ = (api.ProductImages.create(28, image_file="dog.jpg") for _ in range(3))
    assert first.delete() == {}
    assert api.ProductImages.count(28) == 2
    assert api.ProductImages.delete_all(28) == {}
    assert api.ProductImages.delete_all(28) == {}
    assert api.ProductImages.count(28) == 0


def test_bigcommerce_1_8_it_finds_nothing_where_there_is_nothing(api: Any) -> None:
    """An empty object, which is how it reads a 204."""
    assert members(api.ProductImages.all(28)) == {}
    assert members(api.ProductImages.all(28, page=3)) == {}
    assert members(api.ProductImages.all()) == {}


def test_it_knows_what_is_refused(api: Any) -> None:
    def refused(call: Callable[[], Any]) -> tuple[int, list[dict[str, Any]]]:
        with pytest.raises(exception.ClientRequestException) as error:
            call()
        response = error.value.response.json()
        assert [problem["status"] for problem in response] == [error.value.status_code]
        return error.value.status_code, response

    url = "http://127.0.0.1:1/a.jpg"
    status, (problem,) = refused(lambda: api.ProductImages.create(28, image_file=url))
    assert (status, problem["message"]) == (400, "The field 'image_file' is invalid.")
    reason = f"The resource at '{url}' could not be downloaded and may be invalid."
    assert problem["details"] == {"invalid_reason": reason}
    status, (problem,) = refused(lambda: api.ProductImages.create(28, description="no picture"))
    assert (status, problem["message"]) == (400, "The required field 'image_file' was not supplied.")
    assert refused(lambda: api.ProductImages.get(28, 999_999))[0] == 404
    assert refused(lambda: api.ProductImages.all(999))[0] == 404
    assert refused(lambda: api.ProductImages.all(28, limit=251))[0] == 413
    image = api.ProductImages.create(28, image_file="dog.jpg")
    assert refused(lambda: image.update(sort_order=-1))[0] == 400
    image.delete()
    assert refused(image.delete)[0] == 404


@pytest.mark.parametrize("way", CONNECT)
@pytest.mark.parametrize(("who", "status"), [("dan", 401), ("cus", 403), ("rob", 403)])
def test_it_knows_that_it_may_not(served: str, credentials: Credentials, way: str, who: str, status: int) -> None:
    api = api_by(way, served, credentials[who]["bigcommerce"])
    with api.connection._session, pytest.raises(exception.ClientRequestException) as error:
        api.ProductImages.create(28, image_file="dog.jpg")
    assert error.value.status_code == status


def test_by_token_it_knows_how_many_calls_are_left(served: str, issued: dict[str, Any]) -> None:
    api = api_by("token", served, issued)
    api.ProductImages.all(28)
    before = api.connection.rate_limit
    api.ProductImages.count(28)
    after = api.connection.rate_limit
    api.connection._session.close()
    assert before["requests_remaining"] - after["requests_remaining"] == 1
    assert (after["requests_quota"], after["window_size_ms"]) == (20_000, 3_600_000)


def test_addresses_that_begin_with_http_are_used_as_they_are(served: str, issued: dict[str, Any]) -> None:
    """Whatever the client was told of the host."""
    shop = Connection("127.0.0.1", (issued["username"], issued["token"]))
    created = shop.create(f"{served}/api/v2/products/28/images", {"image_file": "dog.jpg"})
    assert shop.get(f"{served}/api/v2/products/28/images") == [created]
    assert shop.get(f"{served}/api/v2/products/28/images", created["id"]) == created
    assert shop.update(f"{served}/api/v2/products/28/images", created["id"], {"description": "z"})["description"] == "z"
    assert shop.delete(f"{served}/api/v2/products/28/images", created["id"]) == {}
    shop._session.close()


@pytest.fixture(scope="module")
def rate_limited(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that answers each credential one call an hour."""
    folder = tmp_path_factory.mktemp("hurried")
    with listening(copy_shop(filled_shop, folder, PACKSHOT_API_QUOTA="1")) as address:
        yield address


@pytest.mark.parametrize(
    ("way", "who", "raised", "status"),
    [
        ("basic", "ann", exception.ServerException, 509),
        ("token", "sam", exception.RateLimitingException, 429),
    ],
)
def test_bigcommerce_66_67_it_knows_that_the_quota_is_used_up(
    rate_limited: str, credentials: Credentials, way: str, who: str, raised: type[Exception], status: int
) -> None:
    api = api_by(way, rate_limited, credentials[who]["bigcommerce"])
    assert api.ProductImages.count(28) == 0
    with pytest.raises(raised) as refused:
        api.ProductImages.count(28)
    api.connection._session.close()
    error: Any = refused.value
    assert error.status_code == status
    assert error.response.json() == [{"status": status, "message": "The requests-per-hour limit has been reached."}]
    if way == "token":
        assert 0 < int(error.retry_after) <= 3_600_000
        assert 0 < int(error.headers["X-Retry-After"]) <= 3600
