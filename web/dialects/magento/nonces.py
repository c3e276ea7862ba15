"""Nonces that were used: each once per consumer, remembered in memory, the oldest forgotten first."""

from hashlib import blake2b

ROOM = 100_000


class Nonces:
    """Only digests are kept, so that what clients send does not decide how much memory is used."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._used: dict[bytes, None] = {}

    def use(self, consumer: str, nonce: str) -> bool:
        """False when this consumer has used it before."""
        digest = blake2b(f"{consumer}\0{nonce}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if digest in self._used:
            return False
        self._used[digest] = None
        if len(self._used) > self._room:
            del self._used[next(iter(self._used))]
        return True
