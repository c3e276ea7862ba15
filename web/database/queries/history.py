"""The journal as people read it: every owner's entries, the newest first, filtered; and the trash."""

from collections.abc import Iterator, Sequence

import msgspec
from piccolo.columns.combination import Where

from web.database.queries import journal
from web.database.queries.journal import JournalEntry
from web.database.tables import JournalEntry as Row
from web.database.tables import Owner
from web.database.tables import Picture as PictureRow
from web.gallery.owner import Kind


class HistoryFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on entries; none of them set: everything."""

    owner: int | None = None
    person: int | None = None
    dialect: str = ""
    image: int | None = None
    before: int | None = None  # entries older than this one


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A journal entry with the owner of its gallery."""

    entry: JournalEntry
    kind: Kind
    shop_id: int
    name: str


class TrashedImage(msgspec.Struct, frozen=True, kw_only=True):
    """An image that was removed and can be put back: with the newest of its pictures, and when it went."""

    image: int
    picture: int
    owner: int
    kind: Kind
    shop_id: int
    name: str
    at: int


async def entries(query: HistoryFilter, limit: int) -> list[HistoryEntry]:
    """The newest first. One statement."""
    owner = (Row.owner.kind, Row.owner.shop_id, Row.owner.name)
    rows = Row.select(*journal.COLUMNS, *(column.as_alias(column._meta.name) for column in owner))
    for condition in _conditions(query):
        rows = rows.where(condition)
    return [
        HistoryEntry(entry=journal.from_row(row), kind=row["kind"], shop_id=row["shop_id"], name=row["name"])
        for row in await rows.order_by(Row.id, ascending=False).limit(limit)
    ]


def _conditions(query: HistoryFilter) -> Iterator[Where]:
    if query.owner is not None:
        yield Row.owner == query.owner
    if query.person is not None:
        yield Row.person == query.person
    if query.dialect:
        yield Row.dialect == query.dialect
    if query.before is not None:
        yield Row.id < query.before
    if query.image is not None:
        yield Row.changes.like(f'%"{query.image}":{{"before"%')  # as msgspec writes Changes


Place = tuple[int, int]  # in the trash: the moment of a removal, and the picture, for one edit may remove many


async def trashed(limit: int, behind: Place | None = None) -> list[TrashedImage]:
    """The last picture of every removed image, the latest removal first; those behind a place."""
    at, picture = behind or (2**62, 0)
    condition = "AND (p.retired_at, p.id) < ({}, {})"
    rows = await Owner.raw(f"{TRASHED} {condition} {LATEST} LIMIT {{}}", at, picture, limit)
    return [TrashedImage(**row) for row in rows]


async def trashed_image(image: int) -> TrashedImage | None:
    rows = await Owner.raw(f"{TRASHED} AND p.image = {{}} {LATEST} LIMIT 1", image)
    return TrashedImage(**rows[0]) if rows else None


TRASHED = """
    SELECT p.id AS picture, p.image, p.retired_at AS at, o.id AS owner, o.kind, o.shop_id, o.name
    FROM picture p JOIN owner o ON o.id = p.owner
    WHERE p.removed AND p.swept_at IS NULL
    AND p.retired_at = (SELECT MAX(q.retired_at) FROM picture q WHERE q.image = p.image)
"""
LATEST = "ORDER BY p.retired_at DESC, p.id DESC"


async def removals(images: Sequence[TrashedImage]) -> dict[int, JournalEntry]:
    """The entries that removed these images, by image; those that the journal no longer has are left out.

    One statement.
    """
    if not images:
        return {}
    rows = await Row.select(*journal.COLUMNS).where(
        Row.owner.is_in(list({image.owner for image in images})), Row.at.is_in(list({image.at for image in images}))
    )
    found = [journal.from_row(row) for row in sorted(rows, key=lambda row: row["id"])]
    by_change = {(entry.owner, entry.at, image): entry for entry in found for image in entry.changes.images}
    entries = ((image.image, by_change.get((image.owner, image.at, image.image))) for image in images)
    return {image: entry for image, entry in entries if entry}


async def empty(images: Sequence[int] | None, at: int) -> int:
    """Give up these images, or all that were removed, for good. Returns the number of their pictures."""
    query = PictureRow.update({PictureRow.swept_at: at}).where(
        PictureRow.removed == True,  # noqa: E712
        PictureRow.swept_at.is_null(),
    )
    if images is not None:
        query = query.where(PictureRow.image.is_in([*images]))
    return len(await query.returning(PictureRow.id))
