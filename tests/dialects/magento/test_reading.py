"""Lists and single images, as admins and as guests see them."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.asking import JSON, LIST, XML, Asker, asker, messages
from tests.shop import Credentials, settings_in
from web.app import create_app
from web.database.engine import engine_for
from web.database.migrating import migrate
from web.services import catalogue

NOT_FOUND = [(404, "Resource not found")]
NO_IMAGE = [(404, "Product image not found")]
NO_STORE = [(400, "Requested store is invalid")]


def test_magento_1_2_a_product_without_images_has_an_empty_list(ann: Asker) -> None:
    assert ann.get(LIST).text == "[]"
    assert ann.get(LIST, XML).text == '<?xml version="1.0"?>\n<magento_api/>\n'


def test_magento_3_15_members_come_in_the_documents_order_and_numbers_are_strings(ann: Asker) -> None:
    ann.add()
    (image,) = ann.images()
    assert list(image) == ["id", "label", "position", "exclude", "url", "types"]
    assert (image["position"], image["exclude"], image["types"]) == ("1", "0", [])


def test_magento_4_5_6_20_guests_and_customers_never_see_exclude_nor_excluded_images(
    client: TestClient[Any], credentials: Credentials, ann: Asker, guest: Asker
) -> None:
    shown, hidden = ann.add(), ann.add(exclude=1)
    assert [image["exclude"] for image in ann.images()] == ["0", "1"]
    for viewer in (guest, asker(client, credentials, "cus")):
        (image,) = viewer.images()
        assert list(image) == ["id", "label", "position", "url", "types"]
        assert image["id"] == str(shown)
        assert viewer.get(f"{LIST}/{shown}").status_code == 200
        assert viewer.get(f"{LIST}/{hidden}").status_code == 404
        assert viewer.images(LIST + "?attrs=exclude,id") == [{"id": str(shown)}]


def test_magento_7_8_12_an_unknown_image_is_not_found_whoever_asks(ann: Asker, guest: Asker) -> None:
    """The message is the decided one for guests too."""
    elsewhere = ann.add("/api/rest/products/28/images")
    for path in (f"{LIST}/999999", f"{LIST}/{elsewhere}", f"{LIST}/store", f"{LIST}/store/", f"{LIST}/abc"):
        assert messages(ann.get(path)) == NO_IMAGE
        assert messages(guest.get(path)) == NO_IMAGE


@pytest.mark.parametrize("product", ["999", "0", "-8", "no-such-sku", "cute-dog", "08 ", "9" * 40])
def test_magento_9_an_unknown_product_is_not_found(ann: Asker, guest: Asker, product: str) -> None:
    for viewer in (ann, guest):
        answer = viewer.get(f"/api/rest/products/{product}/images")
        assert (answer.status_code, messages(answer)) == (404, NOT_FOUND)


@pytest.mark.parametrize("product", ["8", "DOG-8", "08", "+8", "+008"])
def test_magento_10_a_product_is_named_by_id_or_sku(ann: Asker, product: str) -> None:
    number = ann.add()
    assert [image["id"] for image in ann.images(f"/api/rest/products/{product}/images")] == [str(number)]


def test_what_looks_like_an_id_is_one_though_a_sku_reads_the_same(ann: Asker) -> None:
    number = ann.add("/api/rest/products/28/images")
    assert ann.get(f"/api/rest/products/28/images/{number}").status_code == 200
    assert ann.images("/api/rest/products/200/images") == []


def test_a_sku_with_a_slash_is_reached_encoded(ann: Asker) -> None:
    number = ann.add("/api/rest/products/LAMP%201%2F2/images")
    assert ann.images("/api/rest/products/123/images")[0]["id"] == str(number)


def test_magento_11_an_image_number_counts_up_to_its_first_other_character(ann: Asker) -> None:
    number = ann.add()
    assert ann.get(f"{LIST}/{number}abc").json()["id"] == str(number)


def test_magento_13_images_come_in_the_order_of_their_positions_then_ids(ann: Asker) -> None:
    last, first, second = ann.add(position=9), ann.add(position=2), ann.add(position=2)
    assert [int(image["id"]) for image in ann.images()] == [first, second, last]


def test_magento_16_17_types_come_in_the_shops_order_the_shops_own_last(ann: Asker) -> None:
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
def test_magento_18_19_attrs_choose_members_in_the_servers_order(ann: Asker, query: str, members: list[str]) -> None:
    number = ann.add()
    assert [list(image) for image in ann.images(f"{LIST}?{query}")] == [members]
    assert list(ann.get(f"{LIST}/{number}?{query}").json()) == members


@pytest.mark.parametrize("query", ["attrs=", "attrs=bogus", "attrs[]=file_name"])
def test_attrs_that_name_nothing_readable_leave_items_empty(ann: Asker, query: str) -> None:
    """The real server crashes here."""
    ann.add()
    assert ann.get(f"{LIST}?{query}").text == "[[]]"
    assert "\n  <data_item/>\n" in ann.get(f"{LIST}?{query}", XML).text


def test_magento_21_paging_ordering_and_filters_are_ignored(ann: Asker) -> None:
    ann.add()
    ann.add()
    assert ann.images(LIST + "?limit=1&page=2&order=position&dir=desc&filter=abc&what=ever") == ann.images()


@pytest.mark.parametrize("path", [LIST + "/", LIST + "//", "/api/rest//products/8/images"])
def test_magento_22_slashes_too_many_are_forgiven(ann: Asker, path: str) -> None:
    assert ann.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["", "/", "/nosuch", "/products/8/Images", "/products/8/images/1/foo", "/products/8/images/1/store",
     "/products/8/images.json", "/products/8/images/1/store/2/3", "/stores/2/products/8/images", "/products"],
)  # fmt: skip
def test_magento_23_24_any_other_address_matches_no_route(ann: Asker, guest: Asker, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        for viewer in (ann, guest):
            answer = viewer(method, f"/api/rest{path}")
            assert (answer.status_code, messages(answer)) == (404, [(404, "Request does not match any route.")])


def test_another_type_of_api_is_not_supported(guest: Asker) -> None:
    answer = guest.get("/api/restX/products/8/images")
    assert messages(answer) == [(400, 'API type "restX" is not supported')]


@pytest.mark.parametrize("product", [300, 600])
def test_magento_25_26_27_guests_do_not_see_products_that_are_hidden_or_on_no_store(
    ann: Asker, guest: Asker, product: int
) -> None:
    path = f"/api/rest/products/{product}/images"
    number = ann.add(path)
    assert len(ann.images(path)) == 1
    assert messages(guest.get(path)) == NOT_FOUND
    assert messages(guest.get(f"{path}/{number}")) == NOT_FOUND


def test_magento_28_a_product_is_there_only_on_its_stores(ann: Asker, guest: Asker) -> None:
    path = "/api/rest/products/500/images"
    number = ann.add(path)
    assert messages(guest.get(path)) == NOT_FOUND
    assert len(guest.images(path + "/store/4")) == 1
    assert messages(ann.get(path + "/store/1")) == NOT_FOUND
    assert len(ann.images(path)) == 1
    for method in ("PUT", "DELETE"):
        answer = ann(method, f"{path}/{number}/store/1", json={"label": "x"})
        assert messages(answer) == NOT_FOUND


def test_magento_29_a_product_that_takes_no_images_has_an_empty_list(ann: Asker) -> None:
    assert ann.images("/api/rest/products/400/images") == []
    assert messages(ann.get("/api/rest/products/400/images/1")) == NO_IMAGE


@pytest.mark.parametrize("store", ["99", "nosuch", "-1", "1.5"])
def test_magento_30_100_an_unknown_store_is_invalid_whoever_asks_and_for_what(
    ann: Asker, guest: Asker, store: str
) -> None:
    """The store is looked at before product and image."""
    for viewer in (ann, guest):
        for path in (f"{LIST}/store/{store}", f"{LIST}/1/store/{store}", f"{LIST}?store={store}"):
            assert messages(viewer.get(path)) == NO_STORE
        assert messages(viewer.get(f"/api/rest/products/999/images/store/{store}")) == NO_STORE
    for method in ("PUT", "DELETE"):
        assert messages(ann(method, f"{LIST}/999/store/{store}", json={"label": "x"})) == NO_STORE


def test_magento_31_33_a_store_is_named_by_id_code_or_query_and_the_path_wins(ann: Asker) -> None:
    number = ann.add(label="dress")
    ann.put(number, store="/store/2", label="robe")
    for path in (LIST + "/store/2", LIST + "/store/french", LIST + "?store=2", LIST + "/store/2?store=3"):
        assert ann.images(path)[0]["label"] == "robe"
    assert ann.get(f"{LIST}/{number}?store=french").json()["label"] == "robe"
    assert ann.images(LIST + "?store=")[0]["label"] == "dress"


def test_magento_32_34_store_0_is_the_global_view_for_admins_and_the_default_stores_for_guests(
    ann: Asker, guest: Asker
) -> None:
    number = ann.add(label="dress")
    ann.put(number, store="/store/1", label="English dress")
    for store in ("", "/store/0", "/store/admin"):
        assert ann.images(LIST + store)[0]["label"] == "dress"
        assert guest.images(LIST + store)[0]["label"] == "English dress"


def test_guests_of_a_shop_without_stores_read_the_global_view(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)

    async def furnish() -> None:
        engine = engine_for(settings)
        await migrate(engine)
        await catalogue.load(b'{"products": [{"id": 8, "slug": "dog", "name": "Dog"}]}')
        await engine.stop()

    asyncio.run(furnish())
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        assert Asker(client).images() == []


def test_magento_35_an_image_excluded_in_one_store_is_hidden_there_alone(ann: Asker, guest: Asker) -> None:
    number = ann.add()
    ann.put(number, store="/store/2", exclude=1)
    assert guest.images(LIST + "/store/2") == []
    assert len(guest.images()) == 1


def test_an_unchanged_answer_is_not_sent_again(ann: Asker, guest: Asker) -> None:
    number = ann.add()
    for viewer in (ann, guest):
        tag = viewer.get().headers["etag"]
        assert viewer.get(headers={**JSON, "If-None-Match": tag}).status_code == 304
        assert viewer.get(headers={**XML, "If-None-Match": tag}).status_code == 200
    ann.put(number, label="new")
    assert ann.get(headers={**JSON, "If-None-Match": tag}).status_code == 200
