"""The document's own examples (REST API: Product Images), with only host, key, ids and file replaced."""

import base64
import re
from pathlib import Path

import pytest

from tests.dialects.magento.asking import JSON, LIST, XML, Asker
from tests.pictures import gif, jpeg
from web.dialects.magento.describe import PICTURE

GOLDEN = Path(__file__).parent / "golden"
AT_STORE = LIST + "/store/3"
SENT = {"Content-Type": "text/xml"}
JPEG_TEXT = base64.b64encode(jpeg()).decode()

# The spaces between the elements are the document's.
CREATE = f"""<?xml version="1.0"?>
<magento_api>
  <file_mime_type>image/jpeg</file_mime_type>     <file_content>{PICTURE}</file_content>
</magento_api>
"""
UPDATE = """<?xml version="1.0"?>
<magento_api>
  <label>English store image</label>
  <position>3</position>
  <exclude>0</exclude>
  <types>
      <data_item>image</data_item>
      <data_item>small_image</data_item>
      <data_item>thumbnail</data_item>
   </types>
</magento_api>
"""
UPDATE_AT_STORE = """<?xml version="1.0"?>
<magento_api>
  <position>3</position>
  <exclude>0</exclude>
  <types>
      <data_item>image</data_item>
   </types>
</magento_api>
"""


def as_documented(body: str) -> str:
    """A body under the document's host, with its ids made alike."""
    same_host = re.sub(r"http:(\\?/\\?/)[\w.]+(?=\\?/media)", r"http:\1magento", body)
    return re.sub(r'(<id>|"id":")\d+', r"\1#", same_host)


def golden(name: str) -> str:
    return as_documented((GOLDEN / name).read_text())


@pytest.fixture
def two(ann: Asker) -> tuple[int, int]:
    """The two images of the document's first example."""
    picture = {"file_mime_type": "image/jpeg", "file_content": JPEG_TEXT}
    first = ann.add(**picture, file_name="ve2011", types=["image", "thumbnail"])
    second = ann.add(**picture, file_name="12", label="second dress", exclude=1, types=["small_image"])
    return first, second


@pytest.mark.parametrize(("headers", "name"), [(XML, "list.xml"), ({}, "list.xml"), (JSON, "list.json")])
def test_the_list_is_the_documents_byte_for_byte(
    ann: Asker, two: tuple[int, int], headers: dict[str, str], name: str
) -> None:
    assert as_documented(ann.get(LIST, headers).text) == golden(name)


def test_one_image_is_the_documents_byte_for_byte(ann: Asker, two: tuple[int, int]) -> None:
    assert as_documented(ann.get(f"{LIST}/{two[1]}", XML).text) == golden("one.xml")


@pytest.mark.parametrize(("headers", "name"), [(XML, "escaped.xml"), (JSON, "one.json")])
def test_what_needs_escaping_is_escaped_as_php_does_it(
    ann: Asker, two: tuple[int, int], headers: dict[str, str], name: str
) -> None:
    """Magento 14, 15."""
    ann.put(two[1], label='Robe d\'été <👗> & "co"')
    assert as_documented(ann.get(f"{LIST}/{two[1]}", headers).text) == golden(name)


def test_the_list_of_a_store_is_the_documents_byte_for_byte(ann: Asker) -> None:
    roles = ["thumbnail", "small_image", "image"]
    ann.add(file_mime_type="image/jpeg", file_name="12", label="dress")
    ann.put(ann.images()[0]["id"], store="/store/2", label="white dress", types=roles)
    assert as_documented(ann.get(LIST + "/store/2", XML).text) == golden("store_list.xml")


def test_one_image_of_a_store_is_the_documents_byte_for_byte(ann: Asker) -> None:
    content = base64.b64encode(gif()).decode()
    number = ann.add(file_mime_type="image/gif", file_content=content, file_name="new image", types=["image"])
    ann.put(number, store="/store/3", position=5, exclude=1, types=[])
    assert as_documented(ann.get(f"{LIST}/{number}/store/3", XML).text) == golden("store_one.xml")


