"""The uploaded file: which pictures are taken, under which names, and what is refused."""

from typing import Any
from urllib.parse import quote

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from PIL import Image

from tests import pictures
from tests.dialects.token_api.asking import LAMP, Api
from tests.shop import Credentials
from web.app import create_app
from web.settings import Settings

NO_FILE = {"image": ["No file was submitted."]}
NOT_A_FILE = {"image": ["The submitted data was not a file. Check the encoding type on the form."]}
EMPTY = {"image": ["The submitted file is empty."]}
INVALID = {"image": ["Upload a valid image. The file you uploaded was either not an image or a corrupted image."]}
ALLOWED = "Allowed extensions are: apng, avif, gif, jfif, jpe, jpeg, jpg, png, webp."


@pytest.mark.parametrize(
    ("picture", "type_", "mode"),
    [
        (pictures.jpeg(), "JPEG", "RGB"),
        (pictures.transparent_png(), "PNG", "RGBA"),
        (pictures.gif(), "GIF", "P"),
        (pictures.encoded(Image.new("L", (4, 4)), "JPEG"), "JPEG", "L"),
        (pictures.encoded(Image.new("1", (4, 4)), "PNG"), "PNG", "1"),
        (pictures.cmyk_jpeg(), "JPEG", "CMYK"),
        (pictures.webp(), "WEBP", "RGB"),
        (pictures.avif(), "AVIF", "RGB"),
        (pictures.phone_jpeg(), "JPEG", "RGB"),
    ],
)
def test_content_decides_type_and_mode(api: Api, picture: bytes, type_: str, mode: str) -> None:
    """Cases 6 and 7: whatever it is called."""
    image = api.made(picture=picture, name="a.jpg")
    assert (image["type"], image["mode"]) == (type_, mode)


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("product_image.jpg", "product_image.jpg"),
        ("фото 1.jpg", "фото 1.jpg"),
        ("../../etc/a.jpg", "a.jpg"),
        ("/etc/passwd.png", "passwd.png"),
        ("a\\b\\c.jpg", "c.jpg"),
        (" a .jpg", " a .jpg"),
        ("a.JPG", "a.JPG"),
        ("x" * 300 + ".jpg", "x" * 300 + ".jpg"),
    ],
)
def test_the_name_is_the_files_own(api: Api, sent: str, name: str) -> None:
    """Cases 5, 8 and 9."""
    answer = api.send_parts([(f'name="image"; filename="{sent}"', pictures.jpeg())])
    assert (answer.status_code, answer.json()["name"]) == (201, name)


def test_a_name_may_come_as_rfc_5987_writes_it(api: Api) -> None:
    """Case 8."""
    head = f"name=\"image\"; filename*=UTF-8''{quote('фото 1.jpg')}"
    assert api.send_parts([(head, pictures.jpeg())]).json()["name"] == "фото 1.jpg"
    head = f'name="image"; filename="foto.jpg"; filename*=UTF-8\'\'{quote("фото.jpg")}'
    assert api.send_parts([(head, pictures.jpeg())]).json()["name"] == "фото.jpg"
    head = 'name="image"; filename="plain.jpg"; filename*=KLINGON\'\'%F8.jpg'
    assert api.send_parts([(head, pictures.jpeg())]).json()["name"] == "plain.jpg"
    head = "name=\"image\"; filename*=UTF-8''nul%00.jpg"
    assert api.send_parts([(head, pictures.jpeg())]).json()["name"] == "nul.jpg"


