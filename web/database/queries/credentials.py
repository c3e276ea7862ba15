"""Credentials as rows: issuing, finding by what is presented, listing, revoking."""

from typing import TypedDict

import msgspec

from web.database.engines.transaction import writing
from web.database.queries.quotas import Window
from web.database.queries.statements import HotRead
from web.database.tables import Consumer, Credential, CredentialKey, RequestToken
from web.gallery.model import Person

# The credential that was presented, with its person and its consumer.
CREDENTIAL = HotRead(
    """
    SELECT c.id, c.scope, c.revoked_at, c.sealed_secret, o.id, o.sealed_secret, p.id, p.name, p.full_name, p.role,
           p.active, c.quota_until, c.quota_taken
    FROM credential_key k
    JOIN credential c ON c.id = k.credential
    JOIN person p ON p.id = c.person
    LEFT JOIN consumer o ON o.id = c.consumer
    WHERE k.hash = {} AND c.dialect = {}
    """
)


class KnownCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A credential that was presented, with its person. Sealed secrets are only there for OAuth."""

    id: int
    scope: str
    revoked: bool
    person: Person
    quota: Window = Window()
    sealed_secret: str | None = None
    consumer: int | None = None
    sealed_consumer_secret: str | None = None


class ConsumerSecrets(TypedDict, total=False):
    """Values that only an OAuth credential has."""

    sealed_secret: str
    consumer: int
    consented: bool


class CredentialRow(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    dialect: str
    scope: str
    person_id: int
    person: str
    full_name: str
    application: str | None  # that the person let in
    created_at: int
    revoked_at: int | None
    used_at: int | None


async def find(dialect: str, key_hash: str) -> KnownCredential | None:
    """Find in one statement, on the hot path of every API call."""
    rows = await CREDENTIAL(key_hash, dialect)
    if not rows:
        return None
    number, scope, revoked_at, secret, consumer, consumer_secret, *row = rows[0]
    person, name, full_name, role, active, *quota = row
    return KnownCredential(
        id=number,
        scope=scope,
        revoked=revoked_at is not None,
        person=Person(id=person, name=name, full_name=full_name, role=role, active=bool(active)),
        quota=Window(*quota),
        sealed_secret=secret,
        consumer=consumer,
        sealed_consumer_secret=consumer_secret,
    )


async def add(
    person: int, dialect: str, scope: str, key_hashes: tuple[str, ...], at: int, more: ConsumerSecrets | None = None
) -> int:
    async with writing():
        return await insert(person, dialect, scope, key_hashes, at, more)


async def insert(
    person: int, dialect: str, scope: str, key_hashes: tuple[str, ...], at: int, more: ConsumerSecrets | None = None
) -> int:
    """Like `add`, in a transaction that is open."""
    row = Credential(person=person, dialect=dialect, scope=scope, created_at=at, **(more or {}))
    given = int((await Credential.insert(row).returning(Credential.id))[0]["id"])
    await CredentialKey.insert(*(CredentialKey(credential=given, hash=key_hash) for key_hash in key_hashes))
    return given


async def forget_consented(person: int, consumer: int) -> None:
    """Delete what this person let this consumer have, in a transaction that is open."""
    theirs = (Credential.person == person) & (Credential.consumer == consumer)
    await Credential.delete().where(theirs, Credential.consented == True)  # noqa: E712


async def add_consumer(key_hash: str, sealed_secret: str, name: str) -> int:
    row = Consumer(key_hash=key_hash, sealed_secret=sealed_secret, name=name)
    return int((await Consumer.insert(row).returning(Consumer.id))[0]["id"])


async def consumer_exists(key_hash: str) -> bool:
    return bool(await Consumer.exists().where(Consumer.key_hash == key_hash))


async def listing() -> list[CredentialRow]:
    rows = await Credential.select(
        Credential.id,
        Credential.dialect,
        Credential.scope,
        Credential.person.id.as_alias("person_id"),
        Credential.person.name.as_alias("person"),
        Credential.person.full_name.as_alias("full_name"),
        Credential.consented,
        Credential.consumer.name.as_alias("application"),
        Credential.created_at,
        Credential.revoked_at,
        Credential.used_at,
    ).order_by(Credential.id)
    return [
        CredentialRow(**row | {"application": row["application"] if row.pop("consented") else None}) for row in rows
    ]


async def revoke(number: int, at: int) -> bool:
    """False when there is no such credential; revoking twice keeps the first time.

    Where the command line made the consumer with it, nobody can let that consumer in any more.
    """
    credential = Credential
    rows = await credential.select(credential.revoked_at, credential.consented, credential.consumer).where(
        credential.id == number
    )
    if rows and rows[0]["revoked_at"] is None:
        await credential.update({credential.revoked_at: at}).where(credential.id == number)
    if rows and rows[0]["consumer"] and not rows[0]["consented"]:
        await RequestToken.delete().where(RequestToken.consumer == rows[0]["consumer"])
    return bool(rows)


async def note_uses(used: dict[int, int]) -> None:
    async with writing():
        for number, at in sorted(used.items()):
            await Credential.update({Credential.used_at: at}).where(Credential.id == number)
