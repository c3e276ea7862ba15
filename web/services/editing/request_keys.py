"""Requests that are carried out once, however often they are sent: by a key that the client makes up.

The journal entry that such a request makes is noted in the edit's own transaction. So also a server that is killed
between the edit and its answer never carries the request out again.
"""

from contextvars import ContextVar

import msgspec

from web.database.queries import request_keys
from web.gallery.clock import DAY, SECOND, now

KEPT = DAY
LONGEST = 600 * SECOND  # that a request can take; one without an answer after that was cut short
TASK = "request_keys"
INTERVAL = 3600.0  # seconds

_current: ContextVar[str | None] = ContextVar("request_key", default=None)  # hash of the key of the request under way


class KeyUsed(Exception):
    """The key came before, with something else."""


class KeyBusy(Exception):
    """The request with this key is still under way."""


class CutShort(Exception):
    """The server was stopped while it carried the request out, and it is not known how far it came."""


class KeptAnswer(msgspec.Struct, frozen=True):
    """`answer` is sealed. Without one, the server was stopped after it had made the journal entry."""

    answer: str | None
    entry: int | None


async def claim(key_hash: str, fingerprint: str) -> KeptAnswer | None:
    """Claim the key for a request; None where it is to be carried out, and `finish` or `release` called at its end.

    Raises KeyUsed, KeyBusy, CutShort.
    """
    if await request_keys.insert(key_hash, fingerprint, now()):
        _current.set(key_hash)
        return None
    found = await request_keys.find(key_hash)
    if found is None:  # it was released at this very moment
        raise KeyBusy
    known, at, entry, answer = found
    if known != fingerprint:
        raise KeyUsed
    if answer is None and now() - at < LONGEST:
        raise KeyBusy
    if answer is None and entry is None:
        raise CutShort
    return KeptAnswer(answer, entry)


async def finish(key_hash: str, sealed: str) -> None:
    await request_keys.set_answer(key_hash, sealed)


async def release(key_hash: str) -> None:
    """Forget the key of a request that failed, so that it may be tried again; unless it has changed a gallery."""
    await request_keys.delete_unfinished(key_hash)


async def note_entry(entry: int) -> None:
    """Note the journal entry of the request under way, if it has a key; inside the edit's transaction."""
    key_hash = _current.get()
    if key_hash is not None:
        await request_keys.set_entry(key_hash, entry)


async def forget_old() -> None:
    await request_keys.forget(now() - KEPT)
