"""The brake on guessing passwords, whichever worker or instance is asked; on both engines."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.servers import unreachable_database
from web.auth import people, sign_in_limits
from web.auth.sign_in_limits import ATTEMPTS, WINDOW, LoginThrottle, TooManyAttempts, network_of
from web.database.engines.bound import Database, bind
from web.database.engines.postgres import Postgres
from web.database.engines.sqlite import SQLite
from web.database.tables import SignInAttempt
from web.gallery.clock import now
from web.gallery.unavailable import Unavailable

pytestmark = pytest.mark.anyio

FEW = LoginThrottle(attempts=2, per_name=4, per_address=6)


@pytest.fixture
async def other(database: Database) -> AsyncIterator[Database]:
    """Another process's engine on the same database."""
    engine: Database = (
        Postgres(database.config["dsn"]) if isinstance(database, Postgres) else SQLite(str(database.path))
    )
    yield engine
    await engine.stop()


async def allowed(throttle: LoginThrottle, attempts: list[tuple[str, str]]) -> int:
    results = await asyncio.gather(*(throttle.record_attempt(*one) for one in attempts), return_exceptions=True)
    assert all(result is None or isinstance(result, TooManyAttempts) for result in results)
    return sum(result is None for result in results)


async def test_attempts_of_several_processes_are_counted_together(database: Database, other: Database) -> None:
    async def by(engine: Database) -> int:
        bind(engine)  # for the statements that follow at once
        return await allowed(LoginThrottle(), [("ann", "192.0.2.1")] * 15)

    assert await by(database) + await by(other) == ATTEMPTS


async def test_an_address_has_a_limit_for_all_names_together(database: Database) -> None:
    assert await allowed(FEW, [(f"name {number}", "192.0.2.1") for number in range(20)]) == FEW.per_address
    assert await allowed(FEW, [("ann", "192.0.2.2")]) == 1


async def test_a_name_has_a_limit_for_all_addresses_together(database: Database) -> None:
    assert await allowed(FEW, [("ann", f"192.0.2.{number}") for number in range(20)]) == FEW.per_name
    assert await allowed(FEW, [("bob", "192.0.2.1")]) == 1


async def test_all_of_an_ipv6_subnet_is_one_address(database: Database) -> None:
    assert await allowed(FEW, [("ann", f"2001:db8::{number:x}") for number in range(20)]) == FEW.attempts
    assert await allowed(FEW, [("ann", "2001:db8:0:1::1")]) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_an_address_counts_as_what_one_guesser_has(address: str, network: str) -> None:
    assert network_of(address) == network


async def test_nobody_locks_out_a_person_from_an_address_where_he_signed_in_before(database: Database) -> None:
    await people.add("ann", "admin", password="long enough")
    assert await people.sign_in("ann", "long enough", "192.0.2.99", FEW)
    await allowed(FEW, [("ann", f"192.0.2.{number}") for number in range(20)])
    assert await people.sign_in("ann", "long enough", "192.0.2.99", FEW)
    for _ in range(FEW.per_name):  # the right password began afresh
        await FEW.record_attempt("ann", f"198.51.100.{_}")
    with pytest.raises(TooManyAttempts):
        await people.sign_in("ann", "long enough", "203.0.113.1", FEW)


async def test_a_right_password_does_not_forgive_its_address_the_wrong_ones(database: Database) -> None:
    await people.add("ann", "admin", password="long enough")
    for number in range(FEW.per_address - 1):
        await FEW.record_attempt(f"name {number}", "192.0.2.1")
    for _ in range(3):  # nor does it count as one
        assert await people.sign_in("ann", "long enough", "192.0.2.1", FEW)
    await FEW.record_attempt("bob", "192.0.2.1")
    with pytest.raises(TooManyAttempts):
        await people.sign_in("ann", "long enough", "192.0.2.1", FEW)


async def test_an_attempt_that_is_refused_counts_nowhere(database: Database) -> None:
    assert await allowed(FEW, [("ann", "192.0.2.1")] * 50) == FEW.attempts
    assert await allowed(FEW, [("ann", f"198.51.100.{number}") for number in range(9)]) == FEW.per_name - FEW.attempts


async def test_it_ends_with_its_window_and_is_forgotten(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    start = now()
    await allowed(FEW, [("ann", "192.0.2.1")] * 3)
    with pytest.raises(TooManyAttempts) as refused:
        await FEW.record_attempt("ann", "192.0.2.1")
    assert 0 < refused.value.retry_after <= WINDOW // 1_000_000
    monkeypatch.setattr(sign_in_limits, "now", lambda: start + 2 * WINDOW)
    assert await allowed(FEW, [("ann", "192.0.2.1")] * 3) == FEW.attempts
    monkeypatch.setattr(sign_in_limits, "now", lambda: start + 4 * WINDOW)
    await sign_in_limits.forget_old()
    assert await SignInAttempt.count() == 0


async def test_nobody_is_tried_while_the_database_is_away(database: Database, tmp_path: Path) -> None:
    async with unreachable_database(database, tmp_path):
        with pytest.raises(Unavailable):
            await LoginThrottle().record_attempt("ann", "192.0.2.1")
