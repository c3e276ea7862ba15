"""A client of Spiffy Stores: its paths, its credentials and its JSON; and where the pictures lie that it names."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import requests
from litestar.testing import TestClient

from tests.fixtures.hosts import reaching_this_machine
from tests.listening import listening
from tests.pictures import base64_text, png
from tests.shop import Credentials, copy_shop
from web.settings import Settings

OWNERS = {
    "products": ("cute-dog", 8, "product_id"),
    "standard_collections": ("home-collection", 155, "collection_id"),
    "super_collections": ("featured-collection", 156, "collection_id"),
}
MEMBERS = ["id", "position", "alt", "filename", "extension", "digest", "src", "variation_ids"]
GOLDEN = Path(__file__).parent / "golden"
DIGESTS = re.compile(rb"\b[0-9a-f]{32}\b")


class SpiffyClient:
    """Asks as one person. `ids` are given from 1 in every new shop, so whole bodies can be compared."""

    def __init__(self, client: TestClient[Any], credentials: Credentials) -> None:
        self.client = client
        self.credentials = credentials

    def basic(self, who: str = "ann") -> dict[str, str]:
        issued = self.credentials[who]["spiffy"]
        return {"Authorization": "Basic " + base64_text(f"{issued['api_key']}:{issued['password']}".encode())}

    def bearer(self, who: str = "ann") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.credentials[who]['spiffy']['access_token']}"}

    def request(self, method: str, path: str, body: object = None, who: str = "ann", **more: Any) -> httpx.Response:
        headers = self.basic(who) | more.pop("headers", {})
        if body is not None:
            more["content"] = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return self.client.request(method, f"/api/{path}.json", headers=headers, **more)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.request("GET", path, **more)

    def post(self, path: str, **image: object) -> httpx.Response:
        return self.request("POST", path, {"image": image})

    def put(self, path: str, **image: object) -> httpx.Response:
        return self.request("PUT", path, {"image": image})

    def delete(self, path: str) -> httpx.Response:
        return self.request("DELETE", path)

    def create(self, path: str = "products/8/images", data: bytes | None = None, **image: object) -> dict[str, Any]:
        """A new image; a PNG where nothing else is given."""
        response = self.post(path, attachment=base64_text(data or png()), **({"filename": "penguins.png"} | image))
        assert response.status_code == 201, response.text
        return response.json()["image"]  # type: ignore[no-any-return]

    def listed(self, path: str = "products/8/images", **query: Any) -> list[Any]:
        response = self.get(path, params=query)
        assert response.status_code == 200, response.text
        return response.json()["images"]  # type: ignore[no-any-return]

    def ids(self, path: str = "products/8/images", **query: Any) -> list[int]:
        return [image["id"] for image in self.listed(path, **query)]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings that allow pictures by URL from this machine."""
    return reaching_this_machine(settings)


@pytest.fixture(scope="module")
def server(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for all tests of a module: each removes what it made."""
    folder = tmp_path_factory.mktemp("spiffy")
    with listening(copy_shop(filled_shop, folder, PACKSHOT_FETCH_ALLOW="127.0.0.0/8")) as address:
        yield address


@pytest.fixture
def issued(server: str, credentials: Credentials) -> Iterator[dict[str, Any]]:
    """Ann's credentials; what was made with them is gone afterwards."""
    issued = credentials["ann"]["spiffy"]
    yield issued
    with requests.Session() as session:
        session.auth = (issued["api_key"], issued["password"])
        for kind, (handle, _, _) in OWNERS.items():
            at = f"{server}/api/{kind}/{handle}/images"
            for image in session.get(f"{at}.json?limit=50", timeout=20).json()["images"]:
                assert session.delete(f"{at}/{image['id']}.json", timeout=20).json() == {}


@pytest.fixture
def spiffy(client: TestClient[Any], credentials: Credentials) -> SpiffyClient:
    return SpiffyClient(client, credentials)


def golden(name: str) -> bytes:
    return (GOLDEN / name).read_bytes().removesuffix(b"\n")


def without_digests(body: bytes) -> bytes:
    """Replace every hash, which depends on the time, by zeros."""
    return DIGESTS.sub(b"0" * 32, body)


def download(address: str) -> bytes:
    response = requests.get(address, timeout=20)
    assert response.status_code == 200
    return response.content
