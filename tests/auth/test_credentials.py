"""API credentials: recognised by exactly what is presented, revoked at once, secrets never stored readable."""

from typing import Any

import pytest

from tests.shop import issue
from web.app import APIS
from web.auth import people
from web.auth.credentials import Caller, Refused, admitted, recognise
from web.auth.secrets import SecretBox, hash_of
from web.database.engines.bound import Database
from web.database.queries import credentials
from web.database.tables import Consumer, Credential, CredentialKey
from web.gallery.clock import now
from web.gallery.model import Person

pytestmark = pytest.mark.anyio
SEALER = SecretBox("a secret for tests only")


@pytest.fixture
async def ann(database: Database) -> Person:
    return (await people.add("ann", "admin"))[0]


WAYS: dict[str, list[tuple[str, ...]]] = {
    "spree": [("", "token")],
    "bigcommerce": [("basic", "username", "token"), ("token", "access_token")],
    "token": [("", "key")],
    "magento": [("", "consumer_key", "token")],
    "spiffy": [("basic", "api_key", "password"), ("bearer", "access_token")],
}


def presented_credentials(dialect: str, made: dict[str, Any]) -> list[list[str]]:
    """Credentials as a client presents them, for every way that the dialect knows."""
    return [[*([kind] if kind else []), *(str(made[member]) for member in members)] for kind, *members in WAYS[dialect]]


@pytest.mark.parametrize("dialect", ["spree", "bigcommerce", "token", "magento", "spiffy"])
async def test_a_credential_is_recognised_in_its_own_dialect_until_it_is_revoked(dialect: Any, ann: Person) -> None:
    made = await issue(ann, dialect, "read", SEALER)
    for way in presented_credentials(dialect, made):
        caller = await recognise(dialect, *way)
        assert caller == Caller(person=ann, credential=int(made["id"]), scope="read")
        assert await recognise("spiffy" if dialect == "spree" else "spree", *way) is None
        assert await recognise(dialect, *way[:-1], way[-1] + "x") is None
    assert await credentials.revoke(int(made["id"]), now())
    for way in presented_credentials(dialect, made):
        with pytest.raises(Refused):
            await recognise(dialect, *way)


async def test_no_secret_lies_readable_in_the_database(ann: Person) -> None:
    secrets = [
        str(value)
        for dialect in APIS
        for name, value in (await issue(ann, dialect, "write", SEALER)).items()
        if name not in ("id", "username", "client_id", "store_hash")
    ]
    stored = str([await table.select() for table in (Credential, CredentialKey, Consumer)])
    assert [secret for secret in secrets if secret in stored] == []


async def test_an_oauth_secret_can_be_opened_again_to_check_signatures(ann: Person) -> None:
    made = await issue(ann, "magento", "write", SEALER)
    known = await credentials.find("magento", hash_of("magento", str(made["consumer_key"]), str(made["token"])))
    assert known is not None
    assert SEALER.open(known.sealed_secret or "") == made["token_secret"]
    assert SEALER.open(known.sealed_consumer_secret or "") == made["consumer_secret"]


@pytest.mark.parametrize(
    ("role", "scope", "may"),
    [("admin", "write", True), ("staff", "write", True), ("customer", "write", False), ("admin", "read", False)],
)
def test_admins_and_staff_write_unless_the_credential_only_reads(role: Any, scope: str, may: bool) -> None:
    person = Person(id=1, name="x", full_name="", role=role)
    assert Caller(person=person, credential=1, scope=scope).may_write is may


def test_a_person_who_was_switched_off_is_refused() -> None:
    person = Person(id=1, name="x", full_name="", role="admin", active=False)
    with pytest.raises(Refused, match="inactive"):
        admitted(credentials.KnownCredential(id=1, scope="write", revoked=False, person=person))
