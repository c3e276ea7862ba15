"""`text/plain` both ways: query strings, as PHP builds and reads them."""

import re
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient

from tests.dialects.magento.client import JSON, LIST, PNG_TEXT, MagentoClient, messages, read_members
from tests.pictures import png


@pytest.fixture(scope="module")
def client(module_client: TestClient[Any]) -> TestClient[Any]:
    return module_client


@pytest.mark.parametrize("accept", ["text/plain", "text/*", "text/plain, */*", "text/xml;q=0.5, text/plain"])
def test_magento_41_a_query_string_is_answered_to_who_accepts_plain_text(ann: MagentoClient, accept: str) -> None:
    product, url = "/api/rest/products/28/images", "http%3A%2F%2Ftestserver.local%2Fmedia%2Fcatalog%2Fproduct"
    for image in ann.images(product):
        ann("DELETE", f"{product}/{image['id']}")
    first = ann.add(product, label="a b~ü", types=["image", "thumbnail"])
    second = ann.add(product)
    response = ann.get(product, {"Accept": accept})
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert re.sub(r"image(_\d+)?\.png", "image.png", response.text) == (
        f"0%5Bid%5D={first}&0%5Blabel%5D=a+b%7E%C3%BC&0%5Bposition%5D=1&0%5Bexclude%5D=0"
        f"&0%5Burl%5D={url}%2Fi%2Fm%2Fimage.png&0%5Btypes%5D%5B0%5D=image&0%5Btypes%5D%5B1%5D=thumbnail"
        f"&1%5Bid%5D={second}&1%5Blabel%5D=&1%5Bposition%5D=2&1%5Bexclude%5D=0"
        f"&1%5Burl%5D={url}%2Fi%2Fm%2Fimage.png"
    )


def test_what_is_empty_vanishes_from_a_query_string(ann: MagentoClient) -> None:
    plain = {"Accept": "text/plain"}
    assert ann.get("/api/rest/products/123/images", plain).content == b""
    number = ann.add()
    assert ann.get(f"{LIST}/{number}?attrs=id,types", plain).text == f"id={number}"


def as_text(ann: MagentoClient, method: str, path: str, body: str | bytes) -> httpx.Response:
    return ann(method, path, {**JSON, "Content-Type": "text/plain"}, content=body)


@pytest.mark.parametrize(
    ("sent", "types"),
    [
        ("types[]=image&types[]=small_image", ["image", "small_image"]),
        ("types%5B%5D=image&types%5Bx%5D=bogus", ["image"]),
        ("types[1]=thumbnail&types[1]=image", ["image"]),
        ("types=image", ["thumbnail"]),
    ],
)
def test_magento_87_a_query_string_changes_an_image(ann: MagentoClient, sent: str, types: list[str]) -> None:
    """A text alone says nothing about types, as in the other formats. A plus is a blank."""
    number = ann.add(types=["thumbnail"])
    response = as_text(ann, "PUT", f"{LIST}/{number}", f"label=+a+%2B&position=7&exclude=1&{sent}")
    assert (response.status_code, response.content) == (200, b"")
    assert read_members(ann, number) == {"label": " a +", "position": "7", "exclude": "1", "types": types}


def test_a_picture_in_a_query_string_has_its_signs_encoded(ann: MagentoClient) -> None:
    encoded = PNG_TEXT.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
    body = f"file_mime_type=image/png&file_content={encoded}&file_name=a&types=image"
    image = ann.get(as_text(ann, "POST", LIST, body).headers["location"]).json()
    assert image["types"] == ["image"]
    assert ann.client.get(image["url"]).content == png()


@pytest.mark.parametrize(
    "body", ['{"label":"a"}', "<a><label>b</label></a>", "label=a b", "label=é", "label=%zz", "label=%C3", "a=b#c"]
)
def test_magento_88_what_is_no_query_string_is_said_to_be_of_another_type(ann: MagentoClient, body: str) -> None:
    """Before anything is looked up."""
    for method, path in (("POST", LIST), ("PUT", "/api/rest/products/999/images/1")):
        assert messages(as_text(ann, method, path, body)) == [(400, "Invalid data type. Check Content-Type.")]


@pytest.mark.parametrize("body", ["", "&", "id=5&url=x", "disabled=1", "a&" * 1000 + "label=late"])
def test_a_query_string_that_says_nothing_writable_is_invalid(ann: MagentoClient, body: str) -> None:
    """More than 1000 members PHP does not read."""
    response = as_text(ann, "PUT", f"{LIST}/{ann.add()}", body)
    assert messages(response) == [(400, "The request data is invalid.")]


def test_what_a_query_string_has_in_brackets_is_no_text(ann: MagentoClient) -> None:
    for body in ("label[]=a", "file_content[]=a"):
        response = as_text(ann, "PUT", f"{LIST}/{ann.add()}", body)
        assert messages(response) == [(400, "Resource data pre-validator error")]
