"""API credentials: made once and shown once, recognised by what a client presents, revoked by id."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Literal, get_args

import msgspec

from web.auth.credential_usage import usage
from web.auth.secrets import SecretBox, hash_of
from web.database.queries import credentials as rows
from web.gallery.actor import Person
from web.gallery.clock import now

Dialect = Literal["spree", "bigcommerce", "token", "magento", "spiffy"]
Scope = Literal["read", "write"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who presented a good credential."""

    person: Person
    credential: int
    scope: str

    @property
    def may_write(self) -> bool:
        """Admins and staff write, customers read, and a credential of scope `read` never writes."""
        return self.scope == "write" and self.person.role in ("admin", "staff")


class Refused(Exception):
    """The credential is known but no longer good: revoked, or its person was switched off."""

    def __init__(self, why: Literal["revoked", "inactive"]) -> None:
        super().__init__(why)
        self.why = why


async def recognise(dialect: Dialect, *presented: str) -> Caller | None:
    """Whose credential this is; None when nobody's. Raises Refused. One statement."""
    known = await rows.find(dialect, hash_of(dialect, *presented))
    return None if known is None else admitted(known)


def admitted(known: rows.KnownCredential) -> Caller:
    """Raises Refused."""
    if known.revoked:
        raise Refused("revoked")
    if not known.person.active:
        raise Refused("inactive")
    usage.note(known.id)
    return Caller(person=known.person, credential=known.id, scope=known.scope)


async def issue(
    person: Person, dialect: Dialect, scope: Scope, sealer: SecretBox, application: str = ""
) -> dict[str, int | str]:
    """Make a credential; what is returned (contract, section 5) can't be shown again.

    `application`: what people are told who asks, where an application asks them to let it in (Magento).
    """
    if dialect == "magento":
        return await _magento(person, scope, sealer, application or f"{person.name}’s application")
    return await _ISSUERS[dialect](person, scope, sealer)


async def _spree(person: Person, scope: Scope, _: SecretBox) -> dict[str, int | str]:
    token = secrets.token_hex(24)
    number = await rows.add(person.id, "spree", scope, (hash_of("spree", token),), now())
    return {"id": number, "token": token}


async def _bigcommerce(person: Person, scope: Scope, sealer: SecretBox) -> dict[str, int | str]:
    token, client_id, access_token = secrets.token_hex(20), secrets.token_hex(16), secrets.token_hex(16)
    hashes = (hash_of("bigcommerce", "basic", person.name, token), hash_of("bigcommerce", "token", access_token))
    number = await rows.add(person.id, "bigcommerce", scope, hashes, now())
    return {
        "id": number,
        "username": person.name,
        "token": token,
        "client_id": client_id,
        "access_token": access_token,
        "store_hash": store_hash(sealer),
    }


def store_hash(sealer: SecretBox) -> str:
    """The name of this shop in BigCommerce's addresses: one for the installation."""
    return sealer.derived("bigcommerce store hash").hex()[:10]


async def _token(person: Person, scope: Scope, _: SecretBox) -> dict[str, int | str]:
    key = secrets.token_hex(20)
    return {"id": await rows.add(person.id, "token", scope, (hash_of("token", key),), now()), "key": key}


async def _magento(person: Person, scope: Scope, sealer: SecretBox, application: str) -> dict[str, int | str]:
    consumer_key, consumer_secret, token, token_secret = (secrets.token_hex(16) for _ in range(4))
    key_hash = hash_of("magento", "consumer", consumer_key)
    consumer = await rows.add_consumer(key_hash, sealer.seal(consumer_secret), application)
    more: rows.ConsumerSecrets = {"sealed_secret": sealer.seal(token_secret), "consumer": consumer}
    hashes = (hash_of("magento", consumer_key, token),)
    number = await rows.add(person.id, "magento", scope, hashes, now(), more)
    return {
        "id": number,
        "consumer_key": consumer_key,
        "consumer_secret": consumer_secret,
        "token": token,
        "token_secret": token_secret,
    }


async def _spiffy(person: Person, scope: Scope, _: SecretBox) -> dict[str, int | str]:
    api_key, password, access_token = secrets.token_hex(16), secrets.token_hex(16), secrets.token_hex(20)
    hashes = (hash_of("spiffy", "basic", api_key, password), hash_of("spiffy", "bearer", access_token))
    number = await rows.add(person.id, "spiffy", scope, hashes, now())
    return {"id": number, "api_key": api_key, "password": password, "access_token": access_token}


_ISSUERS: dict[str, Callable[[Person, Scope, SecretBox], Awaitable[dict[str, int | str]]]] = {
    "spree": _spree,
    "bigcommerce": _bigcommerce,
    "token": _token,
    "spiffy": _spiffy,
}
