"""Every example of the document "API Image" as it stands: only host, credentials, ids and the picture are replaced."""

import re

import pytest

from tests.dialects.spiffy.conftest import SpiffyClient, golden, without_digests
from tests.pictures import jpeg

CREATE = """
{
  "image": {
    "src": "http://www.cute-puppies-r-us.com/images/fluffy_puppy.jpg",
    "filename": "fluffy_puppy.jpg",
    "extension": "jpg",
    "digest": "a9bb53e17f7c24cbf641cf520a82b757",
    "alt": "So cute and cuddly",
    "variation_ids": [],
    "position": 1
  }
}
"""
UPDATE = """
{
  "image": {
    "id": 45678,
    "alt": "This is new alt text",
    "position": 2
  }
}
"""
BY_ID_AND_BY_HANDLE = ["products/8", "products/cute-dog"]


@pytest.fixture
def two(spiffy: SpiffyClient) -> list[int]:
    """The images of the document's list."""
    penguins = spiffy.create(data=jpeg(), filename="penguins.jpg")
    jellyfish = spiffy.create(data=jpeg(), filename="jellyfish.jpg", variation_ids=[5595])
    return [penguins["id"], jellyfish["id"]]


LISTS = [
    ("images.json", "images.json"),
    ("images.json?fields=id,src", "fields.json"),
    ("images/count.json", "count.json"),
    ("images/count.json?since_id=1000", "count_since.json"),
]


@pytest.mark.parametrize("owner", BY_ID_AND_BY_HANDLE)
def test_the_examples_of_reading_a_list(spiffy: SpiffyClient, two: list[int], owner: str) -> None:
    for address, expected in LISTS:
        response = spiffy.client.get(f"/api/{owner}/{address}", headers=spiffy.basic())
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/json; charset=utf-8"
        assert without_digests(response.content) == golden(expected)


@pytest.mark.parametrize("owner", BY_ID_AND_BY_HANDLE)
def test_the_example_of_a_single_image(spiffy: SpiffyClient, owner: str) -> None:
    image = spiffy.create(data=jpeg(), filename="fluffy_puppy.jpg", alt="Another puppy photo")
    response = spiffy.get(f"{owner}/images/{image['id']}")
    assert response.status_code == 200
    assert without_digests(response.content) == golden("image.json")


def test_the_example_of_creating_fetches_the_picture(spiffy: SpiffyClient, host: str) -> None:
    sent = CREATE.replace("http://www.cute-puppies-r-us.com", host).encode()
    response = spiffy.request("POST", "products/cute-dog/images", sent)
    assert response.status_code == 201
    assert without_digests(response.content) == golden("created.json")
    image = response.json()["image"]
    assert response.headers["location"] == f"http://testserver.local/api/products/8/images/{image['id']}.json"
    assert spiffy.client.get(image["src"]).content == jpeg()


def test_the_example_of_updating_changes_text_and_position(spiffy: SpiffyClient, two: list[int]) -> None:
    sent = UPDATE.replace("45678", str(two[0])).encode()
    response = spiffy.request("PUT", f"products/8/images/{two[0]}", sent)
    assert response.status_code == 200
    assert without_digests(response.content) == golden("updated.json")
    assert spiffy.ids() == two[::-1]


@pytest.mark.parametrize("owner", BY_ID_AND_BY_HANDLE)
def test_the_example_of_deleting_answers_an_empty_object(spiffy: SpiffyClient, two: list[int], owner: str) -> None:
    response = spiffy.delete(f"{owner}/images/{two[0]}")
    assert response.status_code == 200
    assert response.content == golden("deleted.json")
    assert spiffy.ids() == two[1:]


@pytest.mark.parametrize(
    "collection", ["standard_collections/home-collection", "super_collections/featured-collection"]
)
def test_the_alternative_forms_lead_to_a_collections_images(spiffy: SpiffyClient, collection: str) -> None:
    kind = collection.partition("/")[0]
    number = {"standard_collections": b"155", "super_collections": b"156"}[kind]
    spiffy.create(f"{collection}/images", alt="The way home")
    expected = golden("collection.json").replace(b"standard_collections", kind.encode()).replace(b"155", number)
    assert without_digests(spiffy.get(f"{collection}/images").content) == expected


def test_a_digest_and_a_src_look_as_in_the_document(spiffy: SpiffyClient) -> None:
    image = spiffy.create(data=jpeg(), filename="cute-puppy.jpg")
    assert re.fullmatch(r"[0-9a-f]{32}", image["digest"])
    assert re.fullmatch(r"http://[^/]+/sites/\d+/products/8_cute_puppy_full\.jpg\?[0-9a-f]{32}", image["src"])
    assert not image["src"].endswith(image["digest"])
