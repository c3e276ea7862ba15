"""A client of Spiffy Stores: its paths, its credentials and its JSON; and where the pictures lie that it names."""

import base64
import re
import shutil
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
from tests.pictures import png
from tests.shop import Credentials, settings_in
from web.settings import Settings

OWNERS = {
    "products": ("cute-dog", 8, "product_id"),
    "standard_collections": ("home-collection", 155, "collection_id"),
    "super_collections": ("featured-collection", 156, "collection_id"),
}
MEMBERS = ["id", "position", "alt", "filename", "extension", "digest", "src", "variation_ids"]
GOLDEN = Path(__file__).parent / "golden"
DIGESTS = re.compile(rb"\b[0-9a-f]{32}\b")


class Spiffy:
    """Asks as one person. `ids` are given from 1 in every new shop, so whole bodies can be compared."""

    def __init__(self, client: TestClient[Any], credentials: Credentials) -> None:
        self.client = client
        self.credentials = credentials

    def basic(self, who: str = "ann") -> dict[str, str]:
        issued = self.credentials[who]["spiffy"]
        return {"Authorization": "Basic " + text_of(f"{issued['api_key']}:{issued['password']}".encode())}

    def bearer(self, who: str = "ann") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.credentials[who]['spiffy']['access_token']}"}

    def ask(self, method: str, path: str, body: object = None, who: str = "ann", **more: Any) -> httpx.Response:
        headers = self.basic(who) | more.pop("headers", {})
        if body is not None:
            more["content"] = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return self.client.request(method, f"/api/{path}.json", headers=headers, **more)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, **image: object) -> httpx.Response:
        return self.ask("POST", path, {"image": image})

    def put(self, path: str, **image: object) -> httpx.Response:
        return self.ask("PUT", path, {"image": image})

    def delete(self, path: str) -> httpx.Response:
        return self.ask("DELETE", path)

    def made(self, path: str = "products/8/images", data: bytes | None = None, **image: object) -> dict[str, Any]:
        """A new image; a PNG where nothing else is given."""
        answer = self.post(path, attachment=text_of(data or png()), **({"filename": "penguins.png"} | image))
        assert answer.status_code == 201, answer.text
        return answer.json()["image"]  # type: ignore[no-any-return]

    def listed(self, path: str = "products/8/images", **query: Any) -> list[Any]:
        answer = self.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()["images"]  # type: ignore[no-any-return]

    def ids(self, path: str = "products/8/images", **query: Any) -> list[int]:
        return [image["id"] for image in self.listed(path, **query)]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """With pictures by URL from this machine, too."""
    return reaching_this_machine(settings)


@pytest.fixture(scope="module")
def server(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One for all tests of a module: each removes what it made."""
    folder = tmp_path_factory.mktemp("spiffy")
    shutil.copy(filled_shop[0] / "packshot.sqlite", folder / "packshot.sqlite")
    with listening(settings_in(folder, PACKSHOT_FETCH_ALLOW="127.0.0.0/8")) as address:
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
def spiffy(client: TestClient[Any], credentials: Credentials) -> Spiffy:
    return Spiffy(client, credentials)


def text_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def golden(name: str) -> bytes:
    return (GOLDEN / name).read_bytes().removesuffix(b"\n")


def settled(body: bytes) -> bytes:
    """With every hash, which hangs on the time, made the same."""
    return DIGESTS.sub(b"0" * 32, body)


def got(address: str) -> bytes:
    answer = requests.get(address, timeout=20)
    assert answer.status_code == 200
    return answer.content
