"""Webhooks and their messages as rows: an outbox, filled in the transaction of a change and emptied by its sender."""

from collections.abc import Iterable
from typing import Any

import msgspec
from piccolo.columns import Column

from web.database.engines.transaction import writing
from web.database.tables import Webhook as Row
from web.database.tables import WebhookMessage as MessageRow

Values = dict[Column | str, object]


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    url: str
    sealed_secret: str
    kinds: tuple[str, ...]  # none: all of them
    active: bool
    created_at: int


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Times are microseconds since 1970. `entry` is the journal's; none: sent to try the address."""

    id: int
    webhook: int
    entry: int | None
    kind: str
    created_at: int
    next_at: int | None  # None: never again
    tries: int
    arrived_at: int | None
    outcome: str  # of the last try, for people


def _webhook(row: dict[str, Any]) -> Webhook:
    return Webhook(**row | {"kinds": tuple(row["kinds"].split())})


async def add(url: str, sealed_secret: str, kinds: Iterable[str], at: int) -> int:
    row = Row(url=url, sealed_secret=sealed_secret, kinds=" ".join(kinds), active=True, created_at=at)
    async with writing():
        return int((await Row.insert(row).returning(Row.id))[0]["id"])


async def listing() -> list[Webhook]:
    return [_webhook(row) for row in await Row.select().order_by(Row.id)]


async def by_id(number: int) -> Webhook | None:
    rows = await Row.select().where(Row.id == number)
    return _webhook(rows[0]) if rows else None


async def switch(number: int, active: bool) -> None:
    """Switched off, nothing more is tried; what waited then is not sent later."""
    async with writing():
        await Row.update({Row.active: active}).where(Row.id == number)
        if not active:
            await MessageRow.update({MessageRow.next_at: None}).where(MessageRow.webhook == number)


async def remove(number: int) -> None:
    await Row.delete().where(Row.id == number)


async def add_messages(entry: int, kinds: Iterable[str], at: int) -> None:
    """One for every active webhook and each of these kinds that it subscribed to, inside the caller's transaction."""
    active = await Row.select(Row.id, Row.kinds).where(Row.active == True)  # noqa: E712
    messages = [
        MessageRow(webhook=row["id"], entry=entry, kind=kind, created_at=at, next_at=at)
        for row in active
        for kind in kinds
        if not row["kinds"] or kind in row["kinds"].split()
    ]
    if messages:
        await MessageRow.insert(*messages)


async def try_out(webhook: int, kind: str, at: int) -> None:
    async with writing():
        await MessageRow.insert(MessageRow(webhook=webhook, kind=kind, created_at=at, next_at=at))


async def send_again(webhook: int, number: int, at: int) -> bool:
    """False when that webhook has no such message."""
    async with writing():
        values: Values = {MessageRow.next_at: at, MessageRow.arrived_at: None, MessageRow.tries: 0}
        theirs = (MessageRow.id == number) & (MessageRow.webhook == webhook)
        return bool(await MessageRow.update(values).where(theirs).returning(MessageRow.id))


async def due(at: int, limit: int) -> list[Message]:
    """Messages to be tried now, the oldest first."""
    rows = await MessageRow.select().where(MessageRow.next_at <= at).order_by(MessageRow.next_at).limit(limit)
    return [Message(**row) for row in rows]


async def claim(message: Message, until: int) -> bool:
    """Claim a message for this process; if it ends, another one tries after `until`. False when another was first."""
    values: Values = {MessageRow.next_at: until, MessageRow.tries: message.tries + 1}
    mine = (MessageRow.id == message.id) & (MessageRow.next_at == message.next_at)
    async with writing():
        return bool(await MessageRow.update(values).where(mine).returning(MessageRow.id))


async def settle(number: int, outcome: str, arrived_at: int | None, next_at: int | None) -> None:
    values: Values = {MessageRow.outcome: outcome, MessageRow.arrived_at: arrived_at, MessageRow.next_at: next_at}
    async with writing():
        await MessageRow.update(values).where(MessageRow.id == number)


async def latest(webhook: int, limit: int, before: int | None = None) -> list[Message]:
    """The newest first; `before`: those older than this one."""
    theirs = MessageRow.select().where(MessageRow.webhook == webhook)
    older = theirs if before is None else theirs.where(MessageRow.id < before)
    return [Message(**row) for row in await older.order_by(MessageRow.id, ascending=False).limit(limit)]


async def forget(before: int) -> None:
    """Messages that are settled, and older."""
    await MessageRow.delete().where(MessageRow.created_at < before, MessageRow.next_at.is_null())
