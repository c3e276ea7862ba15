"""Refusals in the document's words: each of its messages at its place, whatever the method."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.client import JSON, LIST, PNG_TEXT, MagentoClient, create, messages
from tests.pictures import base64_text, huge_png_header, text_renamed, truncated_jpeg, webp
from web.gallery.unavailable import StorageUnavailable

NOT_SPECIFIED = [(400, "The image is not specified"), (400, "Resource data pre-validator error")]
BAD_BASE64 = [(400, "The image content must be valid base64 encoded data")]
BAD_MIME = [(400, "Unsupported image MIME type")]
UNKNOWN_ERROR = [(400, "Resource unknown error")]
PRE_VALIDATOR = [(400, "Resource data pre-validator error")]
NO_STORE = [(400, "Requested store is invalid")]
NO_PRODUCT = [(404, "Resource not found")]
NO_IMAGE = [(404, "Product image not found")]
NO_IMAGES = [(400, "Requested product does not support images")]

PRODUCTS = "/api/rest/products"
NEVER = f"{PRODUCTS}/999/images"
GOOD = {"file_mime_type": "image/png", "file_content": PNG_TEXT}
NEITHER = {"label": "x"}

Messages = list[tuple[int, str]]


@pytest.fixture(scope="module")
def client(module_client: TestClient[Any]) -> TestClient[Any]:
    return module_client


@pytest.fixture
def number(ann: MagentoClient) -> int:
    return ann.add()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (LIST + "/store/99", NO_STORE),
        (LIST + "?store=nosuch", NO_STORE),
        (NEVER + "/store/99", NO_STORE),
        (NEVER, NO_PRODUCT),
        (PRODUCTS + "/500/images/store/1", NO_PRODUCT),
        (PRODUCTS + "/400/images", NO_IMAGES),
        (PRODUCTS + "/400/images/store/2", NO_IMAGES),
    ],
)
def test_magento_71_72_a_good_picture_for_the_wrong_place_is_refused_as_documented(
    ann: MagentoClient, path: str, expected: Messages
) -> None:
    """Each with its own message, where the real server masks them all."""
    response = create(ann, path)
    assert (response.status_code, messages(response)) == (expected[0][0], expected)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (LIST + "/{number}/store/99", NO_STORE),
        (LIST + "/{number}?store=nosuch", NO_STORE),
        (LIST + "/999/store/99", NO_STORE),
        (NEVER + "/{number}/store/99", NO_STORE),
        (NEVER + "/{number}", NO_PRODUCT),
        (PRODUCTS + "/500/images/{number}/store/1", NO_PRODUCT),
        (LIST + "/999", NO_IMAGE),
        (LIST + "/none", NO_IMAGE),
        (LIST + "/999/store/2", NO_IMAGE),
        (PRODUCTS + "/28/images/{number}", NO_IMAGE),
        (PRODUCTS + "/400/images/{number}", NO_IMAGES),
        (PRODUCTS + "/400/images/999/store/2", NO_IMAGES),
    ],
)
def test_what_is_not_there_is_neither_changed_nor_deleted(
    ann: MagentoClient, number: int, method: str, path: str, expected: Messages
) -> None:
    """The store is looked at first, then the product, then the image."""
    response = ann(method, path.format(number=number), json=NEITHER)
    assert (response.status_code, messages(response)) == (expected[0][0], expected)


@pytest.mark.parametrize("store", ["", "/store/2"])
@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"file_content": ""}, NOT_SPECIFIED),
        ({"file_content": "***"}, BAD_BASE64),
        ({"file_mime_type": "image/bmp"}, BAD_MIME),
        ({"file_content": base64_text(text_renamed())}, UNKNOWN_ERROR),
        ({"label": ["x"]}, PRE_VALIDATOR),
    ],
)
def test_a_picture_that_is_none_is_neither_added_nor_taken_as_another(
    ann: MagentoClient, number: int, store: str, method: str, sent: dict[str, Any], expected: Messages
) -> None:
    before = ann.get().text
    response = ann(method, LIST + (f"/{number}" if method == "PUT" else "") + store, json={**GOOD, **sent})
    assert (response.status_code, messages(response)) == (400, expected)
    assert ann.get().text == before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_storage_that_fails_is_503_in_the_words_of_an_internal_error(
    ann: MagentoClient, number: int, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    async def broken(*_: object) -> None:
        raise StorageUnavailable("a secret of ours")

    monkeypatch.setattr("web.dialects.magento.routes.edit_gallery", broken)
    response = ann(method, LIST + ("" if method == "POST" else f"/{number}"), json=GOOD)
    assert (response.status_code, messages(response)) == (503, [(503, "Resource internal error")])


def test_magento_55_a_slash_in_a_file_name_is_refused(ann: MagentoClient) -> None:
    assert messages(create(ann, file_name="a/b")) == UNKNOWN_ERROR


@pytest.mark.parametrize("missing", ["file_content", "file_mime_type"])
@pytest.mark.parametrize("value", [None, "", "0"])
def test_magento_56_57_picture_and_mime_type_must_be_there(ann: MagentoClient, missing: str, value: object) -> None:
    """Said before anything is looked up."""
    for path in (LIST, NEVER, LIST + "/store/99"):
        assert messages(create(ann, path, **{missing: value})) == NOT_SPECIFIED


def test_magento_58_other_members_alone_are_no_image(ann: MagentoClient) -> None:
    response = ann("POST", LIST, json={"label": "a", "file_mime_type": "image/png"})
    assert messages(response) == NOT_SPECIFIED
    assert messages(ann("POST", LIST, json={"label": "a"})) == NOT_SPECIFIED


@pytest.mark.parametrize(
    "content",
    ["***", " \n ", f"data:image/png;base64,{PNG_TEXT}", PNG_TEXT + "=", "A", "AB=", PNG_TEXT[:-4] + "-_==",
     "é", "AA==AA"],
)  # fmt: skip
def test_magento_62_65_66_what_is_not_base64_is_said_not_to_be(ann: MagentoClient, content: str) -> None:
    """Before the MIME type and before anything is looked up."""
    assert messages(create(ann, file_content=content)) == BAD_BASE64
    assert messages(create(ann, NEVER, file_content=content, file_mime_type="image/bmp")) == BAD_BASE64


@pytest.mark.parametrize(
    "mime_type", ["image/bmp", "IMAGE/PNG", " image/png", "image/webp", "image/x-png", "image/pjpeg", "png", 1]
)
def test_magento_67_68_a_mime_type_must_be_a_known_one_exactly(ann: MagentoClient, mime_type: object) -> None:
    assert messages(create(ann, file_mime_type=mime_type)) == BAD_MIME
    assert messages(create(ann, NEVER, file_mime_type=mime_type)) == BAD_MIME


@pytest.mark.parametrize(
    "data",
    [text_renamed(), truncated_jpeg(), webp(), huge_png_header(20_000, 20_000), b"BM" + bytes(100)],
    ids=["text", "truncated", "webp", "too many pixels", "bmp"],
)
def test_magento_70_what_is_no_picture_of_these_types_is_refused_and_leaves_nothing(
    ann: MagentoClient, data: bytes
) -> None:
    before = ann.get().text
    response = create(ann, file_content=base64_text(data))
    assert (response.status_code, messages(response)) == (400, UNKNOWN_ERROR)
    assert ann.get().text == before


def test_magento_77_78_methods_on_the_wrong_address_are_not_implemented(ann: MagentoClient) -> None:
    wrong = (("POST", LIST + "/5"), ("PUT", LIST), ("DELETE", LIST))
    for method, path in [*wrong, *((method, path + "/store/2") for method, path in wrong)]:
        response = ann(method, path, json={"label": "a"})
        assert messages(response) == [(405, "Resource method not implemented yet.")]
        assert "GET" in response.headers["allow"]


@pytest.mark.parametrize(
    "members",
    [{"label": ["a"]}, {"label": "a\0b"}, {"file_name": {"a": 1}}, {"position": [1]}, {"file_content": ["a"]}],
)
def test_what_no_column_could_hold_is_a_validation_error(ann: MagentoClient, members: dict[str, Any]) -> None:
    """The real server crashes, or keeps the word "Array"."""
    assert messages(create(ann, **members)) == PRE_VALIDATOR


def test_a_member_named_twice_in_xml_is_no_text(ann: MagentoClient) -> None:
    twice = "<file_content>AA</file_content>" * 2
    xml = f"<a><file_mime_type>image/png</file_mime_type>{twice}</a>"
    response = ann("POST", LIST, {**JSON, "Content-Type": "text/xml"}, content=xml)
    assert messages(response) == PRE_VALIDATOR
