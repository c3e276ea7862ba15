"""Credential usage: the last use is stored sooner or later, whatever happens in between."""

import asyncio
from pathlib import Path

import pytest

from tests.servers import unreachable_database
from tests.shop import issue
from web.auth import people
from web.auth.credentials import CredentialUsage
from web.auth.secrets import SecretBox
from web.database.engines.bound import Database
from web.database.queries import credentials

pytestmark = pytest.mark.anyio


@pytest.fixture
async def credential(database: Database) -> int:
    ann = (await people.add("ann", "admin"))[0]
    return int((await issue(ann, "spree", "read", SecretBox("a secret for tests only")))["id"])


async def used_at() -> int | None:
    (listed,) = await credentials.listing()
    return listed.used_at


async def test_what_could_not_be_written_is_written_the_next_time(
    database: Database, credential: int, tmp_path: Path
) -> None:
    uses = CredentialUsage()
    uses.record(credential)
    async with unreachable_database(database, tmp_path):
        with pytest.raises(Exception, match=r"unable to open|[Cc]onnect"):
            await uses.write()
    assert await used_at() is None
    await uses.write()
    assert await used_at() is not None


async def test_what_is_broken_off_is_written_the_next_time(credential: int, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(_: object) -> None:
        await asyncio.Event().wait()

    uses = CredentialUsage()
    uses.record(credential)
    with monkeypatch.context() as patched:
        patched.setattr(credentials, "note_uses", hang)
        writing = asyncio.create_task(uses.write())
        await asyncio.wait([writing], timeout=0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    await uses.write()
    assert await used_at() is not None


async def test_a_credential_that_was_deleted_meanwhile_is_in_nobodys_way(credential: int) -> None:
    uses = CredentialUsage()
    for number in (credential - 1, credential, credential + 1):
        uses.record(number)
    await uses.write()
    assert await used_at() is not None
