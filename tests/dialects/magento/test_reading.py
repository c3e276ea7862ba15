"""Lists and single images, as admins and as guests see them."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.client import JSON, LIST, XML, MagentoClient, magento_client, messages
from tests.shop import Credentials
from web.database.engines.bound import bound_engine

NOT_FOUND = [(404, "Resource not found")]
NO_IMAGE = [(404, "Product image not found")]


def test_magento_1_2_a_product_without_images_has_an_empty_list(ann: MagentoClient) -> None:
    assert ann.get(LIST).text == "[]"
    assert ann.get(LIST, XML).text == '<?xml version="1.0"?>\n<magento_api/>\n'


def test_magento_3_15_members_come_in_the_documents_order_and_numbers_are_strings(ann: MagentoClient) -> None:
    ann.add()
    (image,) = ann.images()
    assert list(image) == ["id", "label", "position", "exclude", "url", "types"]
    assert (image["position"], image["exclude"], image["types"]) == ("1", "0", [])


def test_magento_4_5_6_20_guests_and_customers_never_see_exclude_nor_excluded_images(
    client: TestClient[Any], credentials: Credentials, ann: MagentoClient, guest: MagentoClient
) -> None:
    shown, hidden = ann.add(), ann.add(exclude=1)
    assert [image["exclude"] for image in ann.images()] == ["0", "1"]
    for viewer in (guest, magento_client(client, credentials, "cus")):
        (image,) = viewer.images()
        assert list(image) == ["id", "label", "position", "url", "types"]
        assert image["id"] == str(shown)
        assert viewer.get(f"{LIST}/{shown}").status_code == 200
        assert viewer.get(f"{LIST}/{hidden}").status_code == 404
        assert viewer.images(LIST + "?attrs=exclude,id") == [{"id": str(shown)}]


def test_magento_13_images_come_in_the_order_of_their_positions_then_ids(ann: MagentoClient) -> None:
    last, first, second = ann.add(position=9), ann.add(position=2), ann.add(position=2)
    assert [int(image["id"]) for image in ann.images()] == [first, second, last]


def test_magento_16_17_types_come_in_the_shops_order_the_shops_own_last(ann: MagentoClient) -> None:
    ann.add(types=["hover_image", "thumbnail", "image"])
    assert ann.images()[0]["types"] == ["image", "thumbnail", "hover_image"]


@pytest.mark.parametrize(
    ("query", "members"),
    [
        ("attrs=id,label", ["id", "label"]),
        ("attrs= label , id ", ["id", "label"]),
        ("attrs[]=types&attrs[]=id", ["id", "types"]),
        ("attrs=url,file_name,bogus", ["url"]),
    ],
)
def test_magento_18_19_attrs_choose_members_in_the_servers_order(
    ann: MagentoClient, query: str, members: list[str]
) -> None:
    number = ann.add()
    assert [list(image) for image in ann.images(f"{LIST}?{query}")] == [members]
    assert list(ann.get(f"{LIST}/{number}?{query}").json()) == members


@pytest.mark.parametrize("query", ["attrs=", "attrs=bogus", "attrs[]=file_name"])
def test_attrs_that_name_nothing_readable_leave_items_empty(ann: MagentoClient, query: str) -> None:
    """The real server crashes here."""
    ann.add()
    assert ann.get(f"{LIST}?{query}").text == "[[]]"
    assert "\n  <data_item/>\n" in ann.get(f"{LIST}?{query}", XML).text


def test_magento_21_paging_ordering_and_filters_are_ignored(ann: MagentoClient) -> None:
    ann.add()
    ann.add()
    assert ann.images(LIST + "?limit=1&page=2&order=position&dir=desc&filter=abc&what=ever") == ann.images()


@pytest.mark.parametrize("product", [300, 600])
def test_magento_25_26_27_guests_do_not_see_products_that_are_hidden_or_on_no_store(
    ann: MagentoClient, guest: MagentoClient, product: int
) -> None:
    path = f"/api/rest/products/{product}/images"
    number = ann.add(path)
    assert len(ann.images(path)) == 1
    assert messages(guest.get(path)) == NOT_FOUND
    assert messages(guest.get(f"{path}/{number}")) == NOT_FOUND


def test_magento_28_a_product_is_there_only_on_its_stores(ann: MagentoClient, guest: MagentoClient) -> None:
    path = "/api/rest/products/500/images"
    number = ann.add(path)
    assert messages(guest.get(path)) == NOT_FOUND
    assert len(guest.images(path + "/store/4")) == 1
    assert messages(ann.get(path + "/store/1")) == NOT_FOUND
    assert len(ann.images(path)) == 1
    for method in ("PUT", "DELETE"):
        response = ann(method, f"{path}/{number}/store/1", json={"label": "x"})
        assert messages(response) == NOT_FOUND


def test_magento_29_a_product_that_takes_no_images_has_an_empty_list(ann: MagentoClient) -> None:
    assert ann.images("/api/rest/products/400/images") == []
    assert messages(ann.get("/api/rest/products/400/images/1")) == NO_IMAGE


def test_magento_35_an_image_excluded_in_one_store_is_hidden_there_alone(
    ann: MagentoClient, guest: MagentoClient
) -> None:
    number = ann.add()
    ann.put(number, store="/store/2", exclude=1)
    assert guest.images(LIST + "/store/2") == []
    assert len(guest.images()) == 1


def test_an_unchanged_answer_is_not_sent_again(ann: MagentoClient, guest: MagentoClient) -> None:
    number = ann.add()
    for viewer in (ann, guest):
        tag = viewer.get().headers["etag"]
        assert viewer.get(headers={**JSON, "If-None-Match": tag}).status_code == 304
        assert viewer.get(headers={**XML, "If-None-Match": tag}).status_code == 200
    ann.put(number, label="new")
    assert ann.get(headers={**JSON, "If-None-Match": tag}).status_code == 200


def statements_of(client: MagentoClient, path: str) -> int:
    before = bound_engine().statements
    assert client.get(path).status_code == 200
    return bound_engine().statements - before


@pytest.mark.parametrize("path", ["", "/store/2", "/{image}", "/{image}/store/french"])
def test_a_signed_read_costs_four_statements_and_three_when_nothing_changed(
    ann: MagentoClient, guest: MagentoClient, path: str
) -> None:
    """Credential, nonce, owner, gallery. A guest has neither of the first two."""
    for _ in range(5):
        image = ann.add()
    path = LIST + path.format(image=image)
    assert (statements_of(ann, path), statements_of(ann, path)) == (4, 3)
    assert (statements_of(guest, path), statements_of(guest, path)) == (2, 1)
