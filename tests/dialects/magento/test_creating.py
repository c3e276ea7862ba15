"""Adding images: cases 48-81 of the Magento field notes, with the document's messages."""

import base64
from typing import Any

import pytest

from tests.dialects.magento.asking import JSON, LIST, PNG_TEXT, Asker, messages
from tests.pictures import animated, gif, huge_png_header, jpeg, png, text_renamed, truncated_jpeg, webp

NOT_SPECIFIED = [(400, "The image is not specified"), (400, "Resource data pre-validator error")]
BAD_BASE64 = [(400, "The image content must be valid base64 encoded data")]
BAD_MIME = [(400, "Unsupported image MIME type")]
UNKNOWN_ERROR = [(400, "Resource unknown error")]
PRE_VALIDATOR = [(400, "Resource data pre-validator error")]
NEVER = "/api/rest/products/999/images"


def text_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def create(ann: Asker, path: str = LIST, **members: Any) -> Any:
    body = {"file_mime_type": "image/png", "file_content": PNG_TEXT, **members}
    return ann("POST", path, json=body)


def test_a_new_image_needs_no_more_than_its_picture(ann: Asker) -> None:
    """Magento 45."""
    answer = create(ann)
    assert (answer.status_code, answer.content) == (200, b"")
    image = ann.get(answer.headers["location"]).json()
    assert image | {"id": "", "url": ""} == {
        "id": "", "label": "", "position": "1", "exclude": "0", "url": "", "types": []
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file_name", "address"),
    [
        ("new image", "/n/e/new_image.png"),
        ("photo.png", "/p/h/photo.png.png"),
        ("ü", "/f/i/file.png"),
        ("___", "/f/i/file.png"),
        ("a", "/a/_/a.png"),
        ("Abc", "/A/b/Abc.png"),
        (".htaccess", "/_/h/.htaccess.png"),
        ("..", "/_/_/...png"),
        ("%41", "/_/4/_41.png"),
        ("a\\b", "/a/_/a_b.png"),
        ("Ünï cödé (1)!", "/_/n/_n_c_d_1_.png"),
        (12, "/1/2/12.png"),
        ("", "/i/m/image.png"),
        ("0", "/i/m/image.png"),
        (None, "/i/m/image.png"),
        ("x" * 300, f"/x/x/{'x' * 90}.png"),
    ],
)
def test_the_address_is_made_of_the_given_name(ann: Asker, file_name: object, address: str) -> None:
    """Magento 48-51 (field notes 3.3)."""
    ann.add(file_name=file_name)
    url = ann.images()[0]["url"]
    assert url.endswith(f"/media/catalog/product{address}")
    assert ann.client.get(url).content == png()


def test_a_name_that_is_taken_is_numbered_over_all_products_and_for_ever(ann: Asker) -> None:
    """Magento 52, 53, 54."""
    other = "/api/rest/products/28/images"
    first = ann.add(file_name="dress")
    ann("DELETE", f"{LIST}/{first}")
    ann.add(other, file_name="dress")
    ann.add(other, file_name="dress")
    ann.add(other, file_name="dress", file_mime_type="image/gif", file_content=text_of(gif()))
    names = [image["url"].rpartition("/")[2] for image in ann.images(other)]
    assert names == ["dress_2.png", "dress_3.png", "dress.gif"]


def test_a_slash_in_a_file_name_is_refused(ann: Asker) -> None:
    """Magento 55."""
    assert messages(create(ann, file_name="a/b")) == UNKNOWN_ERROR
    assert ann.images() == []


@pytest.mark.parametrize("missing", ["file_content", "file_mime_type"])
@pytest.mark.parametrize("value", [None, "", "0"])
def test_picture_and_mime_type_must_be_there(ann: Asker, missing: str, value: object) -> None:
    """Magento 56, 57, 71: said before anything is looked up."""
    for path in (LIST, NEVER, LIST + "/store/99"):
        assert messages(create(ann, path, **{missing: value})) == NOT_SPECIFIED


def test_other_members_alone_are_no_image(ann: Asker) -> None:
    """Magento 58."""
    answer = ann("POST", LIST, json={"label": "a", "file_mime_type": "image/png"})
    assert messages(answer) == NOT_SPECIFIED
    assert messages(ann("POST", LIST, json={"label": "a"})) == NOT_SPECIFIED


