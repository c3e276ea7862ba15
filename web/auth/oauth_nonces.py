"""Nonces: each is good once per consumer, in every worker, for as long as its timestamp would be accepted."""

import hashlib

from web.auth.secrets import SecretBox
from web.database.queries import nonces
from web.gallery.clock import SECOND, now

MAX_AGE = 30 * 24 * 3600 * SECOND  # how long they are remembered, and so how old a timestamp may be
SWEEP = 10 * 60 * SECOND  # each worker clears away what is past the horizon this often


class Nonces:
    """Nonces in the database; only the time of the last sweep is this worker's own."""

    def __init__(self) -> None:
        self._swept = now()

    async def use(self, sealer: SecretBox, consumer: str, nonce: str, signed_at: int) -> bool:
        """False when this consumer has used it before, with whatever timestamp. One statement, two at a sweep."""
        moment = now()
        if moment - self._swept > SWEEP:
            self._swept = moment
            await nonces.forget(moment - MAX_AGE)
        return await nonces.take(number_of(sealer, consumer, nonce), signed_at)


def number_of(sealer: SecretBox, consumer: str, nonce: str) -> int:
    """63 bits, which are the row's own key; keyed, so that nobody can look for two nonces of one number."""
    text = f"{consumer}\0{nonce}".encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(text, digest_size=8, key=sealer.derived("nonces")).digest()
    return int.from_bytes(digest) >> 1
