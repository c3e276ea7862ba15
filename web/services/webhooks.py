"""Telling others of changes, as Standard Webhooks has it: signed, tried again for hours, and all of it logged."""

import asyncio
import base64
import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec

from web.clock import DAY, SECOND, as_datetime, now
from web.database import journal, owners, webhooks
from web.database.webhooks import Message, Webhook
from web.gallery.kinds import kinds_of
from web.storage.posting import NotPosted, Poster

TRIAL = "packshot.trial"
WAITS = (5, 60, 300, 1800, 7200, 18000, 36000)  # seconds after each try that failed; then it is given up
LEASE = 60 * SECOND
KEPT = 30 * DAY
AT_ONCE = 8
EVERY = 1.0  # seconds between two looks; one statement each


def new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()


def signature(secret: str, message: str, at: int, body: bytes) -> str:
    """`at` in seconds. https://www.standardwebhooks.com, "signature scheme", symmetric."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{message}.{at}.".encode() + body, "sha256")
    return "v1," + base64.b64encode(signed).decode()


class Sender:
    """One per process; a message is sent by whichever claims it first."""

    def __init__(self, poster: Poster, unsealed: Callable[[str], str]) -> None:
        self._poster = poster
        self._unsealed = unsealed  # a webhook's secret, which is encrypted at rest

    async def keep_sending(self) -> None:
        forgotten = 0
        while True:
            await asyncio.sleep(EVERY)
            with suppress(Exception):  # a database that is away for a moment: the next time tells
                await self.send_due()
                if now() - forgotten > DAY:
                    forgotten = now()
                    await webhooks.forget(now() - KEPT)

    async def send_due(self) -> int:
        """How many were tried."""
        claimed = [one for one in await webhooks.due(now(), AT_ONCE) if await webhooks.claim(one, now() + LEASE)]
        await asyncio.gather(*(self._send(one) for one in claimed))
        return len(claimed)

    async def _send(self, message: Message) -> None:
        webhook = await webhooks.by_id(message.webhook)
        if webhook is None or not webhook.active:
            return None
        try:
            status = await self._poster.post(webhook.url, *await self._worded(message, webhook))
        except NotPosted:
            return await _failed(message, "no answer")
        if 200 <= status < 300:
            return await webhooks.settle(message.id, f"HTTP {status}", now(), None)
        await _failed(message, f"HTTP {status}")
        if status == 410:  # it asks not to be told any more
            await webhooks.switch(webhook.id, False)
        return None

    async def _worded(self, message: Message, webhook: Webhook) -> tuple[dict[str, str], bytes]:
        body, at, number = msgspec.json.encode(await _said(message)), now() // SECOND, f"msg_{message.id}"
        secret = self._unsealed(webhook.sealed_secret)
        headers = {
            "User-Agent": "Packshot",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "webhook-id": number,
            "webhook-timestamp": str(at),
            "webhook-signature": signature(secret, number, at, body),
        }
        return headers, body


async def _failed(message: Message, said: str) -> None:
    again = WAITS[message.tries] if message.tries < len(WAITS) else None
    await webhooks.settle(message.id, said, None, None if again is None else now() + again * SECOND)


async def _said(message: Message) -> dict[str, Any]:
    """The same whenever it is tried, but for what the owner is called meanwhile."""
    entry = await journal.entry(message.entry) if message.entry else None
    owner = await owners.by_number(entry.owner) if entry else None
    data: dict[str, Any] = {}
    if entry and owner:
        data = {
            "entry": entry.id,
            "owner": {"kind": owner.kind, "id": owner.shop_id, "slug": owner.slug, "sku": owner.sku},
            "images": kinds_of(entry.changes).get(message.kind, []),
            "by": {"through": entry.by.dialect, "person": entry.person_name},
            "undoes": entry.undoes,
        }
    at = as_datetime(message.created_at).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"type": message.kind, "timestamp": at, "data": data}
