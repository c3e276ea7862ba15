"""The five vendors' clients, each in its few words, for one product of the small shop: the dog, if not another."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from litestar.testing import TestClient

from tests.dialects.magento.client import MagentoClient
from tests.pictures import base64_text
from tests.shop import Credentials

Labels = dict[int, str]  # image id -> text, in the order that the dialect lists
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class ProductImages(Protocol):
    def create(self, picture: bytes, text: str) -> int: ...
    def labels(self) -> Labels: ...
    def relabel(self, image: int, text: str) -> None: ...
    def remove(self, image: int) -> None: ...


class CheckedRequests:
    """Requests with a fixed credential, whose success is checked."""

    def __init__(self, client: TestClient[Any], headers: dict[str, str]) -> None:
        self.client = client
        self.headers = headers

    def __call__(
        self, method: str, path: str, expected: int, headers: Mapping[str, str] = NO_HEADERS, **sending: Any
    ) -> Any:
        response = self.client.request(method, path, headers={**self.headers, **headers}, **sending)
        assert response.status_code == expected, (method, path, response.status_code, response.text)
        return response.json() if response.content else None


class SpreeImages:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], product: str = "cute-dog") -> None:
        self.path = f"/api/v1/products/{product}/images"
        self.request = CheckedRequests(client, {"X-Spree-Token": issued["token"]})

    def create(self, picture: bytes, text: str) -> int:
        files = {"image[attachment]": ("spree.png", picture, "image/png")}
        return int(self.request("POST", self.path, 201, files=files, data={"image[alt]": text})["id"])

    def labels(self) -> Labels:
        return {image["id"]: image["alt"] or "" for image in self.request("GET", self.path, 200)["images"]}

    def relabel(self, image: int, text: str) -> None:
        self.request("PUT", f"{self.path}/{image}", 201, json={"image": {"alt": text}})

    def remove(self, image: int) -> None:
        self.request("DELETE", f"{self.path}/{image}", 204)


class BigCommerceImages:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], imports: Path, product: int = 8) -> None:
        self.path = f"/api/v2/products/{product}/images"
        self.request = CheckedRequests(client, {"X-Auth-Token": issued["access_token"], "Accept": "application/json"})
        self.imports = imports

    def create(self, picture: bytes, text: str) -> int:
        (self.imports / "big.png").write_bytes(picture)
        return int(self.request("POST", self.path, 201, json={"image_file": "big.png", "description": text})["id"])

    def labels(self) -> Labels:
        response = self.request.client.get(self.path, headers=self.request.headers)
        assert response.status_code in (200, 204), response.text
        return {image["id"]: image["description"] for image in (response.json() if response.content else [])}

    def relabel(self, image: int, text: str) -> None:
        self.request("PUT", f"{self.path}/{image}", 200, json={"description": text})

    def remove(self, image: int) -> None:
        self.request("DELETE", f"{self.path}/{image}", 204)


class TokenApiImages:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], product: int = 8) -> None:
        self.path = f"/api/products/{product}/images"
        self.request = CheckedRequests(client, {"Authorization": f"Token {issued['key']}"})

    def create(self, picture: bytes, text: str) -> int:
        files = {"image": ("token.png", picture)}
        return int(self.request("POST", self.path, 201, files=files, data={"alt_text": text})["id"])

    def labels(self) -> Labels:
        response = self.request("GET", f"{self.path}?limit=1000", 200)
        return {image["id"]: image["description"] or "" for image in response["results"]}

    def relabel(self, image: int, text: str) -> None:
        self.request("PATCH", f"{self.path}/{image}", 200, json={"alt_text": text})

    def remove(self, image: int) -> None:
        self.request("DELETE", f"{self.path}/{image}", 204)


class MagentoImages:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], product: int = 8) -> None:
        self.path = f"/api/rest/products/{product}/images"
        self.client = MagentoClient(client, issued)

    def create(self, picture: bytes, text: str) -> int:
        return self.client.add(self.path, file_content=base64_text(picture), label=text)

    def labels(self) -> Labels:
        return {int(image["id"]): image["label"] for image in self.client.images(self.path)}

    def relabel(self, image: int, text: str) -> None:
        response = self.client.put(image, self.path, label=text)
        assert response.status_code == 200, response.text

    def remove(self, image: int) -> None:
        response = self.client("DELETE", f"{self.path}/{image}")
        assert response.status_code == 200, response.text


class SpiffyImages:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], owner: str = "products/cute-dog") -> None:
        self.path = f"/api/{owner}/images"
        self.request = CheckedRequests(client, {"Authorization": f"Bearer {issued['access_token']}"})

    def create(self, picture: bytes, text: str) -> int:
        image = {"attachment": base64_text(picture), "filename": "spiffy.png", "alt": text}
        return int(self.request("POST", f"{self.path}.json", 201, json={"image": image})["image"]["id"])

    def labels(self) -> Labels:
        return {image["id"]: image["alt"] for image in self.request("GET", f"{self.path}.json?limit=50", 200)["images"]}

    def relabel(self, image: int, text: str) -> None:
        self.request("PUT", f"{self.path}/{image}.json", 200, json={"image": {"id": image, "alt": text}})

    def remove(self, image: int) -> None:
        assert self.request("DELETE", f"{self.path}/{image}.json", 200) == {}


def images_by_dialect(client: TestClient[Any], credentials: Credentials, imports: Path) -> dict[str, ProductImages]:
    issued = credentials["ann"]
    return {
        "spree": SpreeImages(client, issued["spree"]),
        "bigcommerce": BigCommerceImages(client, issued["bigcommerce"], imports),
        "token": TokenApiImages(client, issued["token"]),
        "magento": MagentoImages(client, issued["magento"]),
        "spiffy": SpiffyImages(client, issued["spiffy"]),
    }
