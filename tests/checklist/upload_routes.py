"""Every way in which a picture can come: each sends a file as its client would, and says what was answered."""

from collections.abc import Callable
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from httpx import Response
from litestar.testing import TestClient

from tests.admin.conftest import Visitor
from tests.dialects.magento.client import MagentoClient
from tests.dialects.test_one_gallery import LISTS, addresses
from tests.fixtures.hosts import PICTURES
from tests.pictures import base64_text
from tests.shop import Credentials
from web.settings import Settings

DOG = "/admin/products/8"
MADE = (200, 201, 303)
REFUSED = (400, 415, 422)  # each route's own way of saying that a picture can't be taken; never a fault of ours
FEW = ("JPEG", "PNG", "GIF")
FORMATS = {
    **dict.fromkeys(("admin", "admin alone", "token"), (*FEW, "WEBP", "AVIF")),
    **dict.fromkeys(("bigcommerce import", "bigcommerce url"), (*FEW, "WEBP", "AVIF")),
    **dict.fromkeys(("magento", "spiffy base64", "spiffy url"), FEW),
    "spree": (*FEW, "WEBP"),
}
NAMES = tuple(FORMATS)
Send = Callable[[bytes, str], Response]


class UploadRoutes:
    """Ann's ways in, all to the dog. `host` is the address of somebody else's server."""

    def __init__(self, client: TestClient[Any], credentials: Credentials, settings: Settings, host: str) -> None:
        self.client = client
        self._credentials = credentials
        self.issued = credentials["ann"]
        self._imports = settings.import_dir
        self._host = host
        self._numbers = count()
        self.senders: dict[str, Send] = {
            "admin": self._admin,
            "admin alone": self._admin_staged,
            "token": self._token,
            "spree": self._spree,
            "magento": self._magento,
            "spiffy base64": self._spiffy_base64,
            "spiffy url": lambda data, name: self._spiffy({"src": self._at_url(data), "filename": name}),
            "bigcommerce import": lambda data, _: self.bigcommerce(self._in_import_dir(data)),
            "bigcommerce url": lambda data, _: self.bigcommerce(self._at_url(data)),
        }

    @cached_property
    def visitor(self) -> Visitor:
        """Ann's browser."""
        visitor = Visitor(self.client)
        visitor.sign_in()
        return visitor

    def send(self, route: str, data: bytes, name: str = "dress.jpg") -> Response:
        return self.senders[route](data, name)

    def images(self) -> list[dict[str, Any]]:
        """The dog's, as the Token API lists them."""
        response = self.client.get("/api/products/8/images?limit=1000", headers=self.key)
        assert response.status_code == 200, response.text
        return response.json()["results"]  # type: ignore[no-any-return]

    def addresses(self) -> list[str]:
        """Every address of the dog's pictures, in every dialect's list."""
        found: list[str] = []
        for path, headers in (make(self._credentials) for make in LISTS.values()):
            listed = self.client.get(path, headers={**headers, "Accept": "application/json"})
            found += addresses(listed.json()) if listed.content else []
        return [address for address in found if "/images?" not in address]  # the next page of a list

    def bigcommerce(self, image_file: str) -> Response:
        headers = {"X-Auth-Token": self.issued["bigcommerce"]["access_token"], "Accept": "application/json"}
        return self.client.post("/api/v2/products/8/images", headers=headers, json={"image_file": image_file})

    def spiffy(self, body: bytes) -> Response:
        headers = {"Authorization": f"Bearer {self.issued['spiffy']['access_token']}"}
        headers["Content-Type"] = "application/json"
        return self.client.post("/api/products/cute-dog/images.json", headers=headers, content=body)

    @property
    def key(self) -> dict[str, str]:
        return {"Authorization": f"Token {self.issued['token']['key']}"}

    def _admin(self, data: bytes, name: str) -> Response:
        return self.visitor.upload((name, data), path=DOG)

    def _admin_staged(self, data: bytes, name: str) -> Response:
        sent = self.visitor.post(f"{DOG}/files", files={"files": (name, data)}, headers={"Accept": "application/json"})
        if sent.status_code != 200:
            return sent
        return self.visitor.post(f"{DOG}/images", {"taken": sent.json()["taken"]})

    def _token(self, data: bytes, name: str) -> Response:
        return self.client.post("/api/products/8/images", headers=self.key, files={"image": (name, data)})

    def _spree(self, data: bytes, name: str) -> Response:
        headers = {"X-Spree-Token": self.issued["spree"]["token"]}
        files = {"image[attachment]": (name, data, "image/jpeg")}
        return self.client.post("/api/v1/products/cute-dog/images", headers=headers, files=files)

    def _magento(self, data: bytes, name: str) -> Response:
        magento = MagentoClient(self.client, self.issued["magento"])
        body = {"file_mime_type": "image/jpeg", "file_content": base64_text(data), "file_name": name}
        return magento("POST", "/api/rest/products/8/images", json=body)

    def _spiffy_base64(self, data: bytes, name: str) -> Response:
        return self._spiffy({"attachment": base64_text(data), "filename": name})

    def _spiffy(self, image: dict[str, str]) -> Response:
        headers = {"Authorization": f"Bearer {self.issued['spiffy']['access_token']}"}
        return self.client.post("/api/products/cute-dog/images.json", headers=headers, json={"image": image})

    def _in_import_dir(self, data: bytes) -> str:
        name = f"{next(self._numbers)}.jpg"
        (self._imports / name).write_bytes(data)
        return name

    def _at_url(self, data: bytes) -> str:
        """Host it at an address whose server says that it is a JPEG."""
        path = f"/checklist/{next(self._numbers)}.jpg"
        PICTURES[path] = (200, "image/jpeg", data)
        return f"{self._host}{path}"


def stored_files(settings: Settings) -> list[Path]:
    """Files that lie in the store."""
    store = Path(settings.storage_url.removeprefix("file://"))
    return [path for path in store.rglob("*") if path.is_file()]
