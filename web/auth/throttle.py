"""A brake on guessing passwords."""

from collections import OrderedDict

from web.gallery.clock import SECOND, now

ATTEMPTS, WINDOW = 10, 15 * 60 * SECOND  # wrong passwords per name and address, until the window has passed


class TooManyAttempts(Exception):
    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again in {retry_after} s")
        self.retry_after = retry_after  # seconds


class LoginThrottle:
    """Wrong passwords of late, by who was asked for and from where. Kept in memory, bounded."""

    def __init__(self, room: int = 10_000) -> None:
        self._room = room
        self._wrong: OrderedDict[tuple[str, str], list[int]] = OrderedDict()

    def note(self, name: str, address: str) -> None:
        """A try counts as wrong until it is known to be right, so that many at once are no more than one by one.

        Raises TooManyTries; then it is not noted.
        """
        recent = [at for at in self._wrong.get((name, address), ()) if at > now() - WINDOW]
        if len(recent) >= ATTEMPTS:
            raise TooManyAttempts((recent[0] + WINDOW - now()) // SECOND + 1)
        self._wrong[name, address] = [*recent, now()]
        self._wrong.move_to_end((name, address))
        while len(self._wrong) > self._room:
            self._wrong.popitem(last=False)

    def right(self, name: str, address: str) -> None:
        self._wrong.pop((name, address), None)
