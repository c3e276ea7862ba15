"""Bounds of what is sent beside pictures: labels, bodies without a file, members; refused in each vendor's words."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from httpx import Response
from litestar.testing import TestClient

from tests.dialects.magento.client import MagentoClient
from tests.pictures import base64_text, png
from tests.shop import Credentials
from web.gallery.model import LONGEST_LABEL
from web.http.bounds import LONGEST, TooMuch, XmlBounds

JSON, XML = "application/json", "application/xml"


class Dog:
    """The dog's images by all dialects, and our own API."""

    def __init__(self, client: TestClient[Any], credentials: Credentials) -> None:
        self.client, self.issued = client, credentials["ann"]
        image = {"attachment": base64_text(png())}
        made = self.send("spiffy", "POST", "", encode({"image": image}), JSON)
        assert made.status_code == 201
        self.image = str(made.json()["image"]["id"])

    def send(self, dialect: str, method: str, image: str, body: bytes, content_type: str) -> Response:
        if dialect == "magento":
            path = "/api/rest/products/8/images" + (f"/{image}" if image else "")
            headers = {"Content-Type": content_type, "Accept": "application/json"}
            return MagentoClient(self.client, self.issued["magento"])(method, path, content=body, headers=headers)
        path, headers = ADDRESSES[dialect](self.issued, image)
        return self.client.request(method, path, content=body, headers={**headers, "Content-Type": content_type})

    def change(self, dialect: str, body: bytes, content_type: str = JSON) -> Response:
        method = {"token": "PATCH", "packshot": "POST"}.get(dialect, "PUT")
        return self.send(dialect, method, self.image, body, content_type)


ADDRESSES: dict[str, Callable[[Any, str], tuple[str, dict[str, str]]]] = {
    "spree": lambda made, image: (
        f"/api/v1/products/8/images{image and '/' + image}",
        {"X-Spree-Token": made["spree"]["token"]},
    ),
    "bigcommerce": lambda made, image: (
        f"/api/v2/products/8/images{image and '/' + image}",
        {"X-Auth-Token": made["bigcommerce"]["access_token"], "Accept": JSON},
    ),
    "token": lambda made, image: (
        f"/api/products/8/images{image and '/' + image}",
        {"Authorization": f"Token {made['token']['key']}"},
    ),
    "spiffy": lambda made, image: (
        f"/api/products/8/images{image and '/' + image}.json",
        {"Authorization": f"Bearer {made['spiffy']['access_token']}"},
    ),
    "packshot": lambda made, image: (
        f"/admin/products/8/images/{image}",
        {"Authorization": f"Bearer {made['packshot']['token']}", "Accept": JSON},
    ),
}


def encode(value: object) -> bytes:
    return msgspec.json.encode(value)


@pytest.fixture
def dog(client: TestClient[Any], credentials: Credentials) -> Dog:
    return Dog(client, credentials)


def labelled(dog: Dog, dialect: str, text: str) -> bytes:
    return {
        "spree": lambda: encode({"image": {"alt": text}}),
        "bigcommerce": lambda: encode({"description": text}),
        "token": lambda: encode({"alt_text": text}),
        "magento": lambda: encode({"label": text}),
        "spiffy": lambda: encode({"image": {"id": int(dog.image), "alt": text}}),
        "packshot": lambda: encode({"do": "label", "label": text}),
    }[dialect]()


MOST = f"is too long (maximum is {LONGEST_LABEL} characters)"
REFUSALS: dict[str, tuple[int, str]] = {
    "spree": (422, f'"errors":{{"alt":["{MOST}"]}}'),
    "bigcommerce": (400, f'"invalid_reason":"It may have at most {LONGEST_LABEL} characters."'),
    "token": (400, f'{{"alt_text":["Ensure this field has no more than {LONGEST_LABEL} characters."]}}'),
    "magento": (400, "Resource data pre-validator error"),
    "spiffy": (422, f'{{"errors":{{"alt":["{MOST}"]}}}}'),
    "packshot": (400, f'"limit":{LONGEST_LABEL}'),
}


@pytest.mark.parametrize("dialect", REFUSALS)
def test_a_label_has_at_most_4000_characters(dog: Dog, dialect: str) -> None:
    longest = "🐕" * LONGEST_LABEL
    assert dog.change(dialect, labelled(dog, dialect, longest)).status_code in (200, 201)
    status, words = REFUSALS[dialect]
    refused = dog.change(dialect, labelled(dog, dialect, longest + "!"))
    assert (refused.status_code, words in refused.text.replace("\\/", "/")) == (status, True), refused.text
    shown = dog.send("token", "GET", dog.image, b"", JSON).json()
    assert shown["description"] == longest


