"""OAuth's request tokens and nonces."""

import msgspec

from web.database.engines.transaction import writing
from web.database.queries import credentials
from web.database.tables import Credential, Nonce, RequestToken


class ConsumerApplication(msgspec.Struct, frozen=True, kw_only=True):
    """An OAuth consumer."""

    id: int
    name: str
    key_hash: str
    sealed_secret: str


class PendingToken(msgspec.Struct, frozen=True, kw_only=True):
    """A request token that was not used up yet."""

    id: int
    sealed_secret: str
    callback: str
    application: ConsumerApplication
    person: int | None  # who let the application in
    verifier_hash: str | None


async def application(key_hash: str) -> ConsumerApplication | None:
    """None also when what the command line issued with this key was revoked: then the key itself is not trusted."""
    consumer = Credential.consumer
    row = (
        await Credential.select(consumer.id, consumer.name, consumer.key_hash, consumer.sealed_secret)
        .where(consumer.key_hash == key_hash, Credential.revoked_at.is_null(), Credential.consented == False)  # noqa: E712
        .output(nested=True)
        .first()
    )
    return ConsumerApplication(**row["consumer"]) if row else None


async def insert(
    application: ConsumerApplication, key_hash: str, sealed_secret: str, callback: str, at: int, since: int
) -> None:
    """Insert a request token; clear away those older than `since`."""
    row = RequestToken(
        key_hash=key_hash, sealed_secret=sealed_secret, consumer=application.id, callback=callback, created_at=at
    )
    async with writing():
        await RequestToken.delete().where(RequestToken.created_at < since)
        await RequestToken.insert(row)


async def pending_token(key_hash: str, since: int) -> PendingToken | None:
    token, consumer = RequestToken, RequestToken.consumer
    row = (
        await token.select(
            *(token.id, token.sealed_secret, token.callback, token.person, token.verifier_hash),
            *(consumer.id, consumer.name, consumer.key_hash, consumer.sealed_secret),
        )
        .where(token.key_hash == key_hash, token.created_at >= since)
        .output(nested=True)
        .first()
    )
    return PendingToken(application=ConsumerApplication(**row.pop("consumer")), **row) if row else None


async def allow(pending: PendingToken, person: int, verifier_hash: str) -> bool:
    """False when somebody was quicker. What this person had let the same application have before is gone."""
    token = RequestToken
    theirs = (token.consumer == pending.application.id) & (token.person == person) & (token.id != pending.id)
    async with writing():
        given = (
            await token.update({token.person: person, token.verifier_hash: verifier_hash})
            .where(token.id == pending.id, token.person.is_null())
            .returning(token.id)
        )
        if given:
            await token.delete().where(theirs)
            await credentials.forget_consented(person, pending.application.id)
    return bool(given)


async def deny(pending: PendingToken) -> bool:
    """False when it was let in meanwhile."""
    unanswered = (RequestToken.id == pending.id) & RequestToken.person.is_null()
    return bool(await RequestToken.delete().where(unanswered).returning(RequestToken.id))


async def redeem(dialect: str, pending: PendingToken, person: int, key_hash: str, sealed_secret: str, at: int) -> bool:
    """The access token instead of the request token. False when it was redeemed before."""
    consumer = pending.application.id
    async with writing():
        taken = await RequestToken.delete().where(RequestToken.id == pending.id).returning(RequestToken.id)
        if taken:
            more: credentials.ConsumerSecrets = {
                "sealed_secret": sealed_secret,
                "consumer": consumer,
                "consented": True,
            }
            await credentials.insert(person, dialect, "write", (key_hash,), at, more)
    return bool(taken)


INSERT = "INSERT INTO nonce (id, at) VALUES ({}, {}) ON CONFLICT DO NOTHING RETURNING id"


async def take(number: int, at: int) -> bool:
    """False when it was taken before. One statement, written out because every signed request pays for it."""
    return bool(await Nonce.raw(INSERT, number, at))


async def forget(before: int) -> None:
    await Nonce.delete().where(Nonce.at < before)