@pytest.mark.parametrize("path", [LIST, AT_STORE])
def test_the_documents_png_declared_a_jpeg_is_created(ann: Asker, path: str) -> None:
    """Magento 45, 46, 80: 200, empty, and a Location without host and without store."""
    answer = ann("POST", path, SENT, content=CREATE)
    assert (answer.status_code, answer.content) == (200, b"")
    assert re.fullmatch(r"/api/rest/products/8/images/\d+", answer.headers["location"])
    image = ann.get(answer.headers["location"]).json()
    assert image["url"].endswith("/media/catalog/product/i/m/image.jpg")
    picture = ann.client.get(image["url"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")


def test_the_second_unnamed_image_is_called_image_2(ann: Asker) -> None:
    """Magento 47, as the document numbers them; over all products."""
    for path in (LIST, LIST, "/api/rest/products/28/images"):
        ann("POST", path, SENT, content=CREATE)
    names = [image["url"].rpartition("/")[2] for image in ann.images() + ann.images("/api/rest/products/28/images")]
    assert names == ["image.jpg", "image_2.jpg", "image_3.jpg"]


def test_the_documents_update_changes_what_it_names(ann: Asker, two: tuple[int, int]) -> None:
    answer = ann("PUT", f"{LIST}/{two[1]}", SENT, content=UPDATE)
    assert (answer.status_code, answer.content) == (200, b"")
    image = ann.get(f"{LIST}/{two[1]}").json()
    del image["url"]
    assert image == {
        "id": str(two[1]),
        "label": "English store image",
        "position": "3",
        "exclude": "0",
        "types": ["image", "small_image", "thumbnail"],
    }
    assert ann.get(f"{LIST}/{two[0]}").json()["types"] == []


def test_the_documents_update_of_a_store_changes_that_store_alone(ann: Asker, two: tuple[int, int]) -> None:
    before = ann.images()
    answer = ann("PUT", f"{LIST}/{two[1]}/store/3", SENT, content=UPDATE_AT_STORE)
    assert (answer.status_code, answer.content) == (200, b"")
    there = ann.get(f"{LIST}/{two[1]}/store/3").json()
    assert (there["position"], there["exclude"], there["types"]) == ("3", "0", ["image"])
    assert ann.images() == before


def test_a_deleted_image_is_gone_from_every_list(ann: Asker, two: tuple[int, int]) -> None:
    """Magento 106, 113, with the document's message."""
    answer = ann("DELETE", f"{LIST}/{two[0]}")
    assert (answer.status_code, answer.content) == (200, b"")
    assert [image["id"] for image in ann.images()] == [str(two[1])]
    assert ann("DELETE", f"{LIST}/{two[0]}").status_code == 404


def test_a_store_delete_takes_the_image_out_of_that_store_alone(ann: Asker, two: tuple[int, int]) -> None:
    """Magento 108, as decided."""
    assert ann("DELETE", f"{LIST}/{two[0]}/store/3").status_code == 200
    assert [image["id"] for image in ann.images(AT_STORE)] == [str(two[1])]
    assert [image["types"] for image in ann.images()] == [["image", "thumbnail"], ["small_image"]]
    assert len(ann.images(LIST + "/store/2")) == 2


@pytest.mark.parametrize(("headers", "name"), [(XML, "error.xml"), ({}, "error.xml"), (JSON, "error.json")])
def test_refusals_have_magentos_shape(ann: Asker, headers: dict[str, str], name: str) -> None:
    """Magento 43, 56."""
    answer = ann("POST", LIST, headers, json={"label": "no picture"})
    assert answer.status_code == 400
    assert answer.text == (GOLDEN / name).read_text()
    assert answer.headers["content-type"] == f"application/{name.rpartition('.')[2]}; charset=utf-8"
