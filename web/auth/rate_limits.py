"""Quotas: API calls per credential and hour, exact over all workers and instances.

A worker takes calls out of the credential's row a block at a time, a hundredth of the limit and less towards its end,
so few calls cost a statement. What is left is read with the credential itself: the limit, less what anybody took, and
what this worker took and did not use. That is exact for one worker, and for several never more than there is.
"""

import asyncio

import msgspec
from cachetools import LRUCache

from web.database.queries import quotas as rows
from web.database.queries.quotas import Account, Window
from web.gallery.clock import SECOND, now
from web.gallery.unavailable import DatabaseBusy, Unavailable

__all__ = ["Account", "Window"]  # re-exported, for callers that must not import the database

HOUR = 3600 * SECOND
BLOCKS = 100  # that a limit is taken in
MOST_LEASES = 10_000  # kept by a worker; an older one's unused calls are lost until its hour ends
PATIENCE = 1.0  # seconds that a call waits for the row, before it is let in on credit


UNSEEN = Window()


class QuotaLeft(msgspec.Struct, frozen=True):
    limit: int
    remaining: int  # after this call; below zero when it was one too many
    until: int  # microseconds since 1970, when the window ends

    @property
    def used_up(self) -> bool:
        return self.remaining < 0

    @property
    def retry_after(self) -> int:
        """Seconds, at least one."""
        return max(1, -((now() - self.until) // SECOND))


class QuotaUsedUp(Exception):
    def __init__(self, left: QuotaLeft) -> None:
        super().__init__("too many calls")
        self.left = left
        self.limit = left.limit


class Lease:
    """Calls that this worker took and did not use yet."""

    def __init__(self) -> None:
        self.unused = 0
        self.credit = 0  # calls let in while the row could not be written, to be entered there
        self.window = Window()
        self.lock = asyncio.Lock()  # of those who would take the next block

    def add(self, calls: int, window: Window) -> None:
        self.unused = calls + (self.unused if window.until == self.window.until else 0)
        self.window = window

    def use(self, moment: int) -> bool:
        """Use one call; False where there is none."""
        if not self.unused or self.window.until <= moment:
            return False
        self.unused -= 1
        return True


class Quota:
    """Windows of an hour, from a credential's first call in it. A `limit` of 0 is none."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._leases: LRUCache[Account, Lease] = LRUCache(MOST_LEASES)

    async def spend(self, account: Account, seen: Window = UNSEEN) -> QuotaLeft | None:
        """Count one call; None when quotas are switched off. `seen`: the window as it was read for this call.

        Raises Unavailable.
        """
        if not self.limit:
            return None
        lease = self._leases.get(account)
        if lease is None:
            lease = self._leases[account] = Lease()
        if not lease.use(now()):
            async with lease.lock:
                if not lease.use(now()) and not await self._take(account, lease, seen):
                    return QuotaLeft(self.limit, -1, lease.window.until)
        window = lease.window
        taken = max(window.taken, seen.taken) if seen.until == window.until else window.taken
        return QuotaLeft(self.limit, max(0, self.limit - taken + lease.unused), window.until)

    async def give_back(self) -> None:
        """Give back what is unused, at the end of the process. Raises Unavailable."""
        for account, lease in list(self._leases.items()):
            unused, lease.unused = lease.unused, 0
            if unused > lease.credit and lease.window.until > now():
                await rows.give_back(account, unused - lease.credit, lease.window.until)

    async def _take(self, account: Account, lease: Lease, seen: Window) -> bool:
        """Take a block and use one call of it; False where all is taken."""
        moment = now()
        if seen.until > moment and seen.taken >= self.limit:
            lease.add(0, seen)
            return False
        taken = seen.taken if seen.until > moment else 0
        block = max(1, min(self.limit // BLOCKS, (self.limit - taken) // 4))
        try:
            async with asyncio.timeout(PATIENCE):
                for calls in (block, 1):
                    if await self._taken(account, lease, calls):
                        return True
                lease.add(0, await rows.window(account))
                return False
        except (TimeoutError, Unavailable) as error:
            if lease.credit and lease.window.until > moment:
                raise DatabaseBusy("calls could not be counted for too long") from error
            return _on_credit(lease, block, max(seen, lease.window))

    async def _taken(self, account: Account, lease: Lease, block: int) -> bool:
        moment = now()
        credit = lease.credit if lease.window.until > moment else 0
        window = await rows.take(account, block + credit, self.limit, moment, moment + HOUR)
        if window is None:
            return False
        lease.credit = 0
        lease.add(block, window)
        return lease.use(moment)


def _on_credit(lease: Lease, block: int, known: Window) -> bool:
    """Let one block in while others write for too long or the disk is full: reading goes on."""
    moment = now()
    until, taken = known if known.until > moment else (moment + HOUR, 0)
    lease.credit = block
    lease.add(block, Window(until, taken + block))
    return lease.use(moment)
