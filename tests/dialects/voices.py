"""The five vendors' clients, each in its few words, for one product of the small shop: the dog, if not another."""

import base64
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from litestar.testing import TestClient

from tests.dialects.magento.asking import Asker
from tests.shop import Credentials

Seen = dict[int, str]  # image id -> text, in the order that the dialect lists
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


class Voice(Protocol):
    def create(self, picture: bytes, text: str) -> int: ...
    def seen(self) -> Seen: ...
    def relabel(self, image: int, text: str) -> None: ...
    def remove(self, image: int) -> None: ...


class Http:
    """Requests with a fixed credential, whose success is checked."""

    def __init__(self, client: TestClient[Any], headers: dict[str, str]) -> None:
        self.client = client
        self.headers = headers

    def __call__(
        self, method: str, path: str, expected: int, headers: Mapping[str, str] = NOTHING_MORE, **sending: Any
    ) -> Any:
        answer = self.client.request(method, path, headers={**self.headers, **headers}, **sending)
        assert answer.status_code == expected, (method, path, answer.status_code, answer.text)
        return answer.json() if answer.content else None


class Spree:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], product: str = "cute-dog") -> None:
        self.at = f"/api/v1/products/{product}/images"
        self.ask = Http(client, {"X-Spree-Token": issued["token"]})

    def create(self, picture: bytes, text: str) -> int:
        files = {"image[attachment]": ("spree.png", picture, "image/png")}
        return int(self.ask("POST", self.at, 201, files=files, data={"image[alt]": text})["id"])

    def seen(self) -> Seen:
        return {image["id"]: image["alt"] or "" for image in self.ask("GET", self.at, 200)["images"]}

    def relabel(self, image: int, text: str) -> None:
        self.ask("PUT", f"{self.at}/{image}", 201, json={"image": {"alt": text}})

    def remove(self, image: int) -> None:
        self.ask("DELETE", f"{self.at}/{image}", 204)


class BigCommerce:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], imports: Path, product: int = 8) -> None:
        self.at = f"/api/v2/products/{product}/images"
        self.ask = Http(client, {"X-Auth-Token": issued["access_token"], "Accept": "application/json"})
        self.imports = imports

    def create(self, picture: bytes, text: str) -> int:
        (self.imports / "big.png").write_bytes(picture)
        return int(self.ask("POST", self.at, 201, json={"image_file": "big.png", "description": text})["id"])

    def seen(self) -> Seen:
        answer = self.ask.client.get(self.at, headers=self.ask.headers)
        assert answer.status_code in (200, 204), answer.text
        return {image["id"]: image["description"] for image in (answer.json() if answer.content else [])}

    def relabel(self, image: int, text: str) -> None:
        self.ask("PUT", f"{self.at}/{image}", 200, json={"description": text})

    def remove(self, image: int) -> None:
        self.ask("DELETE", f"{self.at}/{image}", 204)


class TokenApi:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], product: int = 8) -> None:
        self.at = f"/api/products/{product}/images"
        self.ask = Http(client, {"Authorization": f"Token {issued['key']}"})

    def create(self, picture: bytes, text: str) -> int:
        files = {"image": ("token.png", picture)}
        return int(self.ask("POST", self.at, 201, files=files, data={"alt_text": text})["id"])

    def seen(self) -> Seen:
        answer = self.ask("GET", f"{self.at}?limit=1000", 200)
        return {image["id"]: image["description"] or "" for image in answer["results"]}

    def relabel(self, image: int, text: str) -> None:
        self.ask("PATCH", f"{self.at}/{image}", 200, json={"alt_text": text})

    def remove(self, image: int) -> None:
        self.ask("DELETE", f"{self.at}/{image}", 204)


class Magento:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], product: int = 8) -> None:
        self.at = f"/api/rest/products/{product}/images"
        self.ask = Asker(client, issued)

    def create(self, picture: bytes, text: str) -> int:
        return self.ask.add(self.at, file_content=base64.b64encode(picture).decode(), label=text)

    def seen(self) -> Seen:
        return {int(image["id"]): image["label"] for image in self.ask.images(self.at)}

    def relabel(self, image: int, text: str) -> None:
        answer = self.ask.put(image, self.at, label=text)
        assert answer.status_code == 200, answer.text

    def remove(self, image: int) -> None:
        answer = self.ask("DELETE", f"{self.at}/{image}")
        assert answer.status_code == 200, answer.text


class Spiffy:
    def __init__(self, client: TestClient[Any], issued: dict[str, Any], owner: str = "products/cute-dog") -> None:
        self.at = f"/api/{owner}/images"
        self.ask = Http(client, {"Authorization": f"Bearer {issued['access_token']}"})

    def create(self, picture: bytes, text: str) -> int:
        image = {"attachment": base64.b64encode(picture).decode(), "filename": "spiffy.png", "alt": text}
        return int(self.ask("POST", f"{self.at}.json", 201, json={"image": image})["image"]["id"])

    def seen(self) -> Seen:
        return {image["id"]: image["alt"] for image in self.ask("GET", f"{self.at}.json?limit=50", 200)["images"]}

    def relabel(self, image: int, text: str) -> None:
        self.ask("PUT", f"{self.at}/{image}.json", 200, json={"image": {"id": image, "alt": text}})

    def remove(self, image: int) -> None:
        assert self.ask("DELETE", f"{self.at}/{image}.json", 200) == {}


def voices(client: TestClient[Any], credentials: Credentials, imports: Path) -> dict[str, Voice]:
    issued = credentials["ann"]
    return {
        "spree": Spree(client, issued["spree"]),
        "bigcommerce": BigCommerce(client, issued["bigcommerce"], imports),
        "token": TokenApi(client, issued["token"]),
        "magento": Magento(client, issued["magento"]),
        "spiffy": Spiffy(client, issued["spiffy"]),
    }
