"""Catalogue files: loaded whole or refused whole, with the path of what is wrong."""

from typing import Any

import msgspec
import pytest

from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.services.catalogue import catalogue_file
from web.services.catalogue.catalogue_file import BadCatalogue
from web.services.catalogue.lookup import find_owner

pytestmark = pytest.mark.anyio


async def load(**members: Any) -> None:
    await catalogue_file.load(msgspec.json.encode(members))


def product(**more: Any) -> dict[str, Any]:
    return {"id": 8, "slug": "dog", "name": "Dog"} | more


async def test_an_empty_sku_is_none_and_any_number_of_products_may_have_it(database: Database) -> None:
    await load(products=[product(sku=""), product(id=9, slug="cat", sku=""), product(id=10, slug="cow")])
    assert (await find_owner("product", ("id", "9"))).sku is None


@pytest.mark.parametrize("end", ["\n", "\0", "\x1f", "\n\n"])
@pytest.mark.parametrize(
    ("path", "members"),
    [
        ("$.stores[0].code", {"stores": [{"id": 1, "code": "x{}", "name": "X"}]}),
        ("$.stores[0].name", {"stores": [{"id": 1, "code": "x", "name": "X{}"}]}),
        ("$.stores[0].locale", {"stores": [{"id": 1, "code": "x", "name": "X", "locale": "en{}"}]}),
        ("$.image_roles[0].code", {"image_roles": [{"code": "x{}"}]}),
        ("$.image_roles[0].name", {"image_roles": [{"code": "x", "name": "X{}"}]}),
        ("$.products[0].slug", {"products": [product(slug="x{}")]}),
        ("$.products[0].old_slugs[0]", {"products": [product(old_slugs=["x{}"])]}),
        ("$.products[0].sku", {"products": [product(sku="x{}")]}),
        ("$.products[0].name", {"products": [product(name="x{}")]}),
        ("$.products[0].stores[0]", {"products": [product(stores=["x{}"])]}),
        ("$.products[0].variations[0].sku", {"products": [product(variations=[{"id": 1, "sku": "x{}"}])]}),
        ("$.products[0].variations[0].name", {"products": [product(variations=[{"id": 1, "name": "x{}"}])]}),
        ("$.collections[0].slug", {"collections": [{"id": 1, "kind": "super", "slug": "x{}", "name": "X"}]}),
        ("$.collections[0].name", {"collections": [{"id": 1, "kind": "super", "slug": "x", "name": "X{}"}]}),
    ],
)
def test_a_text_with_a_control_character_is_refused_with_its_path(path: str, members: Any, end: str) -> None:
    text = msgspec.json.encode(members).replace(b"{}", msgspec.json.encode(end)[1:-1])
    with pytest.raises(BadCatalogue) as refused:
        catalogue_file.read(text)
    assert str(refused.value).endswith(f"at `{path}`")


async def test_what_the_small_shop_says_is_dumped_as_it_was_loaded(database: Database) -> None:
    await load(**CATALOGUE)
    dumped = await catalogue_file.dump()
    await catalogue_file.load(dumped)
    assert await catalogue_file.dump() == dumped
