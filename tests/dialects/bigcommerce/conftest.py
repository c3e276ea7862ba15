"""A client that speaks BigCommerce, for any person of the small shop; and where the pictures lie that it names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from httpx import Response
from litestar.testing import TestClient

from tests.fixtures.hosts import reaching_this_machine
from tests.listening import listening
from tests.pictures import jpeg
from tests.shop import Credentials, copy_shop
from web.settings import Settings

JSON = {"Accept": "application/json"}
MEMBERS = ["id", "product_id", "image_file", "is_thumbnail", "sort_order", "description", "date_created"]


class BigCommerceClient:
    """Product 28 has no images. Requests are ann's, by user name and token, unless said otherwise."""

    def __init__(self, client: TestClient[Any], credentials: Credentials, import_dir: Path) -> None:
        self.client = client
        self.credentials = credentials
        self.import_dir = import_dir

    def credential(self, who: str) -> dict[str, Any]:
        return self.credentials[who]["bigcommerce"]

    def request(self, method: str, path: str, who: str = "ann", base: str = "/api/v2", **more: Any) -> Response:
        one = self.credential(who)
        headers = JSON | more.pop("headers", {})
        return self.client.request(method, base + path, auth=(one["username"], one["token"]), headers=headers, **more)

    def put_file(self, name: str, content: bytes | None = None) -> str:
        path = self.import_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(jpeg() if content is None else content)
        return name

    def add(
        self, name: str = "a.jpg", product: int = 28, content: bytes | None = None, **fields: Any
    ) -> dict[str, Any]:
        response = self.request(
            "POST", f"/products/{product}/images", json={"image_file": self.put_file(name, content), **fields}
        )
        assert response.status_code == 201, response.text
        return response.json()  # type: ignore[no-any-return]

    def change(self, number: int, product: int = 28, **fields: Any) -> dict[str, Any]:
        response = self.request("PUT", f"/products/{product}/images/{number}", json=fields)
        assert response.status_code == 200, response.text
        return response.json()  # type: ignore[no-any-return]

    def images(self, product: int = 28) -> list[dict[str, Any]]:
        response = self.request("GET", f"/products/{product}/images")
        return response.json() if response.status_code == 200 else []

    def one(self, number: int, product: int = 28) -> dict[str, Any]:
        response = self.request("GET", f"/products/{product}/images/{number}")
        assert response.status_code == 200, response.text
        return response.json()  # type: ignore[no-any-return]


def authentication(bigcommerce: BigCommerceClient, who: str, way: str) -> dict[str, Any]:
    """Arguments of a request that authenticate this person in this way."""
    if who == "none":
        return {"headers": JSON}
    one = (
        bigcommerce.credential("ann") | {"token": "wrong", "access_token": "wrong"}
        if who == "wrong"
        else bigcommerce.credential(who)
    )
    if way == "basic":
        return {"headers": JSON, "auth": (one["username"], one["token"])}
    return {"headers": JSON | {"X-Auth-Token": one["access_token"], "X-Auth-Client": one["client_id"]}}


@pytest.fixture
def bigcommerce(client: TestClient[Any], credentials: Credentials, settings: Settings) -> BigCommerceClient:
    return BigCommerceClient(client, credentials, settings.import_dir)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings that allow pictures by URL from this machine."""
    return reaching_this_machine(settings)


@pytest.fixture(scope="module")
def served(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server for all tests of a module; `dog.jpg` lies in its import directory."""
    folder = tmp_path_factory.mktemp("bigcommerce")
    (folder / "import").mkdir()
    (folder / "import" / "dog.jpg").write_bytes(jpeg())
    with listening(copy_shop(filled_shop, folder, PACKSHOT_FETCH_ALLOW="127.0.0.0/8")) as address:
        yield address


@pytest.fixture
def issued(served: str, credentials: Credentials) -> Iterator[dict[str, Any]]:
    """Ann's credentials for the real server; the images of product 28 there are gone afterwards."""
    issued = credentials["ann"]["bigcommerce"]
    yield issued
    ann = (issued["username"], issued["token"])
    assert requests.delete(f"{served}/api/v2/products/28/images", auth=ann, timeout=20).status_code == 204
