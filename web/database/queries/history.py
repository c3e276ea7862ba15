"""The journal as people read it: every owner's entries, the newest first, filtered; and what lies in the trash."""

from collections.abc import Sequence
from typing import Any

import msgspec

from web.database.queries.journal import JournalEntry
from web.database.tables import JournalEntry as Row
from web.database.tables import Owner
from web.database.tables import Picture as PictureRow
from web.gallery.actor import Actor
from web.gallery.changes import Changes


class HistoryFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing set: everything."""

    owner: int | None = None
    person: int | None = None
    dialect: str = ""
    image: int | None = None
    before: int | None = None  # entries older than this one


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry with whose gallery it is about."""

    entry: JournalEntry
    kind: str
    shop_id: int
    name: str


class TrashedImage(msgspec.Struct, frozen=True, kw_only=True):
    """An image that was removed and can be put back: with the newest of its pictures, and when it went."""

    image: int
    picture: int
    owner: int
    kind: str
    shop_id: int
    name: str
    at: int


async def entries(wanted: HistoryFilter, limit: int) -> list[HistoryEntry]:
    """One statement."""
    query = Row.select(
        *Row.all_columns(),
        Row.person.name.as_alias("person_name"),
        Row.owner.kind.as_alias("kind"),
        Row.owner.shop_id.as_alias("shop_id"),
        Row.owner.name.as_alias("name"),
    )
    for condition in _conditions(wanted):
        query = query.where(condition)
    rows = await query.order_by(Row.id, ascending=False).limit(limit)
    return [_written(row) for row in rows]


def _conditions(wanted: HistoryFilter) -> list[Any]:
    found: list[Any] = []
    if wanted.owner is not None:
        found.append(Row.owner == wanted.owner)
    if wanted.person is not None:
        found.append(Row.person == wanted.person)
    if wanted.dialect:
        found.append(Row.dialect == wanted.dialect)
    if wanted.before is not None:
        found.append(Row.id < wanted.before)
    if wanted.image is not None:
        found.append(Row.changes.like(f'%"{wanted.image}":{{"before"%'))  # as msgspec writes Changes
    return found


def _written(row: dict[str, Any]) -> HistoryEntry:
    entry = JournalEntry(
        id=row["id"],
        owner=row["owner"],
        at=row["at"],
        by=Actor(dialect=row["dialect"], person=row["person"], credential=row["credential"]),
        person_name=row["person_name"],
        undoes=row["undoes"],
        changes=msgspec.json.decode(row["changes"], type=Changes),
    )
    return HistoryEntry(entry=entry, kind=row["kind"], shop_id=row["shop_id"], name=row["name"])


async def trashed(limit: int, before: int | None = None) -> list[TrashedImage]:
    """The last picture of every removed image, the latest removal first; `before`: removed before that moment."""
    rows = await Owner.raw(f"{TRASHED} AND p.retired_at < {{}} {LATEST} LIMIT {{}}", before or 2**62, limit)
    return [TrashedImage(**row) for row in rows]


async def trashed_image(image: int) -> TrashedImage | None:
    rows = await Owner.raw(f"{TRASHED} AND p.image = {{}} {LATEST} LIMIT 1", image)
    return TrashedImage(**rows[0]) if rows else None


TRASHED = """
    SELECT p.id AS picture, p.image, p.retired_at AS at, o.id AS owner, o.kind, o.shop_id, o.name
    FROM picture p JOIN owner o ON o.id = p.owner
    WHERE p.gone AND p.swept_at IS NULL
    AND p.retired_at = (SELECT MAX(q.retired_at) FROM picture q WHERE q.image = p.image)
"""
LATEST = "ORDER BY p.retired_at DESC, p.id DESC"


async def removing(owner: int, image: int, at: int) -> JournalEntry | None:
    """The entry that removed this image at that moment."""
    found = await entries(HistoryFilter(owner=owner, image=image), limit=50)
    return next((one.entry for one in found if one.entry.at == at), None)


async def empty(images: Sequence[int] | None, at: int) -> int:
    """Nothing of these images, or of any that was removed, can be put back any more; how many pictures that were."""
    query = PictureRow.update({PictureRow.swept_at: at}).where(
        PictureRow.gone == True,  # noqa: E712
        PictureRow.swept_at.is_null(),
    )
    if images is not None:
        query = query.where(PictureRow.image.is_in([*images]))
    return len(await query.returning(PictureRow.id))
