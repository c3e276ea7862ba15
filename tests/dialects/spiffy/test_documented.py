"""The requests of the document "API Image" as they stand: only host, credentials, ids and the picture are replaced."""

import re

import pytest

from tests.dialects.spiffy.conftest import Spiffy, golden, settled, text_of
from tests.pictures import jpeg

SAMPLE = {
    "filename": "fluffy_puppy.jpg",
    "extension": "jpg",
    "digest": "a9bb53e17f7c24cbf641cf520a82b757",
    "alt": "So cute and cuddly",
    "variation_ids": [],
    "position": 1,
}
OWNERS = ["products", "standard_collections", "super_collections"]
NAMED = {"products": "cute-dog", "standard_collections": "home-collection", "super_collections": "featured-collection"}
NUMBERED = {"products": 8, "standard_collections": 155, "super_collections": 156}


def test_the_sample_for_creating_answers_201_with_the_image_and_where_it_is(spiffy: Spiffy) -> None:
    """Cases 3 to 7 and 21, with the picture attached instead of fetched."""
    sent = {**SAMPLE, "attachment": text_of(jpeg())}
    answer = spiffy.ask("POST", "products/cute-dog/images", {"image": sent})
    assert answer.status_code == 201
    assert settled(answer.content) == golden("image.json")
    image = answer.json()["image"]
    assert answer.headers["location"].endswith(f"/api/products/8/images/{image['id']}.json")
    assert image["digest"] != SAMPLE["digest"]
    assert re.fullmatch(
        r"http://testserver\.local/sites/1/products/8_fluffy_puppy_full\.jpg\?[0-9a-f]{32}", image["src"]
    )
    assert not image["src"].endswith(image["digest"])
    assert spiffy.client.get(image["src"]).content == jpeg()


def test_the_sample_for_creating_from_a_url_that_can_not_be_fetched_is_refused(spiffy: Spiffy) -> None:
    """Case 18."""
    src = "http://www.cute-puppies-r-us.com/images/fluffy_puppy.jpg"
    answer = spiffy.ask("POST", "products/cute-dog/images", {"image": {"src": src, **SAMPLE}})
    assert answer.status_code == 422
    assert answer.content == golden("src.json")


def test_the_list_has_the_images_in_order_with_the_members_of_the_sample(spiffy: Spiffy) -> None:
    spiffy.made(filename="penguins.jpg")
    spiffy.made(filename="jellyfish.jpg", variation_ids=[5595])
    answer = spiffy.get("products/8/images")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert settled(answer.content) == golden("images.json")


def test_filtered_to_id_and_src_each_image_has_these_two(spiffy: Spiffy) -> None:
    """Cases 49 and 50."""
    image = spiffy.made()
    for written in ("id,src", "id%2Csrc"):
        answer = spiffy.client.get(f"/api/products/8/images.json?fields={written}", headers=spiffy.basic())
        assert answer.json() == {"images": [{"id": image["id"], "src": image["src"]}]}


def test_the_count_and_the_count_since_an_id(spiffy: Spiffy) -> None:
    """Cases 2, 47 and 52."""
    assert spiffy.get("products/cute-dog/images/count").content == b'{"count":0}'
    first, _ = spiffy.made(), spiffy.made()
    assert spiffy.get("products/cute-dog/images/count").content == b'{"count":2}'
    assert spiffy.get("products/8/images/count", params={"since_id": first["id"]}).json() == {"count": 1}
    assert spiffy.get("products/8/images/count", params={"since_id": 1000}).json() == {"count": 0}
    assert spiffy.get("products/8/images/count", params={"limit": 1, "fields": "id"}).json() == {"count": 2}


def test_the_sample_for_updating_changes_text_and_position(spiffy: Spiffy) -> None:
    image, other = spiffy.made(), spiffy.made()
    sent = {"id": image["id"], "alt": "This is new alt text", "position": 2}
    answer = spiffy.put(f"products/8/images/{image['id']}", **sent)
    assert answer.status_code == 200
    assert answer.json() == {"image": {**image, "alt": "This is new alt text", "position": 2}}
    assert spiffy.ids() == [other["id"], image["id"]]


def test_deleting_answers_200_and_an_empty_object(spiffy: Spiffy) -> None:
    """Cases 34, 35 and 37."""
    image = spiffy.made()
    at = f"products/cute-dog/images/{image['id']}"
    answer = spiffy.delete(at)
    assert (answer.status_code, answer.content) == (200, b"{}")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert spiffy.delete(at).status_code == 404
    assert spiffy.get("products/8/images/count").json() == {"count": 0}


@pytest.mark.parametrize("kind", OWNERS)
def test_every_operation_goes_by_id_and_by_handle_alike(spiffy: Spiffy, kind: str) -> None:
    """Cases 38, 40 and 41."""
    named, numbered = f"{kind}/{NAMED[kind]}/images", f"{kind}/{NUMBERED[kind]}/images"
    assert spiffy.get(named).content == b'{"images":[]}'
    for path, other in ((named, numbered), (numbered, named)):
        image = spiffy.made(path, alt="")
        number = NUMBERED[kind]
        assert image["product_id" if kind == "products" else "collection_id"] == number
        assert len(set(image) & {"product_id", "collection_id"}) == 1
        assert spiffy.get(f"{path}/{image['id']}").json() == {"image": image}
        assert spiffy.get(other).json() == spiffy.get(path).json() == {"images": [image]}
        assert spiffy.put(f"{path}/{image['id']}", id=image["id"], alt="x").json()["image"]["alt"] == "x"
        assert spiffy.get(f"{other}/{image['id']}").json()["image"]["alt"] == "x"
        assert spiffy.get(f"{other}/count").json() == {"count": 1}
        assert spiffy.delete(f"{path}/{image['id']}").json() == {}
        assert spiffy.client.get(image["src"]).status_code == 410


def test_a_collections_image_is_worded_with_its_collection(spiffy: Spiffy) -> None:
    spiffy.made("standard_collections/home-collection/images", alt="The way home")
    answer = spiffy.get("standard_collections/155/images")
    assert settled(answer.content) == golden("collection.json")