@pytest.mark.parametrize(
    "content",
    ["***", " \n ", f"data:image/png;base64,{PNG_TEXT}", PNG_TEXT + "=", "A", "AB=", PNG_TEXT[:-4] + "-_==",
     "é", "AA==AA"],
)  # fmt: skip
def test_what_is_not_base64_is_said_not_to_be(ann: Asker, content: str) -> None:
    """Magento 62, 65, 66; before the MIME type and before anything is looked up."""
    assert messages(create(ann, file_content=content)) == BAD_BASE64
    assert messages(create(ann, NEVER, file_content=content, file_mime_type="image/bmp")) == BAD_BASE64


@pytest.mark.parametrize(
    "content",
    ["\n".join(PNG_TEXT[start : start + 76] for start in range(0, len(PNG_TEXT), 76)), PNG_TEXT.rstrip("=")],
)
def test_base64_may_be_wrapped_and_lack_its_padding(ann: Asker, content: str) -> None:
    """Magento 63, 64; in XML too."""
    xml = f"<a><file_mime_type>image/png</file_mime_type><file_content>{content}</file_content></a>"
    assert create(ann, file_content=content).status_code == 200
    assert ann("POST", LIST, {"Content-Type": "text/xml"}, content=xml).status_code == 200
    assert [ann.client.get(image["url"]).content for image in ann.images()] == [png(), png()]


@pytest.mark.parametrize("escaped", [PNG_TEXT.replace("/", "\\/"), "".join(f"\\u{ord(sign):04X}" for sign in PNG_TEXT)])
def test_base64_may_be_escaped_as_json_allows(ann: Asker, escaped: str) -> None:
    body = f'{{"file_mime_type": "image\\/png", "file_content": "{escaped}"}}'
    answer = ann("POST", LIST, {**JSON, "Content-Type": "application/json"}, content=body)
    assert answer.status_code == 200, answer.text
    assert ann.client.get(ann.images()[0]["url"]).content == png()


@pytest.mark.parametrize(
    "mime_type", ["image/bmp", "IMAGE/PNG", " image/png", "image/webp", "image/x-png", "image/pjpeg", "png", 1]
)
def test_a_mime_type_must_be_a_known_one_exactly(ann: Asker, mime_type: object) -> None:
    """Magento 67, 68."""
    assert messages(create(ann, file_mime_type=mime_type)) == BAD_MIME
    assert messages(create(ann, NEVER, file_mime_type=mime_type)) == BAD_MIME


@pytest.mark.parametrize(
    ("mime_type", "extension", "media_type"),
    [
        ("image/jpg", "jpg", "image/jpeg"),
        ("image/jpeg", "jpg", "image/jpeg"),
        ("image/gif", "gif", "image/gif"),
        ("image/png", "png", "image/png"),
    ],
)
@pytest.mark.parametrize("data", [png(), jpeg(), gif()], ids=["png", "jpeg", "gif"])
def test_the_declared_type_makes_the_address_and_the_address_keeps_its_promise(
    ann: Asker, mime_type: str, extension: str, media_type: str, data: bytes
) -> None:
    """Magento 69: whatever the content, a .jpg answers as a JPEG."""
    ann.add(file_mime_type=mime_type, file_content=text_of(data))
    url = ann.images()[0]["url"]
    assert url.endswith(f"/i/m/image.{extension}")
    assert ann.client.get(url).headers["content-type"] == media_type


@pytest.mark.parametrize(
    "data",
    [text_renamed(), truncated_jpeg(), webp(), huge_png_header(20_000, 20_000), b"BM" + bytes(100)],
    ids=["text", "truncated", "webp", "too many pixels", "bmp"],
)
def test_what_is_no_picture_of_these_types_is_refused_and_leaves_nothing(ann: Asker, data: bytes) -> None:
    """Magento 70."""
    answer = create(ann, file_content=text_of(data))
    assert (answer.status_code, messages(answer)) == (400, UNKNOWN_ERROR)
    assert ann.images() == []


