"""Changing images globally; replacing the picture as the document has it."""

import base64
from typing import Any

import pytest

from tests.dialects.magento.asking import JSON, LIST, PNG_TEXT, Asker, messages
from tests.pictures import gif, jpeg, png, text_renamed

NO_IMAGE = [(404, "Product image not found")]
OTHER = base64.b64encode(png(20, 10)).decode()
AS_XML = {**JSON, "Content-Type": "text/xml"}


@pytest.fixture
def number(ann: Asker) -> int:
    return ann.add(label="dress", position=5, types=["image", "thumbnail"])


def shown(ann: Asker, number: int) -> Any:
    return ann.get(f"{LIST}/{number}").json()


def test_magento_89_97_what_is_not_sent_stays(ann: Asker, number: int) -> None:
    before = shown(ann, number)
    answer = ann.put(number, label="", id=99, url="http://elsewhere/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert shown(ann, number) == before | {"label": ""}


@pytest.mark.parametrize("members", [{"label": None}, {"label": None, "types": None, "position": None}])
def test_magento_90_null_is_not_sent(ann: Asker, number: int, members: dict[str, Any]) -> None:
    before = ann.get()
    assert ann.put(number, **members).status_code == 200
    assert ann.get().headers["etag"] == before.headers["etag"]


@pytest.mark.parametrize(
    ("sent", "label"), [("", ""), ("  a  ", "  a  "), (12, "12"), (True, "1"), (False, ""), (1.5, "1.5")]
)
def test_magento_91_any_scalar_is_a_label_and_text_is_kept_as_sent(
    ann: Asker, number: int, sent: object, label: str
) -> None:
    ann.put(number, label=sent)
    assert shown(ann, number)["label"] == label


@pytest.mark.parametrize(
    ("sent", "position"),
    [("12abc", "12"), ("abc", "0"), ("", "0"), (-5, "0"), (1.9, "1"), (True, "1"), (10**30, "4294967295"),
     ("9" * 5000, "4294967295"), (" 7", "7"), (3, "3")],
)  # fmt: skip
def test_magento_92_a_position_is_read_as_php_reads_numbers(
    ann: Asker, number: int, sent: object, position: str
) -> None:
    assert ann.put(number, position=sent).status_code == 200
    assert shown(ann, number)["position"] == position


@pytest.mark.parametrize(
    ("sent", "exclude"), [(True, "1"), ("yes", "0"), ("1", "1"), (2, "1"), (-1, "0"), (0, "0"), ("", "0"), (False, "0")]
)
def test_magento_93_any_number_above_zero_excludes(ann: Asker, number: int, sent: object, exclude: str) -> None:
    ann.put(number, exclude=1 if exclude == "0" else 0)
    ann.put(number, exclude=sent)
    assert shown(ann, number)["exclude"] == exclude


@pytest.mark.parametrize(
    ("sent", "types"),
    [
        ([], []),
        (["bogus"], []),
        (["thumbnail", "thumbnail", 3, None], ["thumbnail"]),
        ({"0": "small_image", "x": "image"}, ["image", "small_image"]),
        ("thumbnail", ["image", "thumbnail"]),
        ("", ["image", "thumbnail"]),
        (None, ["image", "thumbnail"]),
    ],
)
def test_magento_94_types_is_a_list_or_says_nothing(ann: Asker, number: int, sent: object, types: list[str]) -> None:
    assert ann.put(number, types=sent).status_code == 200
    assert shown(ann, number)["types"] == types


@pytest.mark.parametrize(
    ("sent", "types"),
    [
        ("<types/>", ["image", "thumbnail"]),
        ("<types>small_image</types>", ["image", "thumbnail"]),
        ("<types><data_item>small_image</data_item></types>", ["small_image"]),
        ("<types><data_item>small<b>deeper</b>_image</data_item></types>", ["small_image"]),
        ("<types><data_item/></types>", []),
        ("<types>small_image</types><types>image</types>", ["image", "small_image"]),
    ],
)
def test_magento_94_types_in_xml_is_a_list_with_items_only(
    ann: Asker, number: int, sent: str, types: list[str]
) -> None:
    answer = ann("PUT", f"{LIST}/{number}", AS_XML, content=f"<magento_api>{sent}</magento_api>")
    assert answer.status_code == 200
    assert shown(ann, number)["types"] == types


def test_magento_95_a_role_is_taken_from_who_had_it(ann: Asker, number: int) -> None:
    second = ann.add(types=["small_image", "hover_image"])
    ann.put(second, types=["thumbnail"])
    assert shown(ann, number)["types"] == ["image"]
    assert shown(ann, second)["types"] == ["thumbnail"]


def test_magento_99_an_unknown_image_is_not_found_by_any_write(ann: Asker, number: int) -> None:
    """With the decided message; the body comes first."""
    elsewhere = "/api/rest/products/28/images"
    assert messages(ann.put(999, label="x")) == NO_IMAGE
    assert messages(ann.put(number, elsewhere, label="x")) == NO_IMAGE
    assert messages(ann("DELETE", f"{elsewhere}/{number}")) == NO_IMAGE
    assert messages(ann("DELETE", f"{LIST}/999")) == NO_IMAGE
    assert messages(ann.put(number, "/api/rest/products/999/images", label="x")) == [(404, "Resource not found")]
    assert messages(ann.put(999, disabled=1)) == [(400, "The request data is invalid.")]
    assert messages(ann.put(999, file_content="***")) == NO_IMAGE


@pytest.mark.parametrize("store", ["", "/store/2"])
def test_magento_96_a_picture_that_is_sent_replaces_the_present_one_everywhere(
    ann: Asker, number: int, store: str
) -> None:
    """As decided: id, texts and roles stay, the address changes, the old one goes on answering."""
    before = shown(ann, number)
    gif_text = base64.b64encode(gif()).decode()
    answer = ann.put(number, store=store, file_content=gif_text, file_mime_type="image/gif", file_name="moving")
    assert answer.status_code == 200
    after = shown(ann, number)
    assert after == before | {"url": after["url"]}
    assert after["url"].endswith("/m/o/moving.gif")
    assert ann.client.get(after["url"]).content == gif()
    assert ann.client.get(before["url"]).content == png()


def test_name_and_type_that_are_not_sent_are_those_of_the_picture_before(ann: Asker) -> None:
    number = ann.add(file_name="dress", file_mime_type="image/jpeg", file_content=base64.b64encode(jpeg()).decode())
    ann.put(number, file_content=OTHER)
    url = shown(ann, number)["url"]
    assert url.endswith("/d/r/dress_2.jpg")
    assert ann.client.get(url).headers["content-type"] == "image/jpeg"


def test_name_and_type_can_be_changed_without_sending_the_picture_again(ann: Asker, number: int) -> None:
    ann.put(number, file_name="test name")
    assert shown(ann, number)["url"].endswith("/t/e/test_name.png")
    ann.put(number, file_mime_type="image/jpeg")
    url = shown(ann, number)["url"]
    assert url.endswith("/t/e/test_name.jpg")
    assert ann.client.get(url).headers["content-type"] == "image/jpeg"


def test_the_present_name_and_type_sent_again_change_nothing(ann: Asker) -> None:
    number = ann.add(file_name="dress")
    before = ann.get()
    assert ann.put(number, file_name="dress", file_mime_type="image/png").status_code == 200
    assert ann.get().headers["etag"] == before.headers["etag"]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"file_content": ""}, "The image is not specified"),
        ({"file_content": OTHER, "file_mime_type": ""}, "The image is not specified"),
        ({"file_content": "***"}, "The image content must be valid base64 encoded data"),
        ({"file_content": OTHER, "file_mime_type": "image/bmp"}, "Unsupported image MIME type"),
        ({"file_mime_type": "image/bmp"}, "Unsupported image MIME type"),
        ({"file_content": base64.b64encode(text_renamed()).decode()}, "Resource unknown error"),
        ({"file_content": OTHER, "file_name": "a/b"}, "Resource unknown error"),
        ({"file_name": "a/b"}, "Resource unknown error"),
    ],
)
def test_a_replacing_picture_is_checked_as_a_new_one_and_changes_nothing_when_refused(
    ann: Asker, number: int, members: dict[str, str], expected: str
) -> None:
    before = shown(ann, number)
    answer = ann.put(number, label="new", **members)
    assert answer.status_code == 400
    assert messages(answer)[0] == (400, expected)
    assert shown(ann, number) == before


