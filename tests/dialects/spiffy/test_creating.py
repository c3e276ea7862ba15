"""POST: the picture as base64, what may stand beside it, and what is refused."""

import base64
import re
import zlib
from typing import Any

import msgspec
import pytest

from tests.dialects.spiffy.conftest import SpiffyClient, golden
from tests.pictures import (
    animated,
    avif,
    base64_text,
    cmyk_jpeg,
    gif,
    huge_png_header,
    jpeg,
    png,
    png_with,
    text_renamed,
    truncated_jpeg,
    webp,
)

AT = "products/8/images"


def raw(attachment: str, *more: str) -> bytes:
    """A body with the JSON of the attachment written by hand."""
    return ('{"image": {' + ", ".join([f'"attachment": {attachment}', *more]) + "}}").encode()


def picture_of(spiffy: SpiffyClient, response: Any) -> bytes:
    assert response.status_code == 201, response.text
    return spiffy.client.get(response.json()["image"]["src"]).content


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(
            lambda data: base64.encodebytes(data).decode().replace("\n", "\\n"), id="a newline every 76 signs"
        ),
        pytest.param(lambda data: re.sub("(.{60})", r"\1\\n", base64_text(data)) + "\\n", id="and every 60, as Ruby"),
        pytest.param(lambda data: base64.encodebytes(data).decode().replace("\n", "\\r\\n"), id="DOS newlines"),
        pytest.param(lambda data: base64_text(data).replace("/", "\\/"), id="slashes escaped, as PHP does it"),
        pytest.param(
            lambda data: base64_text(data).replace("+", "\\u002b").replace("=", "\\u003D"), id="as .NET does it"
        ),
        pytest.param(lambda data: "data:image\\/png;base64," + base64_text(data), id="a data: prefix"),
        pytest.param(lambda data: base64_text(data).rstrip("="), id="no padding"),
        pytest.param(
            lambda data: "".join(f"\\u{ord(sign):04x}" for sign in base64_text(data)), id="everything escaped"
        ),
    ],
)
def test_spiffy_8_9_base64_is_taken_however_json_writes_it(spiffy: SpiffyClient, written: Any) -> None:
    data = png(97, 61)
    response = spiffy.request("POST", AT, raw(f'"{written(data)}"', '"filename": "x.png"', '"alt": "a\\n\\/\\u002b"'))
    assert picture_of(spiffy, response) == data
    assert response.json()["image"]["alt"] == "a\n/+"


def test_an_attachment_of_blanks_is_empty(spiffy: SpiffyClient) -> None:
    response = spiffy.request("POST", AT, raw('"\\n \\r"'))
    assert (response.status_code, response.json()) == (422, {"errors": {"attachment": ["is empty"]}})


def test_a_text_that_looks_like_the_attachment_is_kept_as_it_is(spiffy: SpiffyClient) -> None:
    written = '"' + base64.encodebytes(png()).decode().replace("\n", "\\n") + '"'
    body = f'{{"image": {{"alt": {written}, "attachment": {written}}}}}'.encode()
    response = spiffy.request("POST", AT, body)
    assert picture_of(spiffy, response) == png()
    assert response.json()["image"]["alt"] == base64.encodebytes(png()).decode()


NO_BASE64 = ['"***"', '"a\\\\n"', '"a\\"b"', '"\\u20ac"', '"\\u0000"', '"aGk=aGk="', "5", "[]", "{}", "true"]


def test_spiffy_15_what_is_no_base64_is_refused(spiffy: SpiffyClient) -> None:
    for attachment in NO_BASE64:
        response = spiffy.request("POST", AT, raw(attachment))
        refused = (response.status_code, response.json())
        assert refused == (422, {"errors": {"attachment": ["is not valid base64"]}}), attachment
    assert spiffy.ids() == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(text_renamed(), "is not a readable picture", id="text"),
        pytest.param(truncated_jpeg(), "is not a readable picture", id="cut short"),
        pytest.param(b"BM" + bytes(200), "is not a readable picture", id="BMP"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a readable picture", id="SVG"),
        pytest.param(webp(), "must be in .png, .gif or .jpg format", id="WebP"),
        pytest.param(avif(), "must be in .png, .gif or .jpg format", id="AVIF"),
        pytest.param(huge_png_header(20_000, 20_000), "has more than 100000000 pixels", id="too many pixels"),
        pytest.param(
            png_with(b"zTXt", b"k\0\0" + zlib.compress(bytes(2**20 + 1))), "has too much metadata", id="metadata"
        ),
    ],
)
def test_spiffy_16_17_only_pictures_in_png_gif_and_jpg_are_taken(
    spiffy: SpiffyClient, data: bytes, message: str
) -> None:
    response = spiffy.post(AT, attachment=base64_text(data), filename="x.png")
    assert (response.status_code, response.json()) == (422, {"errors": {"image": [message]}})
    assert spiffy.ids() == []


