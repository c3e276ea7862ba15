"""Loading catalogues again and over one another: only what differs is written, all or nothing."""

import asyncio
from contextvars import Context
from typing import Any

import msgspec
import pytest

from tests.shop import CATALOGUE
from web.database.engines.bound import FAILURES, Database
from web.database.tables import OwnerIdentifier, Shop, Variation
from web.gallery.errors import UnknownOwner
from web.gallery.owner import IdentifierType
from web.services.catalogue import catalogue_file
from web.services.catalogue.catalogue_file import BadCatalogue
from web.services.catalogue.lookup import find_owner, gallery_of, shop_of

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def shop(database: Database) -> None:
    await load(**CATALOGUE)


async def load(**members: Any) -> None:
    await catalogue_file.load(msgspec.json.encode(members))


def product(number: int, slug: str, **more: Any) -> dict[str, Any]:
    return {"id": number, "slug": slug, "name": slug.title()} | more


async def revision() -> int:
    return int((await Shop.select(Shop.revision))[0]["revision"])


async def product_with_slug(text: str) -> int:
    """The shop's id of the product that has this slug now."""
    return (await find_owner("product", ("slug", text))).shop_id


async def test_the_same_catalogue_again_writes_nothing_and_waits_for_nobody(database: Database) -> None:
    before = await revision()
    dumped = await catalogue_file.dump()
    async with database.transaction():
        again = asyncio.get_running_loop().create_task(catalogue_file.load(dumped), context=Context())
        await asyncio.wait_for(again, 5)
    assert await revision() == before


@pytest.mark.parametrize(
    "more",
    [
        {"stores": [{"id": 2, "code": "french", "name": "France", "locale": "fr"}]},
        {"image_roles": [{"code": "hover_image", "name": "Hover"}]},
        {"products": [product(28, "mug", sku="MUG-28", visible=False)]},
        {"products": [product(28, "mug", sku="MUG-28", old_slugs=["cup"])]},
        {"products": [product(28, "mug", sku="MUG-28", variations=[{"id": 7}])]},
        {"products": [product(28, "mug", sku="MUG-28", stores=["french"])]},
        {"collections": [{"id": 155, "kind": "standard", "slug": "home-collection", "name": "Homes"}]},
    ],
)
async def test_anything_that_differs_makes_a_new_revision(more: Any) -> None:
    before = await revision()
    await load(**more)
    after = await revision()
    assert after > before
    await load(**more)
    assert await revision() == after


async def test_slugs_and_codes_may_change_hands_within_a_file() -> None:
    await load(
        products=[product(28, "cute-dog"), product(8, "mug", old_slugs=["lamp"]), product(123, "light")],
        stores=[{"id": 2, "code": "german", "name": "A"}, {"id": 3, "code": "french", "name": "B"}],
    )
    assert [await product_with_slug("cute-dog"), await product_with_slug("mug")] == [28, 8]
    assert (await find_owner("product", ("old_slug", "lamp"))).shop_id == 8
    assert [(await shop_of()).store(code).id for code in ("german", "french")] == [2, 3]


async def test_another_default_store_takes_the_place_of_the_first() -> None:
    await load(stores=[{"id": 2, "code": "french", "name": "French store", "locale": "fr", "default": True}])
    assert [store.id for store in (await shop_of()).stores if store.is_default] == [2]


async def test_what_a_product_is_not_called_any_more_leads_nowhere_but_its_variations_stay() -> None:
    await load(products=[product(8, "dog-8")])
    gone: tuple[IdentifierType, str]
    for gone in (("slug", "cute-dog"), ("old_slug", "dog"), ("sku", "DOG-8")):
        with pytest.raises(UnknownOwner):
            await find_owner("product", gone)
    dog = await find_owner("product", ("variation", "5595"))
    assert (await gallery_of(dog)).variations == (5595, 5596)


async def test_the_stores_of_a_product_are_those_of_the_last_file() -> None:
    await load(products=[product(500, "abroad", sku="ABR", stores=["french", "german"])])
    abroad = await find_owner("product", ("id", "500"))
    assert (await gallery_of(abroad)).stores == {2, 3}
    await load(products=[product(500, "abroad", sku="ABR")])
    assert (await gallery_of(abroad)).stores == frozenset()
    assert (await find_owner("product", ("id", "500"))).every_store


@pytest.mark.parametrize(
    ("path", "products"),
    [
        ("products[1].slug", [product(9001, "new"), product(9002, "mug")]),
        ("products[1].slug", [product(28, "mug"), product(9002, "lamp")]),
        ("products[0].sku", [product(9001, "new", sku="MUG-28"), product(9002, "lamp")]),
        ("products[0].old_slugs[1]", [product(9001, "new", old_slugs=["newer", "dog"])]),
        ("products[1].old_slugs[0]", [product(1, "a", old_slugs=["x"]), product(2, "b", old_slugs=["x"])]),
        ("products[0].variations[1].id", [product(28, "mug", variations=[{"id": 1}, {"id": 5595}]), product(8, "d")]),
        ("products[0].stores[1]", [product(28, "mug", stores=["french", "nowhere"])]),
    ],
)
async def test_the_first_name_that_is_anothers_is_told_and_nothing_is_written(path: str, products: Any) -> None:
    before = await revision(), await catalogue_file.dump()
    with pytest.raises(BadCatalogue, match=f"at `\\$.{path}`".replace("[", r"\[").replace("]", r"\]")):
        await load(products=products)
    assert (await revision(), await catalogue_file.dump()) == before


async def test_catalogues_at_once_all_land() -> None:
    await asyncio.gather(
        *(load(products=[product(9000 + n, f"new-{n}"), product(28, f"mug-{n}")]) for n in range(6)),
    )
    assert [await product_with_slug(f"new-{n}") for n in range(6)] == [9000 + n for n in range(6)]
    assert await OwnerIdentifier.count().where(OwnerIdentifier.text.like("mug%")) == 1


async def test_a_catalogue_may_hold_more_rows_than_the_drivers_take_values() -> None:
    sizes = [{"id": 10_000 + n, "sku": f"SIZE-{n}"} for n in range(35_000)]
    products = [product(9000 + n, f"shirt-{n}", variations=sizes[n * 140 : n * 140 + 140]) for n in range(250)]
    await load(products=products)
    assert await Variation.count() == 35_002
    before = await revision()
    await load(products=products)
    assert await revision() == before


async def test_a_statement_with_too_many_values_is_a_failure_that_is_explained(database: Database) -> None:
    holes = ", ".join("?" if database.engine_type == "sqlite" else f"${n}::int" for n in range(1, 300_001))
    with pytest.raises(FAILURES):
        await database.long(f"SELECT 1 WHERE 1 IN ({holes})", [1] * 300_000)
