"""Snapshot of the database, row by row: galleries, revisions and the journal."""

from typing import Any, NamedTuple

from litestar.testing import TestClient

from web.database.engines.bound import bound_engine

GALLERY = (
    "SELECT id, owner, picture, label, position, excluded, created_at, updated_at FROM image ORDER BY id",
    "SELECT image, store, label, position, excluded, removed FROM image_override ORDER BY image, store",
    "SELECT owner, store, role, image FROM role_holder ORDER BY owner, store, role",
    "SELECT image, variation, place FROM image_variation ORDER BY image, place",
)
REVISIONS = "SELECT kind, shop_id, revision FROM owner WHERE revision > 0 ORDER BY kind, shop_id"
JOURNAL = (
    "SELECT j.id, o.kind, o.shop_id, j.dialect, j.undoes FROM journal_entry j JOIN owner o ON o.id = j.owner"
    " ORDER BY j.id"
)


class Entry(NamedTuple):
    id: int
    owner: tuple[str, int]  # kind and the shop's id
    dialect: str
    undoes: int | None


class Snapshot(NamedTuple):
    gallery: tuple[tuple[Any, ...], ...]
    revisions: dict[tuple[str, int], int]
    journal: list[Entry]


def read_snapshot(client: TestClient[Any]) -> Snapshot:
    *gallery, revisions, journal = client.blocking_portal.call(_rows, (*GALLERY, REVISIONS, JOURNAL))
    return Snapshot(
        gallery=tuple(gallery),
        revisions={(kind, shop_id): revision for kind, shop_id, revision in revisions},
        journal=[Entry(id_, (kind, shop_id), dialect, undoes) for id_, kind, shop_id, dialect, undoes in journal],
    )


async def _rows(statements: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return [tuple(tuple(row) for row in await bound_engine().hot(sql, ())) for sql in statements]
