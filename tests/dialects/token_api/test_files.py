"""The uploaded file: which pictures are taken, under which names, and what is refused."""

from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from tests import pictures
from tests.dialects.token_api.client import TokenApiClient

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
def test_token_6_7_content_decides_type_and_mode_whatever_it_is_called(
    api: TokenApiClient, picture: bytes, type_: str, mode: str
) -> None:
    image = api.create(picture=picture, name="a.jpg")
    assert (image["type"], image["mode"]) == (type_, mode)


def all_files(api: TokenApiClient) -> set[str]:
    """All files in this test's folder, the storage's and those beside it."""
    root = Path(api.settings.storage_url.removeprefix("file://")).parent
    return {str(path.relative_to(root)) for path in root.rglob("*")}


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
        ("x" * 300 + ".jpg", "x" * 251 + ".jpg"),
        ("a&amp;b;c.jpg", "a&amp;b;c.jpg"),
        ('a%22b\\".jpg', 'a%22b".jpg'),
        ("a%22b.jpg", 'a"b.jpg'),
    ],
)
def test_token_8_9_the_name_is_the_files_own(api: TokenApiClient, sent: str, name: str) -> None:
    before = all_files(api)
    response = api.send_parts([(f'name="image"; filename="{sent}"', pictures.jpeg())])
    assert (response.status_code, response.json()["name"]) == (201, name)
    assert api.client.get(response.json()["f"]).content == pictures.jpeg()
    assert not any(name in path for path in all_files(api) - before), "a name is text, and nothing is called by it"


def test_token_8_a_name_may_come_as_rfc_5987_writes_it(api: TokenApiClient) -> None:
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
        ([], NO_FILE),
        ([('name="picture"; filename="a.jpg"', pictures.jpeg())], NO_FILE),
        ([('name="image"; filename=""', b"")], NOT_A_FILE),
        ([('name="image"; filename=".."', pictures.jpeg())], NO_FILE),
        ([('name="image"; filename="folder/"', pictures.jpeg())], NO_FILE),
        ([('name="image"', b"photo.jpg")], NOT_A_FILE),
        ([('name="image"', b"")], NOT_A_FILE),
        ([('name="image"', pictures.jpeg())], NOT_A_FILE),
        ([('name="image"; filename="a.jpg"', b"")], EMPTY),
        ([('name="image"; filename="a.txt"', b"")], EMPTY),
        ([('name="image"; filename="a.jpg"', pictures.text_renamed())], INVALID),
        ([('name="image"; filename="a.jpg"', pictures.jpeg()[:20])], INVALID),
        ([('name="image"; filename="a.jpg"', pictures.truncated_jpeg())], INVALID),
        ([('name="image"; filename="a.svg"', b"<svg xmlns='http://www.w3.org/2000/svg'/>")], INVALID),
        ([('name="image"; filename="a.bmp"', pictures.encoded(pictures.quarters(), "BMP"))], INVALID),
        ([('name="image"; filename="a.png"', pictures.huge_png_header(50_000, 50_000))], INVALID),
        ([('name="image"; filename="a.png"', pictures.png_with(b"eXIf", bytes(2**20 + 1)))], INVALID),
        ([('name="image"; filename="a.txt"', pictures.text_renamed())], INVALID),
    ],
)
def test_token_17_18_19_20_21_23_48_what_is_no_picture_is_refused_in_these_words(
    api: TokenApiClient, parts: list[tuple[str, bytes]], errors: dict[str, list[str]]
) -> None:
    response = api.send_parts(parts or [('name="alt_text"', b"x")])
    assert (response.status_code, response.json()) == (400, errors)
    assert api.request("GET").json()["count"] == 0


@pytest.mark.parametrize(
    ("name", "extension"), [("a.txt", "txt"), ("a", ""), (".jpg", ""), ("a.jpg.", ""), ("a.PHP", "php")]
)
def test_token_22_a_good_picture_needs_the_name_of_one(api: TokenApiClient, name: str, extension: str) -> None:
    response = api.upload(name=name)
    assert response.status_code == 400
    assert response.json() == {"image": [f"File extension “{extension}” is not allowed. {ALLOWED}"]}


@pytest.mark.parametrize(
    ("fields", "picture", "name"),
    [({"order": "x"}, None, "a.jpg"), ({}, None, "a.txt"), ({}, b"no picture", "a.jpg"), ({}, b"", "a.jpg")],
)
def test_of_a_refused_request_nothing_is_kept(
    api: TokenApiClient, fields: dict[str, str], picture: bytes | None, name: str
) -> None:
    before = api.stored_files()
    assert api.upload(fields, picture, name).status_code == 400
    assert api.stored_files() == before


def test_a_product_that_takes_no_images_says_so(api: TokenApiClient) -> None:
    response = api.upload(path="/api/products/400/images")
    assert (response.status_code, response.json()) == (
        400,
        {"non_field_errors": ["This product does not support images."]},
    )


@pytest.mark.parametrize("ending", ["jpe", "jfif", "mpo", "MPO", "jif", "pjpeg"])
def test_every_extension_of_jpeg_is_taken(ending: str, api: TokenApiClient) -> None:
    assert api.upload({}, pictures.jpeg(), f"dress.{ending}").status_code == 201
