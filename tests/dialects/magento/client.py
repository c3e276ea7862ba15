"""Asking Magento's way: signed requests, and the few steps that most tests begin with."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx
from litestar.testing import TestClient
from oauthlib.oauth1 import SIGNATURE_HMAC_SHA1, Client

from tests.pictures import base64_text, png
from tests.shop import Credentials

LIST = "/api/rest/products/8/images"
JSON = {"Accept": "application/json"}
XML = {"Accept": "text/xml"}
PNG_TEXT = base64_text(png())


def authorization(
    issued: Mapping[str, Any], method: str, url: str, signature_method: str = SIGNATURE_HMAC_SHA1, **more: Any
) -> str:
    """The header that a client with these credentials sends; `more` goes to the signing client."""
    client = Client(
        issued["consumer_key"],
        client_secret=issued["consumer_secret"],
        resource_owner_key=issued["token"],
        resource_owner_secret=issued["token_secret"],
        signature_method=signature_method,
        **more,
    )
    return str(client.sign(_encoded(url), method)[1]["Authorization"])


def _encoded(url: str) -> str:
    """The signing client refuses brackets in a query; the signature is the same either way."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode(parse_qsl(parts.query, keep_blank_values=True))))


class MagentoClient:
    """A client that signs requests as one person, or a guest without credentials. Asks for JSON by default."""

    def __init__(self, client: TestClient[Any], issued: Mapping[str, Any] | None = None) -> None:
        self.client = client
        self.issued = issued

    def __call__(self, method: str, path: str, headers: Mapping[str, str] = JSON, **sending: Any) -> httpx.Response:
        request = self.client.build_request(method, path, headers=dict(headers), **sending)
        if self.issued is not None:
            request.headers["Authorization"] = authorization(self.issued, method, str(request.url))
        return self.client.send(request)

    def get(self, path: str = LIST, headers: Mapping[str, str] = JSON, **sending: Any) -> httpx.Response:
        return self("GET", path, headers, **sending)

    def images(self, path: str = LIST) -> Any:
        response = self.get(path)
        assert response.status_code == 200, response.text
        return response.json()

    def add(self, path: str = LIST, **members: Any) -> int:
        """The new image's id. A PNG, unless another picture is among the members."""
        response = create(self, path, **members)
        assert response.status_code == 200, response.text
        return int(response.headers["location"].rpartition("/")[2])

    def put(self, number: int | str, path: str = LIST, store: str = "", **members: Any) -> httpx.Response:
        return self("PUT", f"{path}/{number}{store}", json=members)


def magento_client(client: TestClient[Any], credentials: Credentials, who: str) -> MagentoClient:
    return MagentoClient(client, credentials[who]["magento"])


def messages(response: httpx.Response) -> list[tuple[int, str]]:
    return [(error["code"], error["message"]) for error in response.json()["messages"]["error"]]


def read_image(ann: MagentoClient, number: int, at: str = "") -> Any:
    """`at` is the store, as the address ends."""
    return ann.get(f"{LIST}/{number}{at}").json()


def read_members(ann: MagentoClient, number: int, at: str = "") -> dict[str, Any]:
    """Members of an image but its id and its address."""
    return {name: value for name, value in read_image(ann, number, at).items() if name not in ("id", "url")}


def create(ann: MagentoClient, path: str = LIST, **members: Any) -> httpx.Response:
    """A PNG, unless another picture is among the members."""
    return ann("POST", path, json={"file_mime_type": "image/png", "file_content": PNG_TEXT, **members})