@pytest.mark.parametrize(
    ("parts", "errors"),
    [
        ([], NO_FILE),  # 17
        ([('name="picture"; filename="a.jpg"', pictures.jpeg())], NO_FILE),
        ([('name="image"; filename=""', b"")], NO_FILE),
        ([('name="image"; filename=".."', pictures.jpeg())], NO_FILE),
        ([('name="image"; filename="folder/"', pictures.jpeg())], NO_FILE),
        ([('name="image"', b"photo.jpg")], NOT_A_FILE),  # 18
        ([('name="image"', b"")], NOT_A_FILE),
        ([('name="image"', pictures.jpeg())], NOT_A_FILE),
        ([('name="image"; filename="a.jpg"', b"")], EMPTY),  # 19
        ([('name="image"; filename="a.txt"', b"")], EMPTY),
        ([('name="image"; filename="a.jpg"', pictures.text_renamed())], INVALID),  # 20
        ([('name="image"; filename="a.jpg"', pictures.jpeg()[:20])], INVALID),  # 21
        ([('name="image"; filename="a.jpg"', pictures.truncated_jpeg())], INVALID),
        ([('name="image"; filename="a.svg"', b"<svg xmlns='http://www.w3.org/2000/svg'/>")], INVALID),  # 23
        ([('name="image"; filename="a.bmp"', pictures.encoded(pictures.quarters(), "BMP"))], INVALID),
        ([('name="image"; filename="a.png"', pictures.huge_png_header(50_000, 50_000))], INVALID),  # 48
        ([('name="image"; filename="a.png"', pictures.png_with(b"eXIf", bytes(2**20 + 1)))], INVALID),
        ([('name="image"; filename="a.txt"', pictures.text_renamed())], INVALID),
    ],
)
def test_what_is_no_picture_is_refused_in_these_words(
    api: Api, parts: list[tuple[str, bytes]], errors: dict[str, list[str]]
) -> None:
    answer = api.send_parts(parts or [('name="alt_text"', b"x")])
    assert (answer.status_code, answer.json()) == (400, errors)
    assert api.ask("GET").json()["count"] == 0


@pytest.mark.parametrize(
    ("name", "extension"), [("a.txt", "txt"), ("a", ""), (".jpg", ""), ("a.jpg.", ""), ("a.PHP", "php")]
)
def test_a_good_picture_needs_the_name_of_one(api: Api, name: str, extension: str) -> None:
    """Case 22."""
    answer = api.upload(name=name)
    assert answer.status_code == 400
    assert answer.json() == {"image": [f"File extension “{extension}” is not allowed. {ALLOWED}"]}


@pytest.mark.parametrize(
    ("fields", "picture", "name"),
    [({"order": "x"}, None, "a.jpg"), ({}, None, "a.txt"), ({}, b"no picture", "a.jpg"), ({}, b"", "a.jpg")],
)
def test_of_a_refused_request_nothing_is_kept(
    api: Api, fields: dict[str, str], picture: bytes | None, name: str
) -> None:
    before = api.kept_files()
    assert api.upload(fields, picture, name).status_code == 400
    assert api.kept_files() == before


@pytest.fixture
def small(settings: Settings, credentials: Credentials) -> Any:
    """A house that takes pictures of a mebibyte at most, and bodies of a third and 64 KiB more."""
    settings = replace(settings, max_upload_bytes=2**20)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield Api(client, credentials, settings)


def test_a_picture_of_exactly_the_limit_is_taken(small: Api) -> None:
    """Case 40."""
    assert small.made(picture=pictures.jpeg().ljust(2**20, b"\0"))["size"] == 2**20


def test_a_picture_one_byte_larger_is_too_large(small: Api) -> None:
    """The document says 413 for a file size that exceeds the limit."""
    answer = small.upload({"order": "x"}, pictures.jpeg().ljust(2**20 + 1, b"\0"))
    assert (answer.status_code, answer.json()) == (413, {"detail": "The file is larger than the limit of 1.0 MB."})
    assert small.kept_files() == []
    assert small.ask("GET").json()["count"] == 0


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_body_over_the_limit_is_too_large(small: Api, method: str) -> None:
    """Case 39."""
    number = small.made()["id"]
    path = LAMP if method == "POST" else f"{LAMP}/{number}"
    answer = small.send(method, bytes(2 * 2**20), "application/json", path)
    assert answer.status_code == 413
    assert answer.json() == {"detail": "The request body is larger than the limit of 1.4 MB."}
    assert answer.headers["allow"]


def test_a_product_that_takes_no_images_says_so(api: Api) -> None:
    answer = api.upload(path="/api/products/400/images")
    assert (answer.status_code, answer.json()) == (
        400,
        {"non_field_errors": ["This product does not support images."]},
    )
