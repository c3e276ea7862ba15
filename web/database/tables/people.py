"""People, their sessions, and the credentials that act for them."""

from piccolo.columns import BigInt, Boolean, ForeignKey, OnDelete, Text
from piccolo.table import Table

from web.database.columns import Number


class Person(Table):
    id = Number(primary_key=True)
    name = Text(unique=True)
    full_name = Text()
    role = Text()  # admin, staff, customer
    password_hash = Text(null=True, default=None)
    active = Boolean(default=True)


class Session(Table):
    id = Number(primary_key=True)
    token_hash = Text(unique=True)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade)
    created_at = BigInt()
    expires_at = BigInt()


class Consumer(Table):
    """An OAuth 1.0a application."""

    id = Number(primary_key=True)
    key_hash = Text(unique=True)
    sealed_secret = Text()  # encrypted: signatures are checked with the secret itself
    name = Text()
    quota_until = BigInt(default=0)
    quota_taken = BigInt(default=0)


class Credential(Table):
    id = Number(primary_key=True)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade)
    dialect = Text()
    scope = Text()  # read, write
    consumer = ForeignKey(Consumer, null=True, on_delete=OnDelete.cascade)
    sealed_secret = Text(null=True, default=None)  # encrypted OAuth token secret
    consented = Boolean(default=False)  # the person let the consumer in; else the command line made it
    created_at = BigInt()
    revoked_at = BigInt(null=True, default=None)
    used_at = BigInt(null=True, default=None)  # to the minute or so
    quota_until = BigInt(default=0)  # when its hour of calls ends
    quota_taken = BigInt(default=0)  # calls in that hour, and those that a worker may still make


class CredentialKey(Table):
    """One way to present a credential, by the hash of exactly what is presented."""

    id = Number(primary_key=True)
    credential = ForeignKey(Credential, null=False, on_delete=OnDelete.cascade)
    hash = Text(unique=True)


class RequestToken(Table):
    """A consumer asks a person to let it in. Gone once it took its access token, or after two hours."""

    id = Number(primary_key=True)
    key_hash = Text(unique=True)
    sealed_secret = Text()
    consumer = ForeignKey(Consumer, null=False, on_delete=OnDelete.cascade)
    callback = Text()  # where the person is sent afterwards, or "oob"
    created_at = BigInt(index=True)
    person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.cascade)  # who let it in
    verifier_hash = Text(null=True, default=None)


class RequestKey(Table):
    """A request that is carried out once, however often it is sent (`Idempotency-Key`)."""

    id = Number(primary_key=True)
    key_hash = Text(unique=True)  # of the caller and the key
    fingerprint = Text()  # of what was sent
    at = BigInt(index=True)
    entry = BigInt(null=True, default=None)  # the journal entry that it made, in the same transaction
    answer = Text(null=True, default=None)  # sealed; none while it is under way, or where that was cut short


class Nonce(Table):
    """A signed request that was taken, so that it is not taken again."""

    id = BigInt(primary_key=True)  # a digest of the consumer and its nonce
    at = BigInt(index=True)  # when it was signed, as the consumer says
