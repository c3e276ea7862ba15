"""Links of an image to variations and products, and how an update changes them."""

from typing import Any

import pytest

from tests.dialects.spree.client import DOG, LARGE, MUG, MUST_EXIST, SMALL, SpreeClient

STRANGERS: list[dict[str, Any]] = [
    {"viewable_id": 28},
    {"viewable_id": 99999},
    {"viewable_id": 8},
    {"viewable_id": 0},
    {"viewable_id": -5595},
    {"viewable_id": "abc"},
    {"viewable_id": ""},
    {"viewable_id": None},
    {"viewable_id": 10**30},
    {"viewable_type": "Spree::Product"},
    {"viewable_type": "Spree::Product", "viewable_id": 28},
    {"viewable_type": "Spree::Nonsense"},
    {"viewable_type": None},
    {"viewable_type": "", "viewable_id": 5595},
]


def linked_to(spree: SpreeClient, number: int, **viewable: Any) -> int:
    image = spree.change(number, **viewable)
    assert image["viewable_type"] == "Spree::Variant"
    assert spree.request("GET", f"{DOG}/{number}").json() == image
    return int(image["viewable_id"])


@pytest.mark.parametrize("kind", [{}, {"viewable_type": "Spree::Variant"}])
def test_an_image_is_linked_to_another_variation_of_its_product(spree: SpreeClient, kind: dict[str, str]) -> None:
    one, two = spree.create(), spree.create()
    assert linked_to(spree, one["id"], viewable_id=5596, **kind) == 5596
    assert spree.listed(SMALL) == [two]
    assert spree.listed(LARGE) == [one | {"viewable_id": 5596}]
    assert spree.listed(DOG) == [one | {"viewable_id": 5596}, two], "nobody moves: a product has one order"
    assert linked_to(spree, one["id"], viewable_id="5595", **kind) == 5595
    assert spree.listed(SMALL) == [one, two]
    assert spree.listed(LARGE) == []


def test_it_may_leave_the_address_it_was_changed_at(spree: SpreeClient) -> None:
    number = spree.create(LARGE)["id"]
    assert spree.change(number, LARGE, viewable_id=5595)["viewable_id"] == 5595
    assert spree.request("GET", f"{LARGE}/{number}").status_code == 404
    assert spree.request("GET", f"{SMALL}/{number}").status_code == 200


def test_it_may_be_linked_and_placed_at_once(spree: SpreeClient) -> None:
    one, two = spree.create()["id"], spree.create()["id"]
    response = spree.upload(f"{DOG}/{two}", method="PUT", viewable_id="5596", position="1", alt="new").json()
    assert (response["viewable_id"], response["position"], response["alt"]) == (5596, 1, "new")
    assert spree.positions() == [(two, 1), (one, 2)]


def test_under_the_product_itself_it_is_linked_to_no_variation(spree: SpreeClient) -> None:
    image = spree.create(LARGE)
    assert linked_to(spree, image["id"], viewable_type="Spree::Product", viewable_id=8) == 5595
    assert spree.listed(LARGE) == []
    assert links(spree) == []


def test_an_image_of_several_variations_keeps_the_others(spree: SpreeClient) -> None:
    """Other dialects know images of several."""
    image = spree.create(SMALL)
    spree.write("INSERT INTO image_variation (owner, image, variation, place) SELECT owner, id, 5596, 1 FROM image")
    assert spree.listed(LARGE) == spree.listed(SMALL) == [image]
    assert spree.change(image["id"], **image) == image
    assert links(spree) == [5595, 5596]
    assert linked_to(spree, image["id"], viewable_id=5596) == 5596
    assert links(spree) == [5596]


def test_what_is_no_part_of_the_product_must_exist(spree: SpreeClient) -> None:
    image = spree.create(LARGE)
    for viewable in STRANGERS:
        response = spree.request("PUT", f"{DOG}/{image['id']}", json={"image": {"alt": "new", **viewable}})
        assert (response.status_code, response.json()) == (422, MUST_EXIST), viewable
    assert spree.listed() == [image]


@pytest.mark.parametrize("viewable", [{"viewable_id": [5596]}, {"viewable_id": {"a": 1}}, {"viewable_type": ["x"]}])
def test_what_is_no_plain_value_is_dropped(spree: SpreeClient, viewable: dict[str, Any]) -> None:
    image = spree.create()
    assert spree.change(image["id"], **viewable) == image


def test_a_product_without_variations_is_all_there_is(spree: SpreeClient) -> None:
    image = spree.create(MUG)
    for viewable in ({"viewable_id": 28}, {"viewable_type": "Spree::Product"}):
        assert spree.change(image["id"], MUG, **viewable) == image
    response = spree.request("PUT", f"{MUG}/{image['id']}", json={"viewable_id": 5596})
    assert (response.status_code, response.json()) == (422, MUST_EXIST)


def links(spree: SpreeClient) -> list[int]:
    headers = {"Authorization": f"Bearer {spree.credentials['ann']['spiffy']['access_token']}"}
    response = spree.client.get("/api/products/cute-dog/images.json", headers=headers)
    return list(response.json()["images"][0]["variation_ids"])
