"""Nonces in the database: once per consumer, for every worker, and not for ever."""

import asyncio

import pytest

from web.auth.oauth import MAX_AGE, SWEEP, Nonces, number_of
from web.auth.secrets import SecretBox
from web.database.engines.bound import Database
from web.database.queries.oauth import take
from web.database.tables import Nonce
from web.gallery.clock import now

pytestmark = pytest.mark.anyio

SEALER = SecretBox("a secret for tests only")


async def test_a_nonce_is_good_once_per_consumer_in_every_worker(database: Database) -> None:
    one, other = Nonces(), Nonces()
    assert await one.use(SEALER, "key", "a", now())
    assert not await other.use(SEALER, "key", "a", now() + 1)
    assert await other.use(SEALER, "another key", "a", now())
    assert await one.use(SEALER, "key", "b", now())


async def test_of_many_at_once_one_is_first(database: Database) -> None:
    assert sum(await asyncio.gather(*(take(7, 1) for _ in range(20)))) == 1


async def test_a_nonce_costs_one_statement(database: Database) -> None:
    nonces, before = Nonces(), database.statements
    await nonces.use(SEALER, "key", "a", now())
    assert database.statements - before == 1


async def test_what_nobody_could_send_again_is_forgotten_now_and_then(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    nonces, start = Nonces(), now()
    await nonces.use(SEALER, "key", "from just within the horizon", start + SWEEP - MAX_AGE + 2_000_000)
    await nonces.use(SEALER, "key", "from beyond it", start - MAX_AGE)
    monkeypatch.setattr("web.auth.oauth.now", lambda: start + SWEEP - 1_000_000)
    await nonces.use(SEALER, "key", "soon after", start)
    assert await Nonce.count() == 3
    monkeypatch.setattr("web.auth.oauth.now", lambda: start + SWEEP + 1_000_000)
    before = database.statements
    await nonces.use(SEALER, "key", "later", start)
    assert database.statements - before == 2
    assert await Nonce.count() == 3


def test_the_number_of_a_nonce_is_no_ones_to_choose() -> None:
    number = number_of(SEALER, "key", "nonce")
    assert 0 <= number < 2**63
    others = {number_of(SecretBox("another installation"), "key", "nonce"), number_of(SEALER, "keyn", "once")}
    assert number not in others
    assert number_of(SEALER, "key", "é\ud800") != number_of(SEALER, "key", "é")
