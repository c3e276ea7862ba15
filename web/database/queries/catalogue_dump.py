"""The whole catalogue, read back in the members of its file."""

from collections import defaultdict
from typing import Any

from web.database.tables import Owner, OwnerIdentifier, OwnerStore, Role, Store, Variation
from web.gallery.model import STANDARD_ROLES

OWNER = (
    Owner.id,
    Owner.kind,
    Owner.shop_id,
    Owner.slug,
    Owner.sku,
    Owner.name,
    Owner.visible,
    Owner.supports_images,
    Owner.every_store,
)


async def everything() -> dict[str, list[dict[str, Any]]]:
    """The whole catalogue, in the members of the file."""
    stores = await Store.select().order_by(Store.id)
    roles = await Role.select(Role.code, Role.name).where(Role.code.not_in(list(STANDARD_ROLES))).order_by(Role.id)
    owners = await Owner.select(*OWNER).order_by(Owner.kind, Owner.shop_id)
    return {
        "stores": [
            {name: row[name] for name in ("id", "code", "name", "locale", "active")} | {"default": row["is_default"]}
            for row in stores
        ],
        "image_roles": roles,
        "products": await _dumped_products([row for row in owners if row["kind"] == "product"]),
        "collections": [
            {"id": row["shop_id"], "kind": row["kind"], "slug": row["slug"], "name": row["name"]}
            for row in owners
            if row["kind"] != "product"
        ],
    }


async def _dumped_products(owners: list[dict[str, Any]]) -> list[dict[str, Any]]:
    old: dict[int, list[str]] = defaultdict(list)
    for row in (
        await OwnerIdentifier.select(OwnerIdentifier.owner, OwnerIdentifier.text)
        .where(OwnerIdentifier.type == "old_slug")
        .order_by(OwnerIdentifier.id)
    ):
        old[row["owner"]].append(row["text"])
    variations: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in await Variation.select().order_by(Variation.id):
        variations[row["owner"]].append({name: row[name] for name in ("id", "sku", "name")})
    stores: dict[int, list[str]] = defaultdict(list)
    for row in await OwnerStore.select(OwnerStore.owner, OwnerStore.store.code.as_alias("code")):
        stores[row["owner"]].append(row["code"])
    return [
        {name: row[name] for name in ("slug", "sku", "name", "visible", "supports_images")}
        | {
            "id": row["shop_id"],
            "old_slugs": old[row["id"]],
            "stores": None if row["every_store"] else sorted(stores[row["id"]]),
            "variations": variations[row["id"]],
        }
        for row in owners
    ]
