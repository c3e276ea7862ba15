"""The document's own examples (REST API: Product Images), with only host, key, ids and file replaced.

They stand in `golden/`: the XML is the document's to the byte, no-break spaces included; JSON and query strings say
the same.
"""

import re
from pathlib import Path

import httpx
import pytest

from tests.dialects.magento.client import LIST, MagentoClient, read_members
from tests.pictures import base64_text, gif, jpeg

GOLDEN = Path(__file__).parent / "golden"
AT_STORE = LIST + "/store/3"
MEDIA_TYPES = {"xml": "text/xml", "json": "application/json", "txt": "text/plain"}
JPEG = {"file_mime_type": "image/jpeg", "file_content": base64_text(jpeg())}
HOST = re.compile(r"(http(?::|%3A)(?:\\?/|%2F){2})[\w.]+(?=(?:\\?/|%2F)media)")
ID = re.compile(r'(<id>|"id":"|(?:^|&)(?:\d+%5B)?id(?:%5D)?=)\d+')

each_way = pytest.mark.parametrize("way", MEDIA_TYPES)


def as_documented(body: str) -> str:
    """A body under the document's host, with its ids made alike."""
    return ID.sub(r"\1#", HOST.sub(r"\1magento", body))


def golden(name: str) -> str:
    return as_documented((GOLDEN / name).read_text())


def fetch(client: MagentoClient, path: str, way: str) -> str:
    return as_documented(client.get(path, {"Accept": MEDIA_TYPES[way]}).text)


def send(client: MagentoClient, method: str, path: str, name: str, way: str) -> httpx.Response:
    """Send the body that the document shows."""
    headers = {"Content-Type": MEDIA_TYPES[way]}
    response = client(method, path, headers, content=(GOLDEN / f"sent_{name}.{way}").read_bytes())
    assert (response.status_code, response.content) == (200, b"")
    return response


@pytest.fixture
def two(ann: MagentoClient) -> tuple[int, int]:
    """The two images of the document's first example."""
    first = ann.add(**JPEG, file_name="ve2011", types=["image", "thumbnail"])
    second = ann.add(**JPEG, file_name="12", label="second dress", exclude=1, types=["small_image"])
    return first, second


@each_way
def test_the_list_is_the_documents_byte_for_byte(ann: MagentoClient, two: tuple[int, int], way: str) -> None:
    assert fetch(ann, LIST, way) == golden(f"list.{way}")


@each_way
def test_one_image_is_the_documents_byte_for_byte(ann: MagentoClient, two: tuple[int, int], way: str) -> None:
    assert fetch(ann, f"{LIST}/{two[1]}", way) == golden(f"one.{way}")


@each_way
def test_the_list_of_a_store_is_the_documents_byte_for_byte(ann: MagentoClient, way: str) -> None:
    number = ann.add(file_mime_type="image/jpeg", file_name="12", label="dress")
    ann.put(number, store="/store/2", label="white dress", types=["thumbnail", "small_image", "image"])
    assert fetch(ann, LIST + "/store/2", way) == golden(f"store_list.{way}")


@each_way
def test_one_image_of_a_store_is_the_documents_byte_for_byte(ann: MagentoClient, way: str) -> None:
    picture = {"file_mime_type": "image/gif", "file_content": base64_text(gif())}
    number = ann.add(**picture, file_name="new image", types=["image"])
    ann.put(number, store="/store/3", position=5, exclude=1, types=[])
    assert fetch(ann, f"{LIST}/{number}/store/3", way) == golden(f"store_one.{way}")


def test_xml_is_the_default_format(ann: MagentoClient, two: tuple[int, int]) -> None:
    assert as_documented(ann.get(LIST, {}).text) == golden("list.xml")


@pytest.mark.parametrize("way", ["xml", "json"])
def test_magento_14_15_what_needs_escaping_is_escaped_as_php_does_it(
    ann: MagentoClient, two: tuple[int, int], way: str
) -> None:
    ann.put(two[1], label='Robe d\'été <👗> & "co"')
    assert fetch(ann, f"{LIST}/{two[1]}", way) == golden(f"escaped.{way}")


@each_way
@pytest.mark.parametrize(("path", "name"), [(LIST, "create"), (AT_STORE, "store_create")])
def test_magento_46_80_the_documents_png_declared_a_jpeg_is_created(
    ann: MagentoClient, path: str, name: str, way: str
) -> None:
    """200, empty, and a Location without host and without store."""
    location = send(ann, "POST", path, name, way).headers["location"]
    assert re.fullmatch(r"/api/rest/products/8/images/\d+", location)
    image = ann.get(location).json()
    assert image["url"].endswith("/media/catalog/product/i/m/image.jpg")
    picture = ann.client.get(image["url"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")


def test_magento_47_the_second_unnamed_image_is_called_image_2(ann: MagentoClient) -> None:
    """As the document numbers them; over all products."""
    other = "/api/rest/products/28/images"
    for path in (LIST, AT_STORE, other):
        send(ann, "POST", path, "create", "xml")
    names = [image["url"].rpartition("/")[2] for image in ann.images() + ann.images(other)]
    assert names == ["image.jpg", "image_2.jpg", "image_3.jpg"]


@each_way
def test_the_documents_update_changes_what_it_names(ann: MagentoClient, two: tuple[int, int], way: str) -> None:
    assert "location" not in send(ann, "PUT", f"{LIST}/{two[1]}", "update", way).headers
    types = ["image", "small_image", "thumbnail"]
    assert read_members(ann, two[1]) == {
        "label": "English store image", "position": "3", "exclude": "0", "types": types
    }  # fmt: skip
    assert read_members(ann, two[0])["types"] == []


@each_way
def test_the_documents_update_of_a_store_changes_that_store_alone(
    ann: MagentoClient, two: tuple[int, int], way: str
) -> None:
    before = ann.images()
    send(ann, "PUT", f"{LIST}/{two[1]}/store/3", "store_update", way)
    assert read_members(ann, two[1], "/store/3") == {
        "label": "second dress", "position": "3", "exclude": "0", "types": ["image"]
    }  # fmt: skip
    assert read_members(ann, two[0], "/store/3")["types"] == ["thumbnail"]
    assert ann.images() == before


def test_a_delete_takes_the_image_out_of_the_product(ann: MagentoClient, two: tuple[int, int]) -> None:
    response = ann("DELETE", f"{LIST}/{two[0]}")
    assert (response.status_code, response.content) == (200, b"")
    for store in ("", "/store/3"):
        assert [image["id"] for image in ann.images(LIST + store)] == [str(two[1])]


def test_a_delete_at_a_store_takes_the_image_out_of_that_store_alone(ann: MagentoClient, two: tuple[int, int]) -> None:
    before = ann.images()
    response = ann("DELETE", f"{LIST}/{two[0]}/store/3")
    assert (response.status_code, response.content) == (200, b"")
    assert [image["id"] for image in ann.images(AT_STORE)] == [str(two[1])]
    assert ann.images() == ann.images(LIST + "/store/2") == before


@pytest.mark.parametrize(
    ("headers", "way"), [({"Accept": MEDIA_TYPES[way]}, way) for way in MEDIA_TYPES] + [({}, "xml")]
)
def test_magento_43_56_refusals_have_magentos_shape(ann: MagentoClient, headers: dict[str, str], way: str) -> None:
    response = ann("POST", LIST, headers, json={"label": "no picture"})
    assert response.status_code == 400
    assert response.text == (GOLDEN / f"error.{way}").read_text()
    media_type = "text/plain" if way == "txt" else f"application/{way}"
    assert response.headers["content-type"] == f"{media_type}; charset=utf-8"
