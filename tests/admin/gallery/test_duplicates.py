"""Files that are there already, and pictures by their addresses."""

from typing import Any

import pytest

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.fixtures.hosts import reaching_this_machine
from web.settings import Settings

JSON = {"Accept": "application/json"}
LAMP = "/admin/products/123"


def take(visitor: Visitor, content: bytes, path: str = MUG) -> Any:
    return visitor.post(f"{path}/files", files={"files": ("a.png", content)}, headers=JSON).json()


def test_a_file_that_is_in_the_gallery_is_told_by_its_place(ann: Visitor, mug: list[int]) -> None:
    assert take(ann, pictures.png(30, 40))["here"] == 2
    ann.htmx(f"{MUG}/images/{mug[1]}", {"do": "first"})
    again = take(ann, pictures.png(30, 40))
    assert (again["here"], again["elsewhere"]) == (1, [])
    assert take(ann, pictures.png(31, 40)) | {"taken": "", "content": ""} == {
        "taken": "",
        "content": "",
        "here": None,
        "elsewhere": [],
    }


def test_a_file_that_is_elsewhere_is_told_with_where(ann: Visitor, mug: list[int]) -> None:
    assert take(ann, pictures.png(30, 40), LAMP)["elsewhere"] == [{"name": "Mug", "url": MUG}]
    ann.htmx(f"{MUG}/images/{mug[1]}", {"do": "remove"})
    assert take(ann, pictures.png(30, 40), LAMP)["elsewhere"] == []


def test_the_same_bytes_are_called_the_same(ann: Visitor) -> None:
    one, two, other = (take(ann, content) for content in (pictures.png(), pictures.png(), pictures.gif()))
    assert one["content"] == two["content"] != other["content"]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The network of this machine may be asked."""
    return reaching_this_machine(settings)


def test_a_picture_is_taken_from_its_address_and_added_like_a_file(ann: Visitor, host: str) -> None:
    response = ann.post(f"{MUG}/addresses", {"address": f"{host}/cute%20%26%20fluffy.gif?size=1"}, headers=JSON)
    assert response.status_code == 200
    page = ann.htmx(f"{MUG}/images", {"taken": response.json()["taken"]}).text
    assert "Added 1 image." in page
    assert 'title="cute &amp; fluffy.gif"' in page


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        ("/nothing.png", "could not be fetched. The address must be public and lead straight to a picture."),
        ("/text.png", "is not a picture, or it is damaged."),
        ("/empty.png", "is empty."),
    ],
)
def test_an_address_that_leads_to_none_is_told_why(ann: Visitor, host: str, tail: str, words: str) -> None:
    response = ann.post(f"{MUG}/addresses", {"address": host + tail}, headers=JSON)
    assert (response.status_code, words in response.json()["detail"]) == (422, True)


@pytest.mark.parametrize("address", ["", "ftp://example.com/a.png", "http://[", "not an address"])
def test_what_is_no_address_is_told_so(ann: Visitor, address: str) -> None:
    response = ann.post(f"{MUG}/addresses", {"address": address}, headers=JSON)
    assert (response.status_code, "could not be fetched" in response.json()["detail"]) == (422, True)


def test_without_javascript_addresses_are_a_form_of_lines(ann: Visitor, host: str) -> None:
    lines = f"{host}/p.png\r\n\r\n{host}/nothing.png\r\n{host}/p.webp"
    response = ann.post(f"{MUG}/images", {"addresses": lines})
    assert response.status_code == 422
    assert "Added 2 images; 1 file refused." in response.text
    assert f"{host}/nothing.png could not be fetched." in response.text
    assert len(ann.images()) == 2
    assert ann.post(f"{MUG}/images", {"addresses": f"{host}/picture"}).status_code == 303


def test_what_takes_no_images_fetches_none(ann: Visitor, host: str) -> None:
    response = ann.post("/admin/products/400/addresses", {"address": f"{host}/p.png"}, headers=JSON)
    assert response.status_code == 409
