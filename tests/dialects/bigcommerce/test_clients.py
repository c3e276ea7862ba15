"""The vendor's own Python client, requests and curl, over a real connection."""

import subprocess
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import requests
from bigcommerce.api import ApiResourceWrapper  # type: ignore[import-untyped]
from bigcommerce.connection import Connection, OAuthConnection  # type: ignore[import-untyped]
from bigcommerce.exception import (  # type: ignore[import-untyped]
    ClientRequestException,
    RateLimitingException,
    ServerException,
)
from bigcommerce.resources.products import ProductImages  # type: ignore[import-untyped]
from msgspec.structs import replace

from tests.dialects.hosting import hosting
from tests.dialects.listening import listening
from tests.pictures import jpeg
from tests.shop import Credentials
from web.settings import Settings

AT = "products/28/images"


class Plainly:
    """The client insists on https; this machine needs none to speak to itself."""

    def full_path(self, url: str) -> str:
        return str(super().full_path(url)).replace("https://", "http://", 1)  # type: ignore[misc]


class Shop(Plainly, Connection):  # type: ignore[misc]
    pass


class App(Plainly, OAuthConnection):  # type: ignore[misc]
    pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with hosting() as address:
        yield address


@pytest.fixture
def server(settings: Settings) -> Iterator[str]:
    with listening(replace(settings, fetch_allow=(ip_network("127.0.0.0/8"),))) as base:
        yield base


@pytest.fixture(params=["basic", "oauth"])
def shop(request: pytest.FixtureRequest, server: str, credentials: Credentials) -> Iterator[Any]:
    connection = connected(request.param, server, credentials)
    yield connection
    connection._session.close()


def connected(way: str, server: str, credentials: Credentials, who: str = "ann") -> Any:
    one, at = credentials[who]["bigcommerce"], server.removeprefix("http://")
    if way == "basic":
        return Shop(at, (one["username"], one["token"]))
    return App(one["client_id"], one["store_hash"], one["access_token"], at)


def test_the_vendors_client_creates_by_url_changes_counts_and_deletes(shop: Any, host: str) -> None:
    made = shop.create(AT, {"image_file": f"{host}/p.png", "is_thumbnail": True, "sort_order": 0, "description": "d"})
    assert (made["product_id"], made["is_thumbnail"], made["description"]) == (28, True, "d")
    assert shop.get(AT, page=1, limit=10) == [made]
    assert shop.get(AT, made["id"]) == made
    changed = shop.update(AT, made["id"], {"description": "new", "sort_order": 2})
    assert changed == made | {"description": "new", "sort_order": 2}
    assert shop.get("products/images/count") == shop.get(f"{AT}/count") == {"count": 1}
    assert shop.delete(AT, made["id"]) == {}
    assert shop.get(f"{AT}/count") == {"count": 0}


def test_the_vendors_resources_understand_the_answers(shop: Any, host: str) -> None:
    images = ApiResourceWrapper(ProductImages, type("Api", (), {"connection": shop}))
    made = images.create(28, image_file=f"{host}/images/fluffy_puppy.jpg")
    assert [image.id for image in images.all(28)] == [made.id]
    assert made.update(description="new").description == "new"
    assert images.count(28) == images.count() == 1
    images.delete_all(28)
    assert dict(images.all(28)) == {"_connection": shop}  # so it reads an answer without a body


@pytest.mark.parametrize(
    ("method", "path", "data", "status", "words"),
    [
        ("GET", "products/999/images", None, 404, "The requested resource was not found."),
        ("GET", f"{AT}/99", None, 404, "The requested resource was not found."),
        ("POST", AT, {"description": "x"}, 400, "The required field 'image_file' was not supplied."),
        ("PUT", f"{AT}/99", {"sort_order": 1}, 404, "The requested resource was not found."),
        ("GET", f"{AT}?limit=251", None, 413, "limit"),
    ],
)
def test_the_vendors_client_raises_what_its_users_catch(
    shop: Any, method: str, path: str, data: Any, status: int, words: str
) -> None:
    with pytest.raises(ClientRequestException) as refused:
        shop.make_request(method, path, data)
    assert refused.value.status_code == status
    assert words in refused.value.content.decode()
    assert refused.value.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize(("way", "error"), [("basic", ServerException), ("oauth", RateLimitingException)])
def test_the_vendors_client_notices_that_the_quota_is_used_up(
    way: str, error: Any, settings: Settings, credentials: Credentials
) -> None:
    with listening(replace(settings, api_quota=1)) as server:
        shop = connected(way, server, credentials)
        shop.get(f"{AT}/count")
        with pytest.raises(error):
            shop.get(f"{AT}/count")
        shop._session.close()


def test_requests_and_curl_send_what_the_document_shows(
    server: str, credentials: Credentials, settings: Settings, tmp_path: Path
) -> None:
    (settings.import_dir / "astonishing-x-men-1-100k.jpg").write_bytes(jpeg())
    one = credentials["ann"]["bigcommerce"]
    auth = (one["username"], one["token"])
    sent: dict[str, Any] = {"product_id": 28, "image_file": "astonishing-x-men-1-100k.jpg"}
    made = requests.post(f"{server}/{AT}.json", json=sent, auth=auth, timeout=20)
    assert made.status_code == 201
    assert made.json()["image_file"].endswith(".jpg")
    curl = ["curl", "-sS", "-u", ":".join(auth), "-H", "Content-Type: application/xml", "-X", "PUT"]
    body = "<image><sort_order>1</sort_order></image>"
    said = subprocess.run([*curl, "-d", body, f"{server}/{AT}/{made.json()['id']}"], capture_output=True, check=True)
    assert b"<sort_order>1</sort_order>" in said.stdout
