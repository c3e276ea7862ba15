"""Store values: own and inherited, field by field and without snapshots."""

from typing import Any

import pytest

from tests.dialects.magento.client import LIST, MagentoClient, read_members
from tests.pictures import base64_text, gif

SCOPES = ("", "/store/2", "/store/3")
ORIGINAL = {"label": "dress", "position": "1", "exclude": "0", "types": []}
CHANGED = {"label": "white", "position": "5", "exclude": "0", "types": ["small_image"]}


@pytest.fixture
def number(ann: MagentoClient) -> int:
    return ann.add(label="dress", types=["image", "thumbnail"])


def labels(ann: MagentoClient, number: int) -> list[str]:
    """Labels in the global view, in store 2 and in store 3."""
    return [read_members(ann, number, store)["label"] for store in SCOPES]


def listed(ann: MagentoClient, store: str = "") -> dict[int, Any]:
    return {int(image["id"]): image for image in ann.images(LIST + store)}


def test_magento_101_102_a_label_of_a_store_is_that_stores_and_the_others_follow(
    ann: MagentoClient, number: int
) -> None:
    """Store 3 follows in the other image, of which it set nothing."""
    second = ann.add(label="back")
    ann.put(number, store="/store/3", label="Kleid")
    assert labels(ann, number) == ["dress", "dress", "Kleid"]
    ann.put(number, label="white dress")
    ann.put(second, label="rear")
    assert labels(ann, number) == ["white dress", "white dress", "Kleid"]
    assert labels(ann, second) == ["rear", "rear", "rear"]


def test_magento_103_a_store_follows_in_everything_it_has_not_set(ann: MagentoClient, number: int) -> None:
    """After a store's own label its position, flag and roles still follow."""
    second = ann.add(label="back")
    ann.put(number, store="/store/3", label="Kleid")
    ann.put(number, position=9, exclude=1)
    ann.put(second, types=["image"])
    there = listed(ann, "/store/3")
    assert list(there) == [second, number]
    assert (there[number]["position"], there[number]["exclude"], there[number]["types"]) == ("9", "1", ["thumbnail"])
    assert there[second]["types"] == ["image"]


@pytest.mark.parametrize(
    ("own", "there"),
    [
        ({"label": "Kleid"}, {"label": "Kleid"}),
        ({"position": 7}, {"position": "7"}),
        ({"exclude": 1}, {"exclude": "1"}),
        ({"types": ["image", "thumbnail"]}, {"types": ["image", "small_image", "thumbnail"]}),
    ],
)
def test_each_field_of_a_store_is_its_own_alone(ann: MagentoClient, own: dict[str, Any], there: dict[str, Any]) -> None:
    """And of the types each: image and thumbnail are the store's own then, small_image is not."""
    number = ann.add(label="dress")
    ann.put(number, store="/store/3", **own)
    assert read_members(ann, number) == read_members(ann, number, "/store/2") == ORIGINAL
    ann.put(number, label="white", position=5, exclude=0, types=["small_image"])
    assert read_members(ann, number) == read_members(ann, number, "/store/2") == CHANGED
    assert read_members(ann, number, "/store/3") == CHANGED | there


def test_magento_104_an_empty_label_at_a_store_inherits_again(ann: MagentoClient, number: int) -> None:
    ann.put(number, store="/store/2", label="robe")
    ann.put(number, store="/store/2", label="")
    assert labels(ann, number) == ["dress", "dress", "dress"]
    ann.put(number, label="new")
    assert labels(ann, number) == ["new", "new", "new"]


def test_magento_105_roles_of_a_store_are_that_stores(ann: MagentoClient, number: int) -> None:
    second = ann.add()
    ann.put(number, store="/store/3", types=[])
    ann.put(second, store="/store/2", types=["image"])
    assert [image["types"] for image in ann.images()] == [["image", "thumbnail"], []]
    assert [image["types"] for image in ann.images(LIST + "/store/2")] == [["thumbnail"], ["image"]]
    assert [image["types"] for image in ann.images(LIST + "/store/3")] == [[], []]


def test_a_stores_positions_order_that_store_and_new_images_stand_behind_them(ann: MagentoClient, number: int) -> None:
    second = ann.add()
    ann.put(number, store="/store/2", position=30)
    assert list(listed(ann, "/store/2")) == [second, number]
    third = ann.add(LIST + "/store/2")
    assert read_members(ann, third, "/store/2")["position"] == "31"
    assert list(listed(ann)) == [number, second, third]


@pytest.mark.parametrize("store", ["french", "2"])
def test_a_store_in_the_query_is_written_to_as_one_in_the_address(ann: MagentoClient, number: int, store: str) -> None:
    second = ann.add(f"{LIST}?store={store}", label="arrière")
    assert ann("PUT", f"{LIST}/{number}?store={store}", json={"label": "robe"}).status_code == 200
    assert labels(ann, number) == ["dress", "robe", "dress"]
    assert labels(ann, second) == ["", "arrière", ""]
    assert ann("DELETE", f"{LIST}/{number}?store={store}").status_code == 200
    assert [list(listed(ann, at)) for at in SCOPES] == [[number, second], [second], [number, second]]


@pytest.mark.parametrize("store", ["/store/0", "/store/admin"])
def test_store_0_and_admin_are_written_to_as_the_global_view(ann: MagentoClient, number: int, store: str) -> None:
    ann.put(number, store=store, label="white dress")
    assert labels(ann, number) == ["white dress"] * 3
    ann("DELETE", f"{LIST}/{number}{store}")
    assert [listed(ann, at) for at in SCOPES] == [{}, {}, {}]


def test_a_picture_replaced_at_a_store_is_replaced_everywhere(ann: MagentoClient, number: int) -> None:
    picture = {"file_content": base64_text(gif()), "file_mime_type": "image/gif"}
    ann.put(number, store="/store/2", label="robe", **picture)
    assert labels(ann, number) == ["dress", "robe", "dress"]
    (url,) = {listed(ann, store)[number]["url"] for store in SCOPES}
    assert ann.client.get(url).content == gif()


def test_the_worked_example_of_a_shop_in_three_languages(ann: MagentoClient) -> None:
    """A shop person's view after each step, had they followed Magento's own course of events."""
    front = ann.add(label="white dress", types=["image", "small_image", "thumbnail"])
    back = ann.add(label="second dress", exclude=1)
    ann.put(front, store="/store/3", label="weisses Kleid")
    ann.put(front, label="white dress v2", position=9)
    ann.put(back, label="second v2")
    assert labels(ann, front) == ["white dress v2", "white dress v2", "weisses Kleid"]
    assert [list(listed(ann, store)) for store in SCOPES] == [[back, front]] * 3
    ann.put(back, types=["thumbnail"])
    ann.put(front, store="/store/3", types=[])
    types = [[image["types"] for image in listed(ann, store).values()] for store in SCOPES]
    assert types == [[["thumbnail"], ["image", "small_image"]]] * 2 + [[["thumbnail"], []]]
    ann("DELETE", f"{LIST}/{front}/store/2")
    assert [list(listed(ann, store)) for store in SCOPES] == [[back, front], [back], [back, front]]
    fourth = ann.add(LIST + "/store/2", types=["image"], label="quatre", position=4)
    assert labels(ann, fourth) == ["", "quatre", ""]
    assert [read_members(ann, fourth, store)["types"] for store in SCOPES] == [[], ["image"], []]
    ann("DELETE", f"{LIST}/{front}")
    assert [list(listed(ann, store)) for store in SCOPES] == [[back, fourth]] * 3
