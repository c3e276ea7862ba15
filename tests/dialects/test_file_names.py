"""Names of files come back without control characters, in 255 characters at most, with their extension."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.client import MagentoClient
from tests.dialects.product_images import CheckedRequests
from tests.pictures import base64_text, png
from tests.shop import Credentials

LONG = "é" * 20_000 + ".png"
LONG_IN_A_FORM = "é" * 600 + ".png"  # whose parts have heads of bounded length
CONTROLS = "a\x01b\x1b[2J\r\n\t\x7f\x85c\u2028.png"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Sender:
    """Adds a picture by one dialect, under any name, and says what the Token API and that dialect call it."""

    def __init__(self, client: TestClient[Any], credentials: Credentials) -> None:
        self.issued, self.client = credentials["ann"], client
        self.token = CheckedRequests(client, {"Authorization": f"Token {self.issued['token']['key']}"})

    def spiffy(self, name: str) -> Any:
        headers = {"Authorization": f"Bearer {self.issued['spiffy']['access_token']}"}
        image = {"attachment": base64_text(png()), "filename": name}
        return CheckedRequests(self.client, headers)("POST", "/api/products/8/images.json", 201, json={"image": image})

    def magento(self, name: str) -> Any:
        magento = MagentoClient(self.client, self.issued["magento"])
        number = magento.add("/api/rest/products/8/images", file_content=base64_text(png()), file_name=name)
        response = magento.put(number, "/api/rest/products/8/images", file_name="x" + name)
        assert response.status_code == 200
        return magento.images("/api/rest/products/8/images")

    def token_api(self, name: str) -> Any:
        return self.token("POST", "/api/products/8/images", 201, **form("image", name))

    def spree(self, name: str) -> Any:
        spree = CheckedRequests(self.client, {"X-Spree-Token": self.issued["spree"]["token"]})
        return spree("POST", "/api/v1/products/8/images", 201, **form("image[attachment]", name))

    def shown(self) -> Any:
        """The image in every dialect."""
        issued, get = self.issued, self.client.get
        return [
            self.token("GET", "/api/products/8/images", 200)["results"][0],
            get("/api/v1/products/8/images", headers={"X-Spree-Token": issued["spree"]["token"]}).json(),
            get(
                "/api/v2/products/8/images.json", headers={"X-Auth-Token": issued["bigcommerce"]["access_token"]}
            ).json(),
            get(
                "/api/products/8/images.json",
                headers={"Authorization": f"Bearer {issued['spiffy']['access_token']}"},
            ).json(),
        ]


def form(field: str, name: str) -> dict[str, Any]:
    head = f"--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename*=UTF-8''{quote(name)}\r\n\r\n"
    return {
        "content": head.encode() + png() + b"\r\n--x--\r\n",
        "headers": {"Content-Type": "multipart/form-data; boundary=x"},
    }


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


WAYS: dict[str, Callable[[Sender, str], Any]] = {
    "spiffy": Sender.spiffy,
    "magento": Sender.magento,
    "token": Sender.token_api,
    "spree": Sender.spree,
}


@pytest.mark.parametrize("way", WAYS)
def test_control_characters_never_come_back_in_an_answer_or_an_address(
    way: str, client: TestClient[Any], credentials: Credentials
) -> None:
    sender = Sender(client, credentials)
    answer = WAYS[way](sender, CONTROLS)
    found = texts([answer, sender.shown()])
    assert [text for text in found if CONTROL.search(unquote(text))] == []
    assert sender.shown()[0]["name"] == ("x" if way == "magento" else "") + "ab[2Jc.png"


@pytest.mark.parametrize("way", WAYS)
def test_a_name_comes_back_in_255_characters_with_its_extension(
    way: str, client: TestClient[Any], credentials: Credentials
) -> None:
    sender = Sender(client, credentials)
    answer = WAYS[way](sender, LONG if way in ("spiffy", "magento") else LONG_IN_A_FORM)
    name = sender.shown()[0]["name"]
    assert (len(name), name.rpartition("é")[2]) == (255, ".png")
    for text in texts([answer, sender.shown()]):
        assert len(unquote(text).rpartition("/")[2].partition("?")[0]) <= 255
