"""Throttling of logins: only so many wrong passwords for a name from an address."""

from cachetools import TTLCache

from web.gallery.clock import SECOND, now

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
