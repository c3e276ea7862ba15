"""All five dialects share one gallery: what one stores, the others and the admin show."""

from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.admin.conftest import Visitor
from tests.dialects.product_images import ProductImages, images_by_dialect
from tests.pictures import png
from tests.shop import Credentials
from web.database.engines.bound import bound_engine
from web.settings import Settings

NAMES = ("spree", "bigcommerce", "token", "magento", "spiffy")


@pytest.fixture
def dialects(client: TestClient[Any], credentials: Credentials, settings: Settings) -> dict[str, ProductImages]:
    return images_by_dialect(client, credentials, settings.import_dir)


def test_a_picture_created_by_any_dialect_is_listed_by_all_under_one_id(dialects: dict[str, ProductImages]) -> None:
    created = {dialects[name].create(png(20 + place), f"by {name}"): f"by {name}" for place, name in enumerate(NAMES)}
    assert len(created) == 5
    for name in NAMES:
        assert dialects[name].labels() == created, name


@pytest.mark.parametrize("writer", NAMES)
def test_a_label_changed_in_one_dialect_is_read_back_in_all(dialects: dict[str, ProductImages], writer: str) -> None:
    image = dialects["spree"].create(png(), "before")
    dialects[writer].relabel(image, f"Größe <S> & “M” by {writer}")
    for name in NAMES:
        assert dialects[name].labels() == {image: f"Größe <S> & “M” by {writer}"}, name


def test_a_picture_walks_through_all_and_a_name_given_in_the_admin_is_read_back_everywhere(
    client: TestClient[Any], dialects: dict[str, ProductImages]
) -> None:
    ann = Visitor(client)
    ann.sign_in("ann")
    page = "/admin/products/8"
    for turn, name in enumerate(NAMES):
        image = dialects[name].create(png(30 + turn), f"by {name}")
        assert image in ann.images(page)
        assert ann.post(f"{page}/images/{image}", {"do": "label", "label": f"Renamed {turn}"}).status_code == 303
        for reader in NAMES:
            assert dialects[reader].labels()[image] == f"Renamed {turn}", (name, reader)
    assert list(dialects["magento"].labels()) == ann.images(page)


@pytest.mark.parametrize("remover", NAMES)
def test_an_image_removed_in_one_dialect_is_gone_in_all(dialects: dict[str, ProductImages], remover: str) -> None:
    first, second = (dialects["magento"].create(png(20 + size), "") for size in (1, 2))
    dialects[remover].remove(first)
    for name in NAMES:
        assert list(dialects[name].labels()) == [second], name


LISTS: dict[str, Callable[[Credentials], tuple[str, dict[str, str]]]] = {
    "spree": lambda made: ("/api/v1/products/cute-dog/images", {"X-Spree-Token": made["ann"]["spree"]["token"]}),
    "bigcommerce": lambda made: (
        "/api/v2/products/8/images.json",
        {"X-Auth-Token": made["ann"]["bigcommerce"]["access_token"]},
    ),
    "token": lambda made: (
        "/api/products/8/images?limit=50",
        {"Authorization": f"Token {made['ann']['token']['key']}"},
    ),
    "magento": lambda made: ("/api/rest/products/8/images/store/french", {}),
    "spiffy": lambda made: (
        "/api/products/cute-dog/images.json",
        {"Authorization": f"Bearer {made['ann']['spiffy']['access_token']}"},
    ),
}


@pytest.mark.parametrize("images", [1, 12])
@pytest.mark.parametrize("name", NAMES)
def test_a_list_takes_at_most_three_statements_and_two_when_it_is_known(
    client: TestClient[Any], credentials: Credentials, dialects: dict[str, ProductImages], name: str, images: int
) -> None:
    """The credential's included, whatever the number of images."""
    client.get("/api/rest/products/8/images")  # the shop's stores and roles are read once per catalogue
    for number in range(images):
        dialects["spree"].create(png(20 + number), "x")
    path, headers = LISTS[name](credentials)
    unknown = path.replace("/8/", "/99/").replace("cute-dog", "nobody")
    client.get(unknown, headers=headers)  # takes calls out of the quota, as one in hundreds does
    for most in (3, 2):
        before = bound_engine().statements
        assert client.get(path, headers=headers).status_code == 200
        assert bound_engine().statements - before <= most


def test_every_address_in_every_answer_answers_with_a_picture(
    client: TestClient[Any], credentials: Credentials, dialects: dict[str, ProductImages], settings: Settings
) -> None:
    dialects["spree"].create(png(700, 500), "x")
    for name in NAMES:
        path, headers = LISTS[name](credentials)
        for address in addresses(client.get(path, headers={**headers, "Accept": "application/json"}).json()):
            response = client.get(address)
            assert response.status_code == 200, (name, address)
            assert response.headers["content-type"] == "image/png", (name, address)


def addresses(value: Any) -> list[str]:
    """Whatever in an answer is the address of a picture."""
    if isinstance(value, dict):
        paths = [f"/product_images/{value['image_file']}"] if "image_file" in value else []
        return paths + [found for inner in value.values() for found in addresses(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in addresses(inner)]
    return [value] if isinstance(value, str) and value.startswith("http") else []


@pytest.mark.parametrize("order", [0, -5, 2**40])
def test_writing_back_what_was_read_moves_nothing_whatever_the_position(
    client: TestClient[Any], credentials: Credentials, dialects: dict[str, ProductImages], order: int
) -> None:
    token = {"Authorization": f"Token {credentials['ann']['token']['key']}"}
    images = [dialects["token"].create(png(20 + number), "x") for number in range(3)]
    for image in images[:2]:
        client.patch(f"/api/products/8/images/{image}", headers=token, json={"order": order})
    spree = {"X-Spree-Token": credentials["ann"]["spree"]["token"]}
    at = f"/api/v1/products/8/images/{images[0]}"
    read = client.get(at, headers=spree).json()
    assert read["position"] == order
    assert client.put(at, headers=spree, json={"image": read}).json() == read


def test_the_largest_position_of_one_dialect_stops_no_other(
    client: TestClient[Any], credentials: Credentials, dialects: dict[str, ProductImages]
) -> None:
    token = {"Authorization": f"Token {credentials['ann']['token']['key']}"}
    first = dialects["token"].create(png(), "x")
    assert client.patch(f"/api/products/8/images/{first}", headers=token, json={"order": 2**53 - 1}).status_code == 200
    created = [dialects[name].create(png(30 + turn), name) for turn, name in enumerate(("spree", "magento"))]
    assert list(dialects["magento"].labels()) == [first, *created]
