"""Looking again whether somebody is still let in, for answers that outlast the request: once for all of theirs."""

import asyncio
from collections.abc import Awaitable, Callable

from cachetools import TTLCache

INTERVAL = 2.0  # seconds between two looks
MOST = 10_000  # sessions and tokens that are remembered

Check = Callable[[], Awaitable[bool]]


class Admissions:
    """Remembers, in each server process, what a look showed: one statement per session or token and interval."""

    def __init__(self, interval: float = INTERVAL) -> None:
        self.interval = interval
        self._looks: TTLCache[str, asyncio.Task[bool]] = TTLCache(MOST, interval)

    async def last(self, who: str, check: Check) -> bool:
        """Tell whether `who` (a hash of what they present) is still let in, by `check` where nobody looked just now.

        Raises what `check` raises.
        """
        look = self._looks.get(who)
        if look is None:
            look = self._looks[who] = asyncio.ensure_future(_looked(check))
        return await asyncio.shield(look)


async def _looked(check: Check) -> bool:
    return await check()