def test_spiffy_21_what_the_server_decides_is_passed_over(spiffy: SpiffyClient) -> None:
    sent: dict[str, Any] = {
        "id": 87675,
        "product_id": 28,
        "collection_id": 155,
        "extension": "gif",
        "digest": "0" * 32,
        "new": [{}],
    }
    image = spiffy.create(**sent)
    assert (image["id"], image["product_id"], image["extension"]) == (1, 8, "png")
    assert image["digest"] != "0" * 32
    assert "collection_id" not in image
    assert spiffy.listed() == [image]
    assert spiffy.ids("products/28/images") == []


@pytest.mark.parametrize("data", [png(), gif(), animated(), jpeg(), cmyk_jpeg()])
def test_png_gif_and_jpg_come_back_byte_for_byte(spiffy: SpiffyClient, data: bytes) -> None:
    response = spiffy.post(AT, attachment=base64_text(data))
    assert picture_of(spiffy, response) == data


def test_spiffy_12_without_a_picture_nothing_is_created(spiffy: SpiffyClient) -> None:
    sent: list[dict[str, Any]] = [{"alt": "x"}, {"attachment": None}, {"attachment": ""}, {"src": ""}, {"src": None}]
    for image in sent:
        response = spiffy.post(AT, **image)
        assert (response.status_code, response.content) == (422, golden("nothing.json")), image
    assert spiffy.ids() == []


NO_IMAGE = [b"{}", b"[]", b"5", b"null", b'{"image": null}', b'{"image": 5}', b'{"images": {}}']
DEEP = b'{"image": {"alt": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}"
NO_JSON = [b"", b"{", b"image=x", b'{"image": {}} x', b'{"image": {"alt": "\xff"}}', DEEP]


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize(("bodies", "file"), [(NO_IMAGE, "no_image.json"), (NO_JSON, "malformed.json")])
def test_spiffy_13_14_63_a_body_without_an_image_or_that_is_no_json_is_a_bad_request(
    spiffy: SpiffyClient, method: str, bodies: list[bytes], file: str
) -> None:
    path = AT if method == "POST" else f"{AT}/{spiffy.create()['id']}"
    for body in bodies:
        response = spiffy.request(method, path, body)
        assert (response.status_code, response.content) == (400, golden(file)), body[:40]


def test_spiffy_11_the_same_file_sent_twice_is_two_images_with_two_digests(spiffy: SpiffyClient) -> None:
    first, second = spiffy.create(), spiffy.create()
    assert first["id"] != second["id"]
    assert first["digest"] != second["digest"]
    assert first["src"] != second["src"]


@pytest.mark.parametrize(("data", "ending"), [(png(), ".png"), (gif(), ".gif"), (jpeg(), ".jpg")])
def test_spiffy_10_without_a_filename_there_is_one_with_the_right_extension(
    spiffy: SpiffyClient, data: bytes, ending: str
) -> None:
    for value in (None, ""):
        image = spiffy.create(data=data, filename=value)
        assert image["filename"].endswith(ending)
        assert image["extension"] == ending[1:]


NAMES = [
    ("cute-puppy.jpg", "cute-puppy.jpg", "jpg", "8_cute_puppy_full.jpg"),
    ("CUTE.JPEG", "CUTE.JPEG", "jpg", "8_CUTE_full.jpg"),
    ("a.b.gif", "a.b.gif", "gif", "8_a_b_full.gif"),
    ("puppy", "puppy", "png", "8_puppy_full.png"),
    ("puppy.webp", "puppy.webp", "png", "8_puppy_full.png"),
    ("png", "png", "png", "8_png_full.png"),
    ("../../etc/passwd.png", "passwd.png", "png", "8_passwd_full.png"),
    ("C:\\pictures\\dog.png", "dog.png", "png", "8_dog_full.png"),
    ("Röckchen ✂.png", "Röckchen ✂.png", "png", "8_R_ckchen___full.png"),
    ("x_full.png", "x_full.png", "png", "8_x_full_full.png"),
    (".png", ".png", "png", "8__png_full.png"),
    ("n" * 300 + ".png", "n" * 251 + ".png", "png", "8_" + "n" * 90 + "_full.png"),
]


