"""Owner look-up, when a request names an owner in more than one way."""

import msgspec
import pytest

from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.database.queries import owners
from web.gallery.owner import Owner
from web.services.catalogue import catalogue_file

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def shop(database: Database) -> None:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))


async def test_the_first_way_that_leads_anywhere_decides() -> None:
    assert _id(await owners.find("product", [("slug", "28"), ("id", "28")])) == 28
    assert _id(await owners.find("product", [("sku", "28"), ("id", "28")])) == 200
    assert await owners.find("product", [("slug", "nothing"), ("sku", "neither")]) is None


async def test_of_two_texts_for_one_way_the_first_decides_in_either_order() -> None:
    assert _id(await owners.find("product", [("id", "8"), ("id", "28")])) == 8
    assert _id(await owners.find("product", [("id", "28"), ("id", "8")])) == 28


async def test_a_way_is_matched_by_its_own_text_only() -> None:
    assert _id(await owners.find("product", [("slug", "28"), ("id", "mug"), ("id", "28")])) == 28
    assert await owners.find("product", [("id", "mug"), ("slug", "28")]) is None


def _id(owner: Owner | None) -> int:
    assert owner is not None
    return owner.shop_id
