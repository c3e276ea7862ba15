"""The journal: every list of edits that changed something, kept for history, undo and trash."""

from typing import Any

import msgspec

from web.database.tables import JournalEntry as Row
from web.gallery.changes import Changes
from web.gallery.model import Actor

COLUMNS = (*Row.all_columns(), Row.person.name.as_alias("person_name"))  # as `from_row` reads them


class JournalEntry(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    owner: int
    at: int  # microseconds since 1970
    by: Actor
    person_name: str | None
    undoes: int | None
    changes: Changes


async def append(owner: int, at: int, by: Actor, changes: Changes, undoes: int | None) -> int:
    row = Row(
        owner=owner,
        at=at,
        person=by.person,
        dialect=by.dialect,
        credential=by.credential,
        undoes=undoes,
        changes=msgspec.json.encode(changes).decode(),
    )
    return int((await Row.insert(row).returning(Row.id))[0]["id"])


async def entry(number: int) -> JournalEntry | None:
    rows = await Row.select(*COLUMNS).where(Row.id == number)
    return from_row(rows[0]) if rows else None


async def of_owner(owner: int, limit: int = 50) -> list[JournalEntry]:
    """The newest entries of a gallery."""
    rows = await Row.select(*COLUMNS).where(Row.owner == owner).order_by(Row.id, ascending=False).limit(limit)
    return [from_row(row) for row in rows]


def from_row(row: dict[str, Any]) -> JournalEntry:
    return JournalEntry(
        id=row["id"],
        owner=row["owner"],
        at=row["at"],
        by=Actor(dialect=row["dialect"], person=row["person"], credential=row["credential"]),
        person_name=row["person_name"],
        undoes=row["undoes"],
        changes=msgspec.json.decode(row["changes"], type=Changes),
    )
