"""Addresses: which product, which image, which store's view; and unknown ones."""

import asyncio
from pathlib import Path

import pytest

from tests.application import client_for
from tests.dialects.magento.client import LIST, MagentoClient, messages
from tests.shop import settings_in
from web.database.engines.bound import engine_for
from web.database.migrations import migrate
from web.services.catalogue import catalogue_file
from web.settings import Settings

NOT_FOUND = [(404, "Resource not found")]
NO_IMAGE = [(404, "Product image not found")]
NO_STORE = [(400, "Requested store is invalid")]


def test_magento_7_8_12_an_unknown_image_is_not_found_whoever_asks(ann: MagentoClient, guest: MagentoClient) -> None:
    """The message is the decided one for guests too."""
    elsewhere = ann.add("/api/rest/products/28/images")
    for path in (
        f"{LIST}/999999",
        f"{LIST}/{elsewhere}",
        f"{LIST}/store",
        f"{LIST}/store/",
        f"{LIST}/abc",
        f"{LIST}/-1",
    ):
        assert messages(ann.get(path)) == NO_IMAGE
        assert messages(guest.get(path)) == NO_IMAGE


@pytest.mark.parametrize("product", ["999", "0", "-8", "no-such-sku", "cute-dog", "08 ", "9" * 40])
def test_magento_9_an_unknown_product_is_not_found(ann: MagentoClient, guest: MagentoClient, product: str) -> None:
    for viewer in (ann, guest):
        response = viewer.get(f"/api/rest/products/{product}/images")
        assert (response.status_code, messages(response)) == (404, NOT_FOUND)


@pytest.mark.parametrize("product", ["8", "DOG-8", "08", "+8", "+008"])
def test_magento_10_a_product_is_named_by_id_or_sku(ann: MagentoClient, product: str) -> None:
    number = ann.add()
    assert [image["id"] for image in ann.images(f"/api/rest/products/{product}/images")] == [str(number)]


def test_what_looks_like_an_id_is_one_though_a_sku_reads_the_same(ann: MagentoClient) -> None:
    number = ann.add("/api/rest/products/28/images")
    assert ann.get(f"/api/rest/products/28/images/{number}").status_code == 200
    assert ann.images("/api/rest/products/200/images") == []


def test_a_sku_with_a_slash_is_reached_encoded(ann: MagentoClient) -> None:
    number = ann.add("/api/rest/products/LAMP%201%2F2/images")
    assert ann.images("/api/rest/products/123/images")[0]["id"] == str(number)


def test_magento_11_an_image_number_counts_up_to_its_first_other_character(ann: MagentoClient) -> None:
    number = ann.add()
    assert ann.get(f"{LIST}/{number}abc").json()["id"] == str(number)


@pytest.mark.parametrize("path", [LIST + "/", LIST + "//", "/api/rest//products/8/images"])
def test_magento_22_slashes_too_many_are_forgiven(ann: MagentoClient, path: str) -> None:
    assert ann.get(path).status_code == 200


@pytest.mark.parametrize("path", ["%69mages", "images/store/2", "i%6Dages/%73tore/2", "images/store/%66rench"])
def test_segments_of_an_address_may_be_encoded(ann: MagentoClient, path: str) -> None:
    assert ann.images(f"/api/rest/%70roducts/DOG%2D8/{path}") == []


@pytest.mark.parametrize(
    "path",
    ["", "/", "/nosuch", "/products/8/Images", "/products/8/images/1/foo", "/products/8/images/1/store",
     "/products/8/images.json", "/products/8/images/1/store/2/3", "/stores/2/products/8/images", "/products"],
)  # fmt: skip
def test_magento_23_24_any_other_address_matches_no_route(ann: MagentoClient, guest: MagentoClient, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        for viewer in (ann, guest):
            response = viewer(method, f"/api/rest{path}")
            assert (response.status_code, messages(response)) == (404, [(404, "Request does not match any route.")])


def test_another_type_of_api_is_not_supported(guest: MagentoClient) -> None:
    response = guest.get("/api/restX/products/8/images")
    assert messages(response) == [(400, 'API type "restX" is not supported')]


@pytest.mark.parametrize("store", ["99", "nosuch", "-1", "1.5"])
def test_magento_30_100_an_unknown_store_is_invalid_whoever_asks_and_for_what(
    ann: MagentoClient, guest: MagentoClient, store: str
) -> None:
    """The store is looked at before product and image."""
    for viewer in (ann, guest):
        for path in (f"{LIST}/store/{store}", f"{LIST}/1/store/{store}", f"{LIST}?store={store}"):
            assert messages(viewer.get(path)) == NO_STORE
        assert messages(viewer.get(f"/api/rest/products/999/images/store/{store}")) == NO_STORE
    for method in ("PUT", "DELETE"):
        assert messages(ann(method, f"{LIST}/999/store/{store}", json={"label": "x"})) == NO_STORE


def test_magento_31_33_a_store_is_named_by_id_code_or_query_and_the_path_wins(ann: MagentoClient) -> None:
    number = ann.add(label="dress")
    ann.put(number, store="/store/2", label="robe")
    for path in (LIST + "/store/2", LIST + "/store/french", LIST + "?store=2", LIST + "/store/2?store=3"):
        assert ann.images(path)[0]["label"] == "robe"
    assert ann.get(f"{LIST}/{number}?store=french").json()["label"] == "robe"
    assert ann.images(LIST + "?store=")[0]["label"] == "dress"


def test_magento_32_34_store_0_is_the_global_view_for_admins_and_the_default_stores_for_guests(
    ann: MagentoClient, guest: MagentoClient
) -> None:
    number = ann.add(label="dress")
    ann.put(number, store="/store/1", label="English dress")
    for store in ("", "/store/0", "/store/admin"):
        assert ann.images(LIST + store)[0]["label"] == "dress"
        assert guest.images(LIST + store)[0]["label"] == "English dress"


def fill_shop(settings: Settings, stores: bytes = b"[]") -> None:
    async def load() -> None:
        engine = engine_for(settings)
        await migrate(engine)
        await catalogue_file.load(b'{"stores": %s, "products": [{"id": 8, "slug": "dog", "name": "Dog"}]}' % stores)
        await engine.stop()

    asyncio.run(load())


def test_guests_of_a_shop_without_stores_read_the_global_view(tmp_path: Path) -> None:
    fill_shop(settings := settings_in(tmp_path))
    with client_for(settings) as client:
        assert MagentoClient(client).images() == []


def test_a_store_that_is_not_active_is_read_too(tmp_path: Path) -> None:
    fill_shop(settings := settings_in(tmp_path), b'[{"id": 5, "code": "new", "name": "New", "active": false}]')
    with client_for(settings) as client:
        assert MagentoClient(client).images(LIST + "/store/new") == MagentoClient(client).images() == []
