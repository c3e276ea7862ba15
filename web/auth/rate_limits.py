"""Rate limits, counted in memory by each worker: API calls per credential and hour, wrong passwords per name."""

from collections.abc import Hashable

import msgspec
from cachetools import TTLCache

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


ATTEMPTS, WINDOW = 10, 15 * 60 * SECOND  # wrong passwords per name and address, until the window has passed


class TooManyAttempts(Exception):
    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again in {retry_after} s")
        self.retry_after = retry_after  # seconds


class LoginThrottle:
    """Times of recent wrong passwords by name and address, kept in memory for `max_entries` of them."""

    def __init__(self, max_entries: int = 10_000) -> None:
        self._attempts: TTLCache[tuple[str, str], list[int]] = TTLCache(max_entries, WINDOW, timer=now)

    def record_attempt(self, name: str, address: str) -> None:
        """Count an attempt as wrong until `reset` says otherwise, so that many at once are no more than one by one.

        Raises TooManyAttempts; then it is not counted.
        """
        recent = [at for at in self._attempts.get((name, address), ()) if at > now() - WINDOW]
        if len(recent) >= ATTEMPTS:
            raise TooManyAttempts((recent[0] + WINDOW - now()) // SECOND + 1)
        self._attempts[name, address] = [*recent, now()]

    def reset(self, name: str, address: str) -> None:
        """Forget the attempts, after a right password."""
        self._attempts.pop((name, address), None)
