"""OAuth by three legs (RFC 5849): an application asks, a person lets it in, the application takes its access token.

Nothing is kept in memory: each leg may reach another worker.
"""

import hmac
import secrets

import msgspec

from web.auth.sealing import Sealer, hash_of
from web.clock import SECOND, now
from web.database import request_tokens as rows
from web.database.people import Person
from web.database.request_tokens import Application, Asked

__all__ = ["OUT_OF_BAND", "Answered", "Application", "Asked", "Pair", "WrongVerifier"]

LASTS = 120 * 60 * SECOND
OUT_OF_BAND = "oob"  # no address to send the person back to: they carry the verifier over by hand


class Answered(Exception):
    """Somebody has answered this request already, or its token was redeemed."""


class WrongVerifier(Exception):
    """Or none was given out yet."""


class Pair(msgspec.Struct, frozen=True):
    token: str
    secret: str


async def application(key: str) -> Application | None:
    return await rows.application(hash_of("magento", "consumer", key))


async def ask(application: Application, callback: str, sealer: Sealer) -> Pair:
    """A request token. `callback` is an address or OUT_OF_BAND."""
    pair, at = _fresh(), now()
    await rows.ask(application, _hash(pair.token), sealer.seal(pair.secret), callback, at, at - LASTS)
    return pair


async def asked(token: str) -> Asked | None:
    return await rows.asked(_hash(token), now() - LASTS)


def is_of(asked: Asked, consumer_key: str) -> bool:
    return asked.application.key_hash == hash_of("magento", "consumer", consumer_key)


async def let_in(asked: Asked, person: Person) -> str:
    """The verifier, which is shown once. Raises Answered."""
    verifier = secrets.token_hex(16)
    if not await rows.let_in(asked, person.id, _verifier_hash(verifier)):
        raise Answered
    return verifier


async def turn_away(asked: Asked) -> None:
    """Raises Answered."""
    if not await rows.turn_away(asked):
        raise Answered


async def redeem(asked: Asked, verifier: str, consumer_key: str, sealer: Sealer) -> Pair:
    """An access token that acts as the person who let the application in. Raises WrongVerifier, Answered."""
    right = hmac.compare_digest(asked.verifier_hash or "", _verifier_hash(verifier))
    if asked.person is None or not right:
        raise WrongVerifier
    pair = _fresh()
    key_hash = hash_of("magento", consumer_key, pair.token)
    if not await rows.redeem(asked, asked.person, key_hash, sealer.seal(pair.secret), now()):
        raise Answered
    return pair


def _fresh() -> Pair:
    return Pair(secrets.token_hex(16), secrets.token_hex(16))


def _hash(token: str) -> str:
    return hash_of("magento", "request", token)


def _verifier_hash(verifier: str) -> str:
    return hash_of("magento", "verifier", verifier)
