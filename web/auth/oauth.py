"""OAuth 1.0a: an application asks, a person lets it in, the application takes its access token (RFC 5849); nonces.

Nothing is kept in memory but the time of the last sweep: each leg may reach another worker, and each nonce is good once
per consumer, in every worker, for as long as its timestamp would be accepted.
"""

import hashlib
import hmac
import secrets

import msgspec

from web.auth.credentials import CredentialRequest
from web.auth.secrets import SecretBox, hash_of
from web.database.queries import credentials
from web.database.queries import oauth as rows
from web.database.queries.credentials import KnownCredential
from web.database.queries.oauth import ConsumerApplication, PendingToken
from web.gallery.clock import SECOND, now
from web.gallery.model import Person

__all__ = ["ConsumerApplication", "KnownCredential", "PendingToken"]  # rows, which callers hold

LIFETIME = 120 * 60 * SECOND
OUT_OF_BAND = "oob"  # no address to send the person back to: they carry the verifier over by hand


class ConsentDecision(Exception):
    """The request was decided already, or its token was redeemed."""


class WrongVerifier(Exception):
    """The verifier is another one, or none was shown yet."""


class TokenPair(msgspec.Struct, frozen=True):
    token: str
    secret: str


class SignedCredential(msgspec.Struct, frozen=True):
    """Secrets of a client that signs its requests: a consumer's pair, and an access token's."""

    id: int
    consumer: TokenPair
    access: TokenPair


async def issue(request: CredentialRequest, dialect: str) -> SignedCredential:
    """Issue a consumer of its own, with an access token as if the person had let it in."""
    box, consumer, access = request.secret_box, _fresh(), _fresh()
    name = request.application or f"{request.person.name}’s application"
    number = await credentials.add_consumer(_consumer_hash(consumer.token), box.seal(consumer.secret), name)
    more: credentials.ConsumerSecrets = {"sealed_secret": box.seal(access.secret), "consumer": number}
    hashes = (hash_of(dialect, consumer.token, access.token),)
    given = await credentials.add(request.person.id, dialect, request.scope, hashes, now(), more)
    return SignedCredential(given, consumer, access)


async def find(dialect: str, consumer_key: str, token: str) -> KnownCredential | None:
    """Find a credential with its sealed secrets, for the signature to be checked. One statement."""
    return await credentials.find(dialect, hash_of(dialect, consumer_key, token))


async def consumer_exists(key: str) -> bool:
    return await credentials.consumer_exists(_consumer_hash(key))


async def application(key: str) -> ConsumerApplication | None:
    return await rows.application(_consumer_hash(key))


async def issue_request_token(application: ConsumerApplication, callback: str, sealer: SecretBox) -> TokenPair:
    """Issue a request token. `callback` is an address or OUT_OF_BAND."""
    pair, at = _fresh(), now()
    await rows.insert(application, _hash(pair.token), sealer.seal(pair.secret), callback, at, at - LIFETIME)
    return pair


async def pending_token(token: str) -> PendingToken | None:
    return await rows.pending_token(_hash(token), now() - LIFETIME)


def is_of(pending: PendingToken, consumer_key: str) -> bool:
    return pending.application.key_hash == _consumer_hash(consumer_key)


async def allow(pending: PendingToken, person: Person) -> str:
    """Grant the request; returns the verifier, which is shown once. Raises ConsentDecision."""
    verifier = secrets.token_hex(16)
    if not await rows.allow(pending, person.id, _verifier_hash(verifier)):
        raise ConsentDecision
    return verifier


async def deny(pending: PendingToken) -> None:
    """Deny the request. Raises ConsentDecision."""
    if not await rows.deny(pending):
        raise ConsentDecision


async def redeem(dialect: str, pending: PendingToken, verifier: str, consumer_key: str, sealer: SecretBox) -> TokenPair:
    """Exchange for an access token that acts as the person who let it in. Raises WrongVerifier, ConsentDecision."""
    right = hmac.compare_digest(pending.verifier_hash or "", _verifier_hash(verifier))
    if pending.person is None or not right:
        raise WrongVerifier
    pair = _fresh()
    key_hash = hash_of(dialect, consumer_key, pair.token)
    if not await rows.redeem(dialect, pending, pending.person, key_hash, sealer.seal(pair.secret), now()):
        raise ConsentDecision
    return pair


def _fresh() -> TokenPair:
    return TokenPair(secrets.token_hex(16), secrets.token_hex(16))


def _consumer_hash(key: str) -> str:
    return hash_of("oauth", "consumer", key)


def _hash(token: str) -> str:
    return hash_of("oauth", "request", token)


def _verifier_hash(verifier: str) -> str:
    return hash_of("oauth", "verifier", verifier)


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
            await rows.forget(moment - MAX_AGE)
        return await rows.take(number_of(sealer, consumer, nonce), signed_at)


def number_of(sealer: SecretBox, consumer: str, nonce: str) -> int:
    """63 bits, which are the row's own key; keyed, so that nobody can look for two nonces of one number."""
    text = f"{consumer}\0{nonce}".encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(text, digest_size=8, key=sealer.derived("nonces")).digest()
    return int.from_bytes(digest) >> 1