@pytest.mark.parametrize("store", ["", "/store/2"])
@pytest.mark.parametrize("where", ["/store/2", ""])
def test_writing_back_what_was_read_changes_nothing(ann: Asker, number: int, store: str, where: str) -> None:
    """In both formats; overrides of a store as well as what it inherits."""
    ann.add(exclude=1)
    ann.put(number, store=where, label="robe & <été>\r\n", position=3, exclude=1, types=["image"])
    views = [ann.get(path) for path in (LIST, LIST + "/store/2", LIST + "/store/3")]
    for image in ann.images(LIST + store):
        xml = ann.get(f"{LIST}/{image['id']}{store}", {}).content
        assert ann.put(image["id"], store=store, **image).status_code == 200
        assert ann("PUT", f"{LIST}/{image['id']}{store}", AS_XML, content=xml).status_code == 200
    ann.put(number, label="robe", store="/store/3")
    ann("DELETE", f"{LIST}/{number}/store/3")
    again = [ann.get(path) for path in (LIST, LIST + "/store/2")]
    assert [answer.text for answer in again] == [answer.text for answer in views[:2]]


def test_a_picture_taken_over_from_elsewhere_is_written_back_too(ann: Asker, number: int) -> None:
    """Clients of old sent the whole image with every change."""
    ann.put(number, label="x", file_content=PNG_TEXT, file_mime_type="image/png", file_name="x")
    assert ann.client.get(shown(ann, number)["url"]).content == png()
