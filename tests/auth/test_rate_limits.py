"""Quotas, whichever worker or instance is asked; on both engines."""

import asyncio

import pytest

from web.auth import people, rate_limits
from web.auth.rate_limits import BLOCKS, HOUR, Account, Lease, Quota, QuotaLeft, Window
from web.database.engines.bound import Database
from web.database.queries import credentials as rows
from web.database.queries import quotas
from web.gallery.clock import now
from web.gallery.unavailable import DatabaseBusy

pytestmark = pytest.mark.anyio


@pytest.fixture
async def accounts(database: Database) -> list[Account]:
    person, _ = await people.add("ann", "admin", password="long enough")
    return [Account("credential", await rows.add(person.id, "spree", "write", (key,), now())) for key in "ab"]


async def spend(quota: Quota, account: Account) -> QuotaLeft:
    """As a request does, which reads the window with its credential."""
    left = await quota.spend(account, await quotas.window(account))
    assert left is not None
    return left


async def test_a_quota_counts_down_to_below_zero_and_each_credential_for_itself(accounts: list[Account]) -> None:
    one, other = accounts
    quota = Quota(2)
    left = [await spend(quota, account) for account in (one, one, one, other)]
    assert [each.remaining for each in left] == [1, 0, -1, 1]
    assert [each.used_up for each in left] == [False, False, True, False]
    assert 0 < left[2].retry_after <= HOUR // 1_000_000


async def test_a_quota_of_zero_is_none() -> None:
    assert await Quota(0).spend(Account("credential", 1)) is None


@pytest.mark.parametrize("limit", [1, 7, 100, 450])
async def test_several_workers_let_in_as_many_as_one(accounts: list[Account], limit: int) -> None:
    workers = [Quota(limit) for _ in range(4)]
    calls = [spend(workers[number % 4], accounts[0]) for number in range(limit + 60)]
    assert sum(not left.used_up for left in await asyncio.gather(*calls)) == limit


async def test_one_worker_tells_exactly_what_is_left(accounts: list[Account]) -> None:
    quota = Quota(450)
    assert [(await spend(quota, accounts[0])).remaining for _ in range(452)] == [*range(449, -1, -1), -1, -1]


async def test_no_worker_promises_more_than_there_is(accounts: list[Account]) -> None:
    workers, used = [Quota(450) for _ in range(3)], 0
    for number in range(500):
        left = await spend(workers[number % 7 % 3], accounts[0])
        used += not left.used_up
        assert left.remaining <= 450 - used
    assert used == 450


async def test_few_calls_cost_a_statement_and_none_does_once_all_are_made(
    accounts: list[Account], database: Database
) -> None:
    quota, before = Quota(20_000), database.statements
    for _ in range(400):
        await quota.spend(accounts[0])
    assert database.statements - before == 2
    few = Quota(1)
    await few.spend(accounts[1])
    seen, before = await quotas.window(accounts[1]), database.statements
    assert (await few.spend(accounts[1], seen)).used_up  # type: ignore[union-attr]  # quotas are on
    assert database.statements == before


async def test_what_a_process_does_not_use_it_gives_back_at_its_end(accounts: list[Account]) -> None:
    quota = Quota(20_000)
    await spend(quota, accounts[0])
    assert (await quotas.window(accounts[0])).taken == 20_000 // BLOCKS
    await quota.give_back()
    assert (await quotas.window(accounts[0])).taken == 1
    assert (await spend(Quota(20_000), accounts[0])).remaining == 19_998


async def test_an_hour_after_the_first_call_there_are_all_again(
    accounts: list[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    quota, start = Quota(2), now()
    assert [(await spend(quota, accounts[0])).remaining for _ in range(3)] == [1, 0, -1]
    monkeypatch.setattr(rate_limits, "now", lambda: start + HOUR + 10_000_000)
    assert [(await spend(quota, accounts[0])).remaining for _ in range(3)] == [1, 0, -1]


async def test_reading_goes_on_for_a_block_while_nobody_can_write(
    accounts: list[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(*_: object) -> Window:
        raise DatabaseBusy

    quota = Quota(500)
    with monkeypatch.context() as patch:
        patch.setattr(quotas, "take", busy)
        assert [(await spend(quota, accounts[0])).remaining for _ in range(5)] == [499, 498, 497, 496, 495]
        with pytest.raises(DatabaseBusy):
            await spend(quota, accounts[0])
    await spend(quota, accounts[0])
    assert (await quotas.window(accounts[0])).taken == 10  # those on credit were entered


async def test_leases_are_kept_for_so_many_credentials(accounts: list[Account]) -> None:
    quota = Quota(500)
    for number in range(rate_limits.MOST_LEASES + 5):
        quota._leases[Account("credential", number)] = Lease()
    assert len(quota._leases) == rate_limits.MOST_LEASES
