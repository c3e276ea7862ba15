"""Forms as Spree and the Token API read them: what is no text is refused in the vendor's words, never guessed at."""

from base64 import b64encode
from typing import Any

import pytest
from httpx import Response
from litestar.testing import TestClient

from tests.pictures import jpeg
from tests.shop import Credentials

MULTIPART = "multipart/form-data; boundary=x"
URL_ENCODED = "application/x-www-form-urlencoded"
BAD_REQUEST = {"status": 400, "error": "Bad Request"}
TOKEN, SPREE = "/api/products/8/images", "/api/v1/products/8/images"
FILE = {
    TOKEN: ('name="image"; filename="a.jpg"', jpeg()),
    SPREE: ('name="image[attachment]"; filename="a.jpg"', jpeg()),
}
LATIN = "café".encode("latin-1")


@pytest.fixture
def keys(credentials: Credentials) -> dict[str, dict[str, str]]:
    ann = credentials["ann"]
    return {
        TOKEN: {"Authorization": f"Token {ann['token']['key']}"},
        SPREE: {"X-Spree-Token": ann["spree"]["token"]},
    }


class Sender:
    def __init__(self, client: TestClient[Any], keys: dict[str, dict[str, str]]) -> None:
        self.client = client
        self.keys = keys

    def multipart(self, path: str, *parts: tuple[str | bytes, bytes]) -> Response:
        heads = [(head if isinstance(head, bytes) else head.encode(), content) for head, content in parts]
        body = b"".join(
            b"--x\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + content + b"\r\n"
            for head, content in heads
        )
        return self.send("POST", path, MULTIPART, body + b"--x--\r\n")

    def send(self, method: str, path: str, content_type: str, body: bytes) -> Response:
        key = self.keys[SPREE if path.startswith(SPREE) else TOKEN]
        headers = {**key, "Content-Type": content_type}
        return self.client.request(method, path, headers=headers, content=body)

    def texts(self) -> list[str | None]:
        listed = self.client.get(TOKEN, headers=self.keys[TOKEN]).json()["results"]
        return [image["description"] for image in listed]

    def created_count(self) -> int:
        return int(self.multipart(TOKEN, FILE[TOKEN], ('name="alt_text"', b"old")).json()["id"])


@pytest.fixture
def sender(client: TestClient[Any], keys: dict[str, dict[str, str]]) -> Sender:
    return Sender(client, keys)


def test_a_label_that_is_no_utf_8_is_refused_by_its_field_in_the_token_api(sender: Sender) -> None:
    response = sender.multipart(TOKEN, FILE[TOKEN], ('name="alt_text"', LATIN), ('name="order"', LATIN))
    assert response.status_code == 400
    assert response.json() == {"alt_text": ["Not a valid string."], "order": ["A valid integer is required."]}
    assert sender.texts() == []


def test_a_label_that_is_no_utf_8_is_a_bad_request_to_spree(sender: Sender) -> None:
    response = sender.multipart(SPREE, FILE[SPREE], ('name="image[alt]"', LATIN))
    assert (response.status_code, response.json()) == (400, BAD_REQUEST)
    assert sender.texts() == []


@pytest.mark.parametrize("sent", [b"caf%E9", LATIN, b"ok%ff", b"%ed%a0%80"])
def test_the_same_holds_for_url_encoded_forms(sender: Sender, sent: bytes) -> None:
    number = sender.created_count()
    response = sender.send("PATCH", f"{TOKEN}/{number}", URL_ENCODED, b"alt_text=" + sent)
    assert (response.status_code, response.json()) == (400, {"alt_text": ["Not a valid string."]})
    response = sender.send("PUT", f"{SPREE}/{number}", URL_ENCODED, b"image[alt]=" + sent)
    assert (response.status_code, response.json()) == (400, BAD_REQUEST)
    assert sender.texts() == ["old"]


@pytest.mark.parametrize("sent", ["café + 1".encode(), b"caf%C3%A9%20%2b+1", "café+%2B+1".encode()])
def test_utf_8_is_read_written_out_or_not(sender: Sender, sent: bytes) -> None:
    number, text = sender.created_count(), "café + 1"
    if b" " in sent:
        assert sender.multipart(SPREE, FILE[SPREE], ('name="image[alt]"', sent)).json()["alt"] == text
        return
    assert sender.send("PATCH", f"{TOKEN}/{number}", URL_ENCODED, b"alt_text=" + sent).status_code == 200
    assert sender.texts() == [text]
    assert sender.send("PUT", f"{SPREE}/{number}", URL_ENCODED, b"image[alt]=" + sent).json()["alt"] == text


def test_a_picture_sent_as_a_text_is_no_file(sender: Sender) -> None:
    response = sender.multipart(TOKEN, ('name="image"', jpeg()))
    message = "The submitted data was not a file. Check the encoding type on the form."
    assert (response.status_code, response.json()) == (400, {"image": [message]})
    response = sender.multipart(SPREE, ('name="image[attachment]"', jpeg()))
    assert (response.status_code, response.json()) == (400, BAD_REQUEST)