def test_a_new_image_too(dog: Dog) -> None:
    body = {"image": {"attachment": base64_text(png(3)), "alt": "x" * (LONGEST_LABEL + 1)}}
    assert dog.send("spiffy", "POST", "", encode(body), JSON).status_code == 422


@pytest.mark.parametrize("dialect", REFUSALS)
def test_a_json_body_without_a_file_has_at_most_a_mebibyte(dog: Dog, dialect: str) -> None:
    body = labelled(dog, dialect, "short")
    assert dog.change(dialect, body.ljust(LONGEST)).status_code in (200, 201)
    assert dog.change(dialect, body.ljust(LONGEST + 1)).status_code == 413


@pytest.mark.parametrize("dialect", ["bigcommerce", "magento"])
def test_an_xml_body_without_a_file_has_at_most_a_mebibyte(dog: Dog, dialect: str) -> None:
    body = b"<image><description>x</description></image>"
    body = body if dialect == "bigcommerce" else b"<a><label>x</label></a>"
    assert dog.change(dialect, body + b" " * LONGEST, XML).status_code == 413


@pytest.mark.parametrize("dialect", ["spiffy", "magento", "packshot"])
def test_naming_the_files_member_does_not_lift_that_bound(dog: Dog, dialect: str) -> None:
    """`x` is as large as a picture, and no picture."""
    large = "x" * (2 * LONGEST)
    body = {
        "spiffy": {"image": {"id": int(dog.image), "attachment": "", "x": large}},
        "magento": {"file_content": "", "x": large},
        "packshot": {"do": "label", "label": "a", "content": large},
    }[dialect]
    assert dog.change(dialect, encode(body)).status_code == 413


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
@pytest.mark.parametrize("dialect", ["spree", "token"])
def test_the_texts_of_a_form_have_at_most_a_mebibyte(dog: Dog, dialect: str, kind: str) -> None:
    text = "x" * (LONGEST + 1)
    body, sent = f"a={text}".encode(), "application/x-www-form-urlencoded"
    if kind == "multipart":
        half = f'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n{text[: LONGEST // 2 + 1]}\r\n'
        body, sent = f"{half * 2}--b--\r\n".encode(), "multipart/form-data; boundary=b"
    assert dog.change(dialect, body, sent).status_code == 413


@pytest.mark.parametrize("body", [b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", b'{"\xff": 1}'])
@pytest.mark.parametrize("dialect", REFUSALS)
def test_json_that_is_none_or_has_no_end_is_no_fault_of_ours(dog: Dog, dialect: str, body: bytes) -> None:
    assert 400 <= dog.change(dialect, body).status_code < 500


MANY = {f"member {number}": number for number in range(1001)}


@pytest.mark.parametrize("dialect", ["spree", "bigcommerce", "token", "magento", "packshot"])
def test_more_than_a_thousand_members_on_a_level_are_no_body_that_anybody_means(dog: Dog, dialect: str) -> None:
    assert dog.change(dialect, encode(MANY)).status_code == 400
    assert dog.change(dialect, encode({"image": {"deeper": [MANY]}})).status_code == 400


@pytest.mark.parametrize("dialect", ["bigcommerce", "magento"])
@pytest.mark.parametrize(
    "body",
    [
        b"<a " + b" ".join(b'a%d="1"' % number for number in range(60_000)) + b"/>",
        b"<a " + b" ".join(b'a%d="1"' % number for number in range(1_001)) + b"/>",
        b"<a>" + b"<b/>" * 1001 + b"</a>",
        b"<a>" * 101 + b"</a>" * 101,
        b"<a>" + b"<" * 20_000,
    ],
    ids=["attributes", "a few attributes", "elements", "levels", "begun"],
)
def test_xml_without_end_is_no_xml(dog: Dog, dialect: str, body: bytes) -> None:
    assert dog.change(dialect, body, XML).status_code == 400


def test_attributes_are_counted_before_they_are_built_up_whatever_the_pieces() -> None:
    tag = b"<a " + b" ".join(b'a%d="1"' % number for number in range(20_000)) + b"/>"
    bounds = XmlBounds()
    with pytest.raises(TooMuch):  # noqa: PT012 - at whichever piece
        for place in range(0, len(tag), 1000):
            bounds.check(tag[place : place + 1000])


def test_a_picture_in_a_body_is_beside_that_bound(dog: Dog) -> None:
    large = base64_text(png() + bytes(LONGEST))
    assert dog.send("spiffy", "POST", "", encode({"image": {"attachment": large}}), JSON).status_code == 201
    body = b"<magento_api><file_mime_type>image/png</file_mime_type><file_content>%s</file_content></magento_api>"
    assert dog.send("magento", "POST", "", body % large.encode(), XML).status_code == 200
