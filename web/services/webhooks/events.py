"""Events about changes: the bodies of webhook messages."""

import msgspec

from web.database.queries import journal, owners
from web.database.queries.journal import JournalEntry
from web.database.queries.webhooks import Message
from web.gallery.changes import kinds_of
from web.gallery.clock import as_datetime
from web.gallery.owner import Owner


class EventOwner(msgspec.Struct, kw_only=True):
    kind: str
    id: int  # the shop's
    slug: str
    sku: str | None


class EventActor(msgspec.Struct, kw_only=True):
    through: str  # the dialect
    person: str | None


class EventData(msgspec.Struct, kw_only=True):
    entry: int  # the journal's
    owner: EventOwner
    images: list[int]
    by: EventActor
    undoes: int | None


class Event(msgspec.Struct, kw_only=True):
    """The body of a message, in the order of its members."""

    type: str
    timestamp: str
    data: EventData | dict[str, str]  # empty when it was sent to try the address


class NoEntry(Exception):
    """The journal does not hold the change that a message is about."""


async def event_of(message: Message) -> Event:
    """The same at every try, but for the owner's names. Raises NoEntry."""
    entry = await journal.entry(message.entry) if message.entry else None
    if message.entry and not entry:
        raise NoEntry
    owner = await owners.by_number(entry.owner) if entry else None
    at = as_datetime(message.created_at).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    data: EventData | dict[str, str] = _event_data(entry, owner, message.kind) if entry and owner else {}
    return Event(type=message.kind, timestamp=at, data=data)


def _event_data(entry: JournalEntry, owner: Owner, kind: str) -> EventData:
    return EventData(
        entry=entry.id,
        owner=EventOwner(kind=owner.kind, id=owner.shop_id, slug=owner.slug, sku=owner.sku),
        images=kinds_of(entry.changes).get(kind, []),
        by=EventActor(through=entry.by.dialect, person=entry.person_name),
        undoes=entry.undoes,
    )
