"""Changing images globally."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.client import JSON, LIST, MagentoClient, messages, read_image

NO_IMAGE = [(404, "Product image not found")]
AS_XML = {**JSON, "Content-Type": "text/xml"}


@pytest.fixture(scope="module")
def client(module_client: TestClient[Any]) -> TestClient[Any]:
    return module_client


@pytest.fixture
def number(ann: MagentoClient) -> int:
    return ann.add(label="dress", position=5, types=["image", "thumbnail"])


def test_magento_89_97_what_is_not_sent_stays(ann: MagentoClient, number: int) -> None:
    before = read_image(ann, number)
    response = ann.put(number, label="", id=99, url="http://elsewhere/")
    assert (response.status_code, response.content) == (200, b"")
    assert read_image(ann, number) == before | {"label": ""}


@pytest.mark.parametrize("members", [{"label": None}, {"label": None, "types": None, "position": None}])
def test_magento_90_null_is_not_sent(ann: MagentoClient, number: int, members: dict[str, Any]) -> None:
    before = ann.get()
    assert ann.put(number, **members).status_code == 200
    assert ann.get().headers["etag"] == before.headers["etag"]


@pytest.mark.parametrize(
    ("sent", "label"), [("", ""), ("  a  ", "  a  "), (12, "12"), (True, "1"), (False, ""), (1.5, "1.5")]
)
def test_magento_91_any_scalar_is_a_label_and_text_is_kept_as_sent(
    ann: MagentoClient, number: int, sent: object, label: str
) -> None:
    ann.put(number, label=sent)
    assert read_image(ann, number)["label"] == label


@pytest.mark.parametrize(
    ("sent", "position"),
    [("12abc", "12"), ("abc", "0"), ("", "0"), (-5, "0"), (1.9, "1"), (True, "1"), (10**30, "4294967295"),
     ("9" * 5000, "4294967295"), (" 7", "7"), (3, "3")],
)  # fmt: skip
def test_magento_92_a_position_is_read_as_php_reads_numbers(
    ann: MagentoClient, number: int, sent: object, position: str
) -> None:
    assert ann.put(number, position=sent).status_code == 200
    assert read_image(ann, number)["position"] == position


@pytest.mark.parametrize(
    ("sent", "exclude"), [(True, "1"), ("yes", "0"), ("1", "1"), (2, "1"), (-1, "0"), (0, "0"), ("", "0"), (False, "0")]
)
def test_magento_93_any_number_above_zero_excludes(ann: MagentoClient, number: int, sent: object, exclude: str) -> None:
    ann.put(number, exclude=1 if exclude == "0" else 0)
    ann.put(number, exclude=sent)
    assert read_image(ann, number)["exclude"] == exclude


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
def test_magento_94_types_is_a_list_or_says_nothing(
    ann: MagentoClient, number: int, sent: object, types: list[str]
) -> None:
    assert ann.put(number, types=sent).status_code == 200
    assert read_image(ann, number)["types"] == types


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
    ann: MagentoClient, number: int, sent: str, types: list[str]
) -> None:
    response = ann("PUT", f"{LIST}/{number}", AS_XML, content=f"<magento_api>{sent}</magento_api>")
    assert response.status_code == 200
    assert read_image(ann, number)["types"] == types


def test_magento_95_a_role_is_taken_from_who_had_it(ann: MagentoClient, number: int) -> None:
    second = ann.add(types=["small_image", "hover_image"])
    ann.put(second, types=["thumbnail"])
    assert read_image(ann, number)["types"] == ["image"]
    assert read_image(ann, second)["types"] == ["thumbnail"]


def test_magento_99_an_unknown_image_is_not_found_by_any_write(ann: MagentoClient, number: int) -> None:
    """With the decided message; the body comes first."""
    elsewhere = "/api/rest/products/28/images"
    assert messages(ann.put(999, label="x")) == NO_IMAGE
    assert messages(ann.put(number, elsewhere, label="x")) == NO_IMAGE
    assert messages(ann("DELETE", f"{elsewhere}/{number}")) == NO_IMAGE
    assert messages(ann("DELETE", f"{LIST}/999")) == NO_IMAGE
    assert messages(ann.put(number, "/api/rest/products/999/images", label="x")) == [(404, "Resource not found")]
    assert messages(ann.put(999, disabled=1)) == [(400, "The request data is invalid.")]
    assert messages(ann.put(999, file_content="***")) == NO_IMAGE