def test_an_animation_is_kept_as_it_is(ann: Asker) -> None:
    data = animated()
    ann.add(file_mime_type="image/gif", file_content=text_of(data))
    assert ann.client.get(ann.images()[0]["url"]).content == data


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (NEVER, [(404, "Resource not found")]),
        (LIST + "/store/99", [(400, "Requested store is invalid")]),
        (NEVER + "/store/99", [(400, "Requested store is invalid")]),
        ("/api/rest/products/500/images/store/1", [(404, "Resource not found")]),
        ("/api/rest/products/400/images", [(400, "Requested product does not support images")]),
    ],
)
def test_a_good_picture_for_the_wrong_place_is_refused_as_documented(
    ann: Asker, path: str, expected: list[tuple[int, str]]
) -> None:
    """Magento 71, 72, with the document's messages in place of the masking ones."""
    answer = create(ann, path)
    assert (answer.status_code, messages(answer)) == (expected[0][0], expected)


def test_all_members_are_taken_at_once_and_the_next_image_stands_behind(ann: Asker) -> None:
    """Magento 73."""
    number = ann.add(label=" flower ", position=41, exclude=1, types=["thumbnail", "bogus", "image"])
    image = ann.get(f"{LIST}/{number}").json()
    members = {name: image[name] for name in ("label", "position", "exclude", "types")}
    assert members == {"label": " flower ", "position": "41", "exclude": "1", "types": ["image", "thumbnail"]}
    following = ann.add()
    assert ann.get(f"{LIST}/{following}").json()["position"] == "42"


def test_a_single_type_may_be_a_text_and_is_taken_from_who_had_it(ann: Asker) -> None:
    """Magento 74, 75."""
    first = ann.add(types=["image", "small_image"])
    second = ann.add(types="small_image")
    types = {int(image["id"]): image["types"] for image in ann.images()}
    assert types == {first: ["image"], second: ["small_image"]}


def test_methods_on_the_wrong_address_are_not_implemented(ann: Asker) -> None:
    """Magento 77, 78."""
    for method, path in (("POST", LIST + "/5"), ("PUT", LIST), ("DELETE", LIST), ("POST", LIST + "/5/store/2")):
        answer = ann(method, path, json={"label": "a"})
        assert messages(answer) == [(405, "Resource method not implemented yet.")]
        assert "GET" in answer.headers["allow"]


def test_at_a_store_members_are_that_stores_and_the_image_is_global(ann: Asker) -> None:
    """Magento 79 as decided: the global view inherits nothing back, and there is no snapshot."""
    number = ann.add(LIST + "/store/3", label="Blume", position=7, exclude=1, types=["image"])
    here = {name: value for name, value in ann.get(f"{LIST}/{number}/store/3").json().items() if name != "url"}
    assert here == {"id": str(number), "label": "Blume", "position": "7", "exclude": "1", "types": ["image"]}
    for store in ("", "/store/2"):
        image = ann.get(f"{LIST}/{number}{store}").json()
        assert (image["label"], image["exclude"], image["types"]) == ("", "0", [])


def test_the_location_has_the_product_as_written(ann: Asker) -> None:
    """Magento 81."""
    for product in ("DOG-8", "LAMP%201%2F2"):
        answer = create(ann, f"/api/rest/products/{product}/images")
        assert answer.headers["location"].startswith(f"/api/rest/products/{product}/images/")
        assert ann.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    "members",
    [{"label": ["a"]}, {"label": "a\0b"}, {"file_name": {"a": 1}}, {"position": [1]}, {"file_content": ["a"]}],
)
def test_what_no_column_could_hold_is_a_validation_error(ann: Asker, members: dict[str, Any]) -> None:
    """The real server crashes, or keeps the word "Array"."""
    assert messages(create(ann, **members)) == PRE_VALIDATOR


def test_a_member_named_twice_in_xml_is_no_text(ann: Asker) -> None:
    twice = "<file_content>AA</file_content>" * 2
    xml = f"<a><file_mime_type>image/png</file_mime_type>{twice}</a>"
    answer = ann("POST", LIST, {**JSON, "Content-Type": "text/xml"}, content=xml)
    assert messages(answer) == PRE_VALIDATOR
