"""Quotas: API calls per credential and hour, counted in memory by each worker."""

from collections.abc import Hashable

import msgspec

from web.gallery.clock import SECOND, now

HOUR = 3600 * SECOND


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


class Quota:
    """Windows of an hour, from a credential's first call in it."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._windows: dict[Hashable, tuple[int, int]] = {}  # credential -> (end, calls)

    def spend(self, credential: Hashable) -> QuotaLeft | None:
        """Count one call; None when quotas are switched off. `credential`: whatever calls are counted by."""
        if not self.limit:
            return None
        moment = now()
        end, calls = self._windows.get(credential, (0, 0))
        if end <= moment:
            end, calls = moment + HOUR, 0
        self._windows[credential] = (end, calls + 1)
        return QuotaLeft(self.limit, self.limit - calls - 1, end)
