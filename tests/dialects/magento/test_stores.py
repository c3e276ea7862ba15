"""What a store has of its own and what it inherits: cases 101-114 of the Magento field notes, without snapshots."""

import pytest

from tests.dialects.magento.asking import LIST, Asker, messages

NO_IMAGE = [(404, "Product image not found")]


@pytest.fixture
def number(ann: Asker) -> int:
    return ann.add(label="dress", types=["image", "thumbnail"])


def labels(ann: Asker, number: int) -> list[str]:
    """In the global view, in store 2 and in store 3."""
    return [ann.get(f"{LIST}/{number}{store}").json()["label"] for store in ("", "/store/2", "/store/3")]


def test_a_label_of_a_store_is_that_stores_and_the_others_follow(ann: Asker, number: int) -> None:
    """Magento 101, 102."""
    ann.put(number, store="/store/3", label="Kleid")
    assert labels(ann, number) == ["dress", "dress", "Kleid"]
    ann.put(number, label="white dress")
    assert labels(ann, number) == ["white dress", "white dress", "Kleid"]


def test_a_store_follows_in_everything_it_has_not_set(ann: Asker, number: int) -> None:
    """No snapshot: after a store's own label, its position, roles and other images still follow."""
    second = ann.add(label="back")
    ann.put(number, store="/store/3", label="Kleid")
    ann.put(number, position=9, exclude=1)
    ann.put(second, label="rear", types=["image"])
    there = {int(image["id"]): image for image in ann.images(LIST + "/store/3")}
    assert list(there) == [second, number]
    assert (there[number]["position"], there[number]["exclude"], there[number]["types"]) == ("9", "1", ["thumbnail"])
    assert (there[second]["label"], there[second]["types"]) == ("rear", ["image"])


def test_an_empty_label_at_a_store_inherits_again(ann: Asker, number: int) -> None:
    """Magento 104."""
    ann.put(number, store="/store/2", label="robe")
    ann.put(number, store="/store/2", label="")
    assert labels(ann, number) == ["dress", "dress", "dress"]
    ann.put(number, label="new")
    assert labels(ann, number) == ["new", "new", "new"]


def test_roles_of_a_store_are_that_stores(ann: Asker, number: int) -> None:
    """Magento 103, 105."""
    second = ann.add()
    ann.put(number, store="/store/3", types=[])
    ann.put(second, store="/store/2", types=["image"])
    assert [image["types"] for image in ann.images()] == [["image", "thumbnail"], []]
    assert [image["types"] for image in ann.images(LIST + "/store/2")] == [["thumbnail"], ["image"]]
    assert [image["types"] for image in ann.images(LIST + "/store/3")] == [[], []]


def test_a_stores_positions_order_that_store_and_new_images_stand_behind_them(ann: Asker, number: int) -> None:
    second = ann.add()
    ann.put(number, store="/store/2", position=30)
    assert [int(image["id"]) for image in ann.images(LIST + "/store/2")] == [second, number]
    third = ann.add(LIST + "/store/2")
    assert ann.get(f"{LIST}/{third}/store/2").json()["position"] == "31"
    assert [int(image["id"]) for image in ann.images()] == [number, second, third]


def test_a_deleted_image_leaves_its_roles_to_nobody_and_every_list(ann: Asker, number: int) -> None:
    """Magento 107, 110 as decided: also where a store had given it a role of its own."""
    second = ann.add()
    ann.put(number, store="/store/2", types=["image", "small_image"])
    assert ann("DELETE", f"{LIST}/{number}").status_code == 200
    for store in ("", "/store/2", "/store/3"):
        assert [(int(image["id"]), image["types"]) for image in ann.images(LIST + store)] == [(second, [])]
        assert messages(ann.get(f"{LIST}/{number}{store}")) == NO_IMAGE


def test_the_address_of_a_deleted_image_is_gone(ann: Asker, number: int) -> None:
    """Magento 106 as decided (410)."""
    url = ann.images()[0]["url"]
    ann("DELETE", f"{LIST}/{number}")
    assert ann.client.get(url).status_code == 410


def test_an_image_deleted_in_a_store_is_unknown_to_that_store_alone(ann: Asker, number: int) -> None:
    """Magento 108, 109, 111 as decided, 113."""
    url = ann.images()[0]["url"]
    assert ann("DELETE", f"{LIST}/{number}/store/german").status_code == 200
    assert messages(ann.get(f"{LIST}/{number}/store/3")) == NO_IMAGE
    assert messages(ann.put(number, store="/store/3", label="x")) == NO_IMAGE
    assert messages(ann.put(number, store="/store/3", file_name="x")) == NO_IMAGE
    assert messages(ann("DELETE", f"{LIST}/{number}/store/3")) == NO_IMAGE
    assert ann.get(f"{LIST}/{number}").json()["types"] == ["image", "thumbnail"]
    assert ann.client.get(url).status_code == 200
    ann.put(number, label="still here")
    assert ann.images(LIST + "/store/3") == []


def test_a_body_sent_with_a_delete_is_ignored(ann: Asker, number: int) -> None:
    """Magento 114."""
    assert ann("DELETE", f"{LIST}/{number}", content=b"{not even json").status_code == 200
