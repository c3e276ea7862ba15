"""Taking images out of a product, or out of one store of it: no API lists them, their roles are "no image"."""

import pytest

from tests.dialects.magento.client import LIST, MagentoClient, messages
from tests.pictures import png

NO_IMAGE = [(404, "Product image not found")]
SCOPES = ("", "/store/2", "/store/3")


@pytest.fixture
def number(ann: MagentoClient) -> int:
    return ann.add(label="dress", types=["image", "thumbnail"])


def delete(ann: MagentoClient, number: int, store: str = "") -> None:
    response = ann("DELETE", f"{LIST}/{number}{store}")
    assert (response.status_code, response.content) == (200, b"")


def types(ann: MagentoClient) -> list[dict[int, list[str]]]:
    """Types by image, in the global view, in store 2 and in store 3."""
    return [{int(image["id"]): image["types"] for image in ann.images(LIST + store)} for store in SCOPES]


def test_magento_106_a_deleted_image_is_not_found_and_its_address_is_gone(ann: MagentoClient) -> None:
    """Its bytes are kept, and in the trash it can be seen; its public address answers 410 meanwhile."""
    number = ann.add()
    url = ann.images()[0]["url"]
    assert ann.client.get(url).content == png()
    delete(ann, number)
    for store in SCOPES:
        assert messages(ann.get(f"{LIST}/{number}{store}")) == NO_IMAGE
    assert ann.client.get(url).status_code == 410


def test_magento_107_110_a_deleted_image_leaves_its_roles_to_nobody(ann: MagentoClient, number: int) -> None:
    """Also where a store had given it a role of its own: nothing keeps it there."""
    second = ann.add()
    ann.put(number, store="/store/2", types=["image", "small_image"])
    delete(ann, number)
    assert types(ann) == [{second: []}] * 3


def test_magento_112_a_role_of_the_shops_own_keeps_no_image_either(ann: MagentoClient) -> None:
    number = ann.add()
    ann.put(number, store="/store/2", types=["hover_image"])
    delete(ann, number)
    assert types(ann) == [{}, {}, {}]


def test_magento_108_an_image_deleted_in_a_store_stays_everywhere_else_with_its_roles(
    ann: MagentoClient, number: int
) -> None:
    second = ann.add(types=["small_image"])
    delete(ann, number, "/store/2")
    everywhere = {number: ["image", "thumbnail"], second: ["small_image"]}
    assert types(ann) == [everywhere, {second: ["small_image"]}, everywhere]


def test_magento_109_an_image_without_roles_is_deleted_in_that_store_alone_too(ann: MagentoClient) -> None:
    number = ann.add()
    delete(ann, number, "/store/german")
    assert types(ann) == [{number: []}, {number: []}, {}]


def test_magento_111_deleting_in_one_store_leaves_another_its_own_role(ann: MagentoClient) -> None:
    number = ann.add()
    ann.put(number, store="/store/2", types=["image"])
    delete(ann, number, "/store/3")
    assert types(ann) == [{number: []}, {number: ["image"]}, {}]


@pytest.mark.parametrize("store", ["", "/store/3"])
def test_magento_113_what_was_deleted_is_deleted_once(ann: MagentoClient, number: int, store: str) -> None:
    """And is unknown to every write there."""
    delete(ann, number, store)
    assert messages(ann("DELETE", f"{LIST}/{number}{store}")) == NO_IMAGE
    for members in ({"label": "x"}, {"file_name": "x"}, {"types": ["image"]}):
        assert messages(ann.put(number, store=store, **members)) == NO_IMAGE


def test_what_happens_elsewhere_does_not_bring_it_back_to_a_store(ann: MagentoClient, number: int) -> None:
    url = ann.images()[0]["url"]
    delete(ann, number, "/store/3")
    ann.put(number, label="still here", types=["image", "small_image"])
    assert types(ann) == [{number: ["image", "small_image"]}] * 2 + [{}]
    assert ann.client.get(url).status_code == 200


def test_guests_of_the_default_store_miss_what_was_deleted_there(
    ann: MagentoClient, guest: MagentoClient, number: int
) -> None:
    delete(ann, number, "/store/default")
    assert guest.images() == []
    assert messages(guest.get(f"{LIST}/{number}")) == NO_IMAGE
    assert len(guest.images(LIST + "/store/2")) == 1


@pytest.mark.parametrize("content_type", [{}, {"Content-Type": "application/json"}, {"Content-Type": "what/ever"}])
def test_magento_114_a_body_sent_with_a_delete_is_ignored(
    ann: MagentoClient, number: int, content_type: dict[str, str]
) -> None:
    assert ann("DELETE", f"{LIST}/{number}", content_type, content=b"{not even json").status_code == 200
    assert ann.images() == []
