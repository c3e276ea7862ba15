"""Webhooks as admins keep them: addresses that receive messages about changes, and those messages."""

import base64
import secrets
from collections.abc import Callable, Sequence

from web.database.queries import webhooks as rows
from web.database.queries.webhooks import Message, Webhook, by_id, latest, listing, remove, switch
from web.gallery.changes import KINDS
from web.gallery.clock import now

__all__ = ["Message", "Webhook", "by_id", "latest", "listing", "remove", "switch"]  # for callers that know no database

TRIAL = "packshot.trial"  # the type of an event without a change


def new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()


async def add(url: str, kinds: Sequence[str], seal: Callable[[str], str]) -> tuple[int, str]:
    """Subscribe an address to changes of these kinds. Returns its id, and the secret that messages are signed with.

    `seal` encrypts the secret for the database.
    """
    secret = new_secret()
    every = set(kinds) >= set(KINDS)  # of kinds that come later, too
    return await rows.add(url, seal(secret), () if every else kinds, now()), secret


async def try_out(webhook: int) -> None:
    await rows.try_out(webhook, TRIAL, now())


async def send_again(webhook: int, message: int) -> bool:
    """False when that webhook has no such message."""
    return await rows.send_again(webhook, message, now())