def test_spiffy_7_19_the_name_is_kept_and_src_is_made_of_it(spiffy: SpiffyClient) -> None:
    """Whatever the name says, the content decides: all of these are the same PNG, and answer with it."""
    for filename, shown, extension, in_src in NAMES:
        image = spiffy.create(filename=filename)
        assert (image["filename"], image["extension"]) == (shown, extension)
        assert image["src"].rpartition("/")[2].partition("?")[0] == in_src
        response = spiffy.client.get(image["src"])
        assert (response.status_code, response.content) == (200, png()), filename
        assert response.headers["content-type"] == "image/png"


def test_variations_are_linked_once_each_in_the_order_sent(spiffy: SpiffyClient) -> None:
    assert spiffy.create(variation_ids=[5596, 5595, 5596])["variation_ids"] == [5596, 5595]
    assert spiffy.create(variation_ids=None)["variation_ids"] == []


@pytest.mark.parametrize(
    ("owner", "sent", "message"),
    [
        ("products/8", [5595, 1], "1 is not a variation of this product"),
        ("products/28", [5595], "5595 is not a variation of this product"),
        ("standard_collections/155", [5595], "5595 is not a variation of this product"),
        ("products/8", 5595, "is not a list of ids"),
        ("products/8", ["x"], "is not a whole number"),
        ("products/8", [True], "is not a whole number"),
        ("products/8", [[]], "is not a whole number"),
    ],
)
def test_variations_must_be_those_of_the_product(spiffy: SpiffyClient, owner: str, sent: object, message: str) -> None:
    response = spiffy.post(f"{owner}/images", attachment=base64_text(png()), variation_ids=sent)
    assert (response.status_code, response.json()) == (422, {"errors": {"variation_ids": [message]}})
    assert spiffy.ids(f"{owner}/images") == []


@pytest.mark.parametrize("field", ["alt", "filename"])
def test_texts_must_be_texts(spiffy: SpiffyClient, field: str) -> None:
    sent: list[Any] = [5, True, [], {}, "a\0b"]
    for value in sent:
        response = spiffy.post(AT, attachment=base64_text(png()), **{field: value})
        assert (response.status_code, response.json()) == (422, {"errors": {field: ["is not a text"]}}), value


def test_a_product_that_takes_no_images_says_so(spiffy: SpiffyClient) -> None:
    response = spiffy.post("products/no-images/images", attachment=base64_text(png()))
    assert (response.status_code, response.json()) == (422, {"errors": {"image": ["can't be added to this product"]}})


@pytest.mark.parametrize("alt", ["", 'He said "sit" 🐶', "<b>&amp;\u2028", " padded ", "line\nline"])
def test_spiffy_64_texts_come_back_as_sent(spiffy: SpiffyClient, alt: str) -> None:
    image = spiffy.create(alt=alt)
    assert image["alt"] == alt
    changed = spiffy.put(f"{AT}/{spiffy.create()['id']}", id=image["id"] + 1, alt=alt)
    assert changed.json()["image"]["alt"] == alt
    assert [listed["alt"] for listed in spiffy.listed()] == [alt, alt]


def test_spiffy_65_after_everything_was_deleted_the_next_is_the_first_with_a_larger_id(spiffy: SpiffyClient) -> None:
    ids = [spiffy.create()["id"] for _ in range(3)]
    for number in ids:
        assert spiffy.delete(f"{AT}/{number}").status_code == 200
    image = spiffy.create()
    assert image["id"] > max(ids)
    assert image["position"] == 1


def test_bodies_have_one_member_at_the_top(spiffy: SpiffyClient) -> None:
    """The clients unwrap an object of one member, and only that."""
    image = spiffy.create()
    for path in (AT, f"{AT}/count", f"{AT}/{image['id']}"):
        assert len(spiffy.get(path).json()) == 1
    assert len(msgspec.json.decode(spiffy.put(f"{AT}/{image['id']}", id=image["id"]).content)) == 1
