"""Picture addresses: what `src` says and the sizes that clients make of it."""

import re
from io import BytesIO

import httpx
import pytest
from PIL import Image

from tests.dialects.spiffy.conftest import SpiffyClient
from tests.pictures import gif, jpeg, png, webp
from tests.shop import Credentials

SIDES = {
    "pico": 16,
    "icon": 32,
    "thumb": 50,
    "small": 100,
    "compact": 160,
    "medium": 240,
    "large": 480,
    "grande": 600,
    "original": 1200,
}


def size_of(response: httpx.Response) -> tuple[int, int]:
    assert response.status_code == 200, response.text
    return Image.open(BytesIO(response.content)).size


def test_every_size_answers_in_place_of_full_and_behind_it(spiffy: SpiffyClient) -> None:
    """The vendor's client, as ShopifyAPI, puts the size's name before the dot, so behind `_full`."""
    src = spiffy.create(data=jpeg(1200, 800), filename="cute-puppy.jpg")["src"]
    for size, side in SIDES.items():
        in_place = src.replace("_full.", f"_{size}.")
        behind = re.sub(r"/(.*)\.(\w{2,4})", rf"/\1_{size}.\2", src)
        assert in_place != behind
        for address in (in_place, behind):
            response = spiffy.client.get(address)
            assert size_of(response) == (side, side * 2 // 3 + (1 if side * 2 % 3 == 2 else 0)), size
            assert response.headers["content-type"] == "image/jpeg"
            assert "immutable" in response.headers["cache-control"]


def test_a_small_picture_is_not_enlarged(spiffy: SpiffyClient) -> None:
    src = spiffy.create(data=png(64, 48))["src"]
    assert size_of(spiffy.client.get(src.replace("_full.", "_grande."))) == (64, 48)


@pytest.mark.parametrize("owner", ["products/8", "standard_collections/155", "super_collections/156"])
def test_every_kind_of_owner_has_its_folder(spiffy: SpiffyClient, owner: str) -> None:
    image = spiffy.create(f"{owner}/images")
    kind, number = owner.split("/")
    assert f"/sites/1/{kind}/{number}_penguins_full.png?" in image["src"]
    assert spiffy.client.get(image["src"]).content == png()
    assert spiffy.client.head(image["src"]).status_code == 200


def test_the_query_says_which_of_two_pictures_of_one_name(spiffy: SpiffyClient) -> None:
    first, second = spiffy.create(data=png(10, 10)), spiffy.create(data=png(20, 20))
    assert first["src"].partition("?")[0] == second["src"].partition("?")[0]
    assert size_of(spiffy.client.get(first["src"])) == (10, 10)
    assert size_of(spiffy.client.get(second["src"])) == (20, 20)


def test_without_a_query_the_newest_of_that_name_answers(spiffy: SpiffyClient) -> None:
    spiffy.create(data=png(10, 10))
    newest = spiffy.create(data=png(20, 20))
    spiffy.create(data=png(30, 30), filename="jellyfish.png")
    bare = newest["src"].partition("?")[0]
    for address in (bare, f"{bare}?1234567", f"{bare}?{'0' * 32}"):
        response = spiffy.client.get(address)
        assert size_of(response) == (20, 20)
        assert "immutable" not in response.headers["cache-control"]
    spiffy.delete(f"products/8/images/{newest['id']}")
    assert size_of(spiffy.client.get(bare)) == (10, 10)


def test_the_address_of_a_removed_image_is_gone(spiffy: SpiffyClient) -> None:
    image = spiffy.create()
    spiffy.delete(f"products/8/images/{image['id']}")
    for address in (image["src"], image["src"].partition("?")[0], image["src"].replace("_full.", "_thumb.")):
        assert spiffy.client.get(address).status_code == 410


NO_PICTURES = [
    "products/8_jellyfish_full.png",
    "products/28_penguins_full.png",
    "products/99999_penguins_full.png",
    "products/8_penguins_enormous.png",
    "products/8_penguins.png",
    "products/8_penguins_full.webp",
    "products/8_penguins_full.avif",
    "products/8_penguins_full",
    "products/x_penguins_full.png",
    "products/..%2F..%2Fetc%2Fpasswd",
    f"products/{'9' * 40}_penguins_full.png",
    "standard_collections/8_penguins_full.png",
    "collections/8_penguins_full.png",
]


def test_other_addresses_have_no_picture(spiffy: SpiffyClient) -> None:
    query = spiffy.create()["src"].partition("?")[2]
    for path in NO_PICTURES:
        assert spiffy.client.get(f"/sites/1/{path}?{query}").status_code == 404, path


def test_another_extension_asks_for_another_format(spiffy: SpiffyClient) -> None:
    src = spiffy.create(data=gif(), filename="y.gif")["src"]
    for ending in ("jpg", "jpeg", "JPG"):
        for size in ("full", "pico"):
            response = spiffy.client.get(src.replace("_full.gif", f"_{size}.{ending}"))
            assert response.headers["content-type"] == "image/jpeg"
    assert spiffy.client.get(src.replace("_full.gif", "_full.png")).headers["content-type"] == "image/png"


@pytest.mark.parametrize("size", ["full", "original", "pico"])
def test_a_picture_named_like_another_kind_stays_what_it_is(spiffy: SpiffyClient, size: str) -> None:
    src = spiffy.create(data=png(), filename="x.jpg")["src"]
    response = spiffy.client.get(src.replace("_full.", f"_{size}."))
    assert response.headers["content-type"] == "image/png"
    assert (response.content == png()) == (size in ("full", "original"))
    assert spiffy.client.get(src.replace("_full.jpg", f"_{size}.png")).content == response.content


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_webp_of_another_dialect_is_shown_as_what_this_one_can_name(
    spiffy: SpiffyClient, credentials: Credentials, mode: str
) -> None:
    data = BytesIO()
    Image.new(mode, (8, 8)).save(data, "WEBP", lossless=True)
    sent = spiffy.client.post(
        "/api/v1/products/cute-dog/images",
        headers={"X-Spree-Token": credentials["ann"]["spree"]["token"]},
        files={"image[attachment]": ("from-spree.webp", data.getvalue() if mode == "RGBA" else webp(), "image/webp")},
    )
    assert sent.status_code == 201
    (image,) = spiffy.listed()
    assert image["filename"] == "from-spree.webp"
    assert image["extension"] == {"RGB": "jpg", "RGBA": "png"}[mode]
    assert f"_from_spree_full.{image['extension']}?" in image["src"]
    response = spiffy.client.get(image["src"])
    assert response.headers["content-type"] == {"RGB": "image/jpeg", "RGBA": "image/png"}[mode]


def test_a_replaced_picture_has_a_new_address_and_the_old_one_still_answers(
    spiffy: SpiffyClient, credentials: Credentials
) -> None:
    before = spiffy.create(data=png(10, 10))
    spiffy.client.put(
        f"/api/v1/products/cute-dog/images/{before['id']}",
        headers={"X-Spree-Token": credentials["ann"]["spree"]["token"]},
        files={"image[attachment]": ("penguins.png", png(20, 20), "image/png")},
    )
    (after,) = spiffy.listed()
    assert after["id"] == before["id"]
    assert after["digest"] != before["digest"]
    assert after["src"] != before["src"]
    assert size_of(spiffy.client.get(after["src"])) == (20, 20)
    assert size_of(spiffy.client.get(before["src"])) == (10, 10)
