"""Letting applications in, when several people or workers are at it at once: on both engines."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from tests.shop import issue
from web.auth import oauth, people
from web.auth.credentials import Caller, recognise
from web.auth.oauth import ConsentDecision, PendingToken, WrongVerifier
from web.auth.secrets import SecretBox
from web.database.engines.bound import Database
from web.database.queries import credentials
from web.database.tables import RequestToken
from web.gallery.clock import now
from web.gallery.model import Person

pytestmark = pytest.mark.anyio

SEALER = SecretBox("a secret for tests only")


@pytest.fixture
async def ann(database: Database) -> Person:
    return (await people.add("ann", "staff", "Ann Example", "correct horse"))[0]


@pytest.fixture
async def key(ann: Person) -> str:
    return str((await issue(ann, "magento", "write", SEALER, "Photo studio"))["consumer_key"])


async def pending_token(key: str) -> PendingToken:
    application = await oauth.application(key)
    assert application is not None
    assert application.name == "Photo studio"
    pair = await oauth.issue_request_token(application, "oob", SEALER)
    pending = await oauth.pending_token(pair.token)
    assert pending is not None
    return pending


async def reload_pending(pending: PendingToken) -> PendingToken:
    """Read it again, as another worker would."""
    (row,) = await RequestToken.select(RequestToken.person, RequestToken.verifier_hash).where(
        RequestToken.id == pending.id
    )
    return PendingToken(**{name: getattr(pending, name) for name in pending.__struct_fields__} | row)


async def gather_outcomes(*work: Coroutine[Any, Any, Any]) -> list[type]:
    return [type(result) for result in await asyncio.gather(*work, return_exceptions=True)]


async def test_the_token_that_is_taken_acts_as_the_person(key: str, ann: Person) -> None:
    pending = await pending_token(key)
    verifier = await oauth.allow(pending, ann)
    pair = await oauth.redeem("magento", await reload_pending(pending), verifier, key, SEALER)
    caller = await recognise("magento", key, pair.token)
    assert isinstance(caller, Caller)
    assert (caller.person, caller.scope) == (ann, "write")
    assert await RequestToken.count() == 0


async def test_one_of_several_answers_counts(key: str, ann: Person) -> None:
    pending = await pending_token(key)
    assert sorted(map(str, await gather_outcomes(*(oauth.allow(pending, ann) for _ in range(4))))) == sorted(
        map(str, [str, ConsentDecision, ConsentDecision, ConsentDecision])
    )
    with pytest.raises(ConsentDecision):
        await oauth.deny(pending)


async def test_one_of_several_exchanges_gets_the_token(key: str, ann: Person) -> None:
    pending = await pending_token(key)
    verifier = await oauth.allow(pending, ann)
    ready = await reload_pending(pending)
    results = await gather_outcomes(*(oauth.redeem("magento", ready, verifier, key, SEALER) for _ in range(4)))
    assert (results.count(oauth.TokenPair), results.count(ConsentDecision)) == (1, 3)
    assert len(await credentials.listing()) == 2


async def test_a_verifier_is_needed_and_the_right_one(key: str, ann: Person) -> None:
    pending = await pending_token(key)
    for verifier in ("", "0" * 32):
        with pytest.raises(WrongVerifier):
            await oauth.redeem("magento", pending, verifier, key, SEALER)
    await oauth.allow(pending, ann)
    with pytest.raises(WrongVerifier):
        await oauth.redeem("magento", await reload_pending(pending), "0" * 32, key, SEALER)


async def test_no_issued_secret_can_be_read_in_the_database(key: str, ann: Person) -> None:
    application = await oauth.application(key)
    assert application is not None
    pair = await oauth.issue_request_token(application, "oob", SEALER)
    pending = await oauth.pending_token(pair.token)
    assert pending is not None
    verifier = await oauth.allow(pending, ann)
    stored = str(await RequestToken.select())
    assert not [secret for secret in (pair.token, pair.secret, verifier, key) if secret in stored]


async def test_what_is_too_old_is_cleared_away_by_the_next_that_asks(
    key: str, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await pending_token(key)
    late = now() + oauth.LIFETIME + 1_000_000
    monkeypatch.setattr("web.auth.oauth.now", lambda: late)
    await pending_token(key)
    assert await RequestToken.count() == 1


async def test_revoking_what_the_command_line_made_ends_what_was_asked_with_its_keys(key: str, ann: Person) -> None:
    await pending_token(key)
    (made,) = await credentials.listing()
    assert made.application is None
    assert await credentials.revoke(made.id, 1)
    assert await RequestToken.count() == 0
    assert await oauth.application(key) is None