def test_a_field_nobody_asked_for_may_hold_anything_in_the_token_api(sender: Sender) -> None:
    assert sender.multipart(TOKEN, FILE[TOKEN], ('name="other"', jpeg())).status_code == 201
    number = sender.created_count()
    assert sender.send("PATCH", f"{TOKEN}/{number}", URL_ENCODED, b"%ff=%ff&alt_text=new").status_code == 200


@pytest.mark.parametrize("head", [b'name="image"; filename="' + LATIN + b'.jpg"', b'name="' + LATIN + b'"'])
def test_names_that_are_no_utf_8_are_refused(sender: Sender, head: bytes) -> None:
    response = sender.multipart(TOKEN, FILE[TOKEN], (head, jpeg()))
    assert response.status_code == 400
    assert response.json() == {"detail": "Multipart form parse error - Segment header failed to decode"}
    assert sender.multipart(SPREE, FILE[SPREE], (head, jpeg())).json() == BAD_REQUEST
    assert sender.texts() == []


def test_a_written_out_name_that_is_not_what_it_says_gives_way_to_the_plain_one(sender: Sender) -> None:
    head = 'name="image"; filename="plain.jpg"; filename*=UTF-8\'\'caf%E9.jpg'
    assert sender.multipart(TOKEN, (head, jpeg())).json()["name"] == "plain.jpg"
    head = "name=\"image\"; filename*=iso-8859-1''caf%E9.jpg"
    assert sender.multipart(TOKEN, (head, jpeg())).json()["name"] == "café.jpg"
    head = "name=\"image\"; filename*=UTF-8''caf%E9.jpg"
    assert sender.multipart(TOKEN, (head, jpeg())).json()["name"] == "caf%E9.jpg"


def text_of(charset: str) -> str:
    return f'name="alt_text"\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit'


@pytest.mark.parametrize("charset", ["ISO-8859-1", "iso-8859-15", '"windows-1252"', "utf-8", "UTF-16LE", "Shift_JIS"])
def test_a_texts_declared_charset_is_the_one_it_is_read_in(sender: Sender, charset: str) -> None:
    text = "カフェ" if charset == "Shift_JIS" else "café"
    sent = text.encode(charset.strip('"'))
    assert sender.multipart(TOKEN, FILE[TOKEN], (text_of(charset), sent)).json()["description"] == text
    head = text_of(charset).replace("alt_text", "image[alt]")
    assert sender.multipart(SPREE, FILE[SPREE], (head, sent)).json()["alt"] == text


@pytest.mark.parametrize("charset", ["us-ascii", "utf-8", "nonsense", "base64", "punycode", "unicode_escape", "idna"])
def test_a_text_that_is_not_in_its_charset_or_in_one_that_nobody_knows_is_judged_as_utf_8(
    sender: Sender, charset: str
) -> None:
    response = sender.multipart(TOKEN, FILE[TOKEN], (text_of(charset), LATIN))
    assert (response.status_code, response.json()) == (400, {"alt_text": ["Not a valid string."]})
    assert sender.multipart(TOKEN, FILE[TOKEN], (text_of(charset), b"a\\u0041")).json()["description"] == "a\\u0041"


def encoded(name: str, encoding: str = "base64") -> str:
    return f"{name}\r\nContent-Transfer-Encoding: {encoding}"


@pytest.mark.parametrize("encoding", ["base64", "BASE64"])
@pytest.mark.parametrize("line", [4, 5, 76, 10**6])
def test_a_part_in_base64_is_decoded_by_the_token_api(sender: Sender, encoding: str, line: int) -> None:
    symbols = b64encode(jpeg().ljust(200_000, b"\0"))
    lines = b"\r\n".join(symbols[at : at + line] for at in range(0, len(symbols), line))
    text = encoded('name="alt_text"', encoding), b64encode("é".encode())
    response = sender.multipart(TOKEN, (encoded(FILE[TOKEN][0], encoding), lines), text)
    assert (response.status_code, response.json()["description"], response.json()["size"]) == (201, "é", 200_000)
    assert sender.client.get(response.json()["f"]).content == jpeg()


@pytest.mark.parametrize("content", [b"QUJ", b"Q", b"Q!JD", jpeg()])
def test_a_part_that_says_base64_and_is_none_is_refused_by_the_token_api(sender: Sender, content: bytes) -> None:
    response = sender.multipart(TOKEN, (encoded(FILE[TOKEN][0]), content))
    message = "Multipart form parse error - Could not decode base64 data."
    assert (response.status_code, response.json()) == (400, {"detail": message})


def test_other_encodings_say_nothing_and_spree_decodes_none(sender: Sender) -> None:
    for encoding in ("binary", "8bit", "7bit"):
        assert sender.multipart(TOKEN, (encoded(FILE[TOKEN][0], encoding), jpeg())).status_code == 201
    assert sender.multipart(SPREE, (encoded(FILE[SPREE][0]), jpeg())).status_code == 201
    assert sender.multipart(SPREE, (encoded(FILE[SPREE][0]), b64encode(jpeg()))).status_code == 422
