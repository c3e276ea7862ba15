"""Progress of what is being sent, looked at from time to time."""


class Progress:
    """Bytes that are to go on moving: some in every `seconds`, and `rate` of them a second over as long."""

    def __init__(self, seconds: float, rate: float) -> None:
        self._seconds, self._rate = seconds, rate
        self.start(0, 0.0)

    def start(self, total: int, now: float) -> None:
        """Begin anew: what was before does not count."""
        self._total = self._begin = total
        self._moved = self._since = now

    def has_stalled(self, total: int, now: float) -> bool:
        """Whether nothing came for too long, or too little. `total`: bytes moved so far; `now`: in seconds."""
        if total != self._total:
            self._total, self._moved = total, now
        if now - self._moved >= self._seconds:
            return True
        span = now - self._since
        if span < self._seconds:
            return False
        slow = total - self._begin < self._rate * span
        self._begin, self._since = total, now
        return slow
