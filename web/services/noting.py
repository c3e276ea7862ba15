"""Looks at every gallery that changed for what is not good in it, behind the requests, so that lists can tell."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import msgspec

from web.database import owner_notes
from web.database.gallery_rows import load
from web.services.findings import findings_in, looked_at
from web.thresholds import Thresholds

AT_ONCE = 20
EVERY = 5.0  # seconds between two looks, when the one before found nothing


async def note(limits: Thresholds, limit: int = AT_ONCE) -> int:
    """How many galleries were looked at."""
    judged = msgspec.json.encode(limits).decode()
    galleries = await owner_notes.stale(judged, limit)
    for owner, revision in galleries:
        found = findings_in(await looked_at((await load(owner)).gallery.images.values()), limits)
        await owner_notes.write(owner, revision, judged, len(found))
    return len(galleries)


def keeper(limits: Thresholds) -> Callable[[], Coroutine[Any, Any, None]]:
    async def keep_noting() -> None:
        while True:
            found = 0
            with suppress(Exception):  # a database that is away for a moment: the next look tells
                found = await note(limits)
            await asyncio.sleep(0.2 if found else EVERY)

    return keep_noting
