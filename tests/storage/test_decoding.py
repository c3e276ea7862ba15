"""Nobody waits for ever for a picture to be decoded: whose turn does not come in time is told so."""

import asyncio
from time import monotonic

import pytest

from tests.storage.apart import misdeeds
from tests.storage.apart.gate import Gate
from web.storage import decoding
from web.storage.decoding import AT_ONCE, decode
from web.storage.errors import Busy

pytestmark = pytest.mark.anyio


async def held(gate: Gate, waiting: int) -> list[asyncio.Task[None]]:
    """All who may decode are at the gate, and so many wait for their turn."""
    tasks = [asyncio.create_task(decode(misdeeds.wait_at, gate.folder)) for _ in range(AT_ONCE + waiting)]
    await asyncio.to_thread(gate.await_arrivals, AT_ONCE)
    return tasks


async def test_whose_turn_does_not_come_in_time_is_told_that_all_are_busy(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = await held(gate, waiting=7 * AT_ONCE)
    monkeypatch.setattr(decoding, "monotonic", lambda: monotonic() + decoding.PATIENCE + 1)
    gate.open()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == AT_ONCE * [type(None)] + 7 * AT_ONCE * [Busy]


async def test_where_too_many_wait_another_is_refused_at_once(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "QUEUE", 2)
    tasks = await held(gate, waiting=2)
    with pytest.raises(Busy, match="too many pictures wait"):
        await decode(misdeeds.double, 1)
    assert not any(task.done() for task in tasks)
    gate.open()
    await asyncio.gather(*tasks)
    assert await decode(misdeeds.double, 1) == 2


async def test_one_who_leaves_frees_the_place_in_the_queue(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "QUEUE", 1)
    *at_work, waiting = await held(gate, waiting=1)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    another = asyncio.create_task(decode(misdeeds.double, 21))
    gate.open()
    assert await another == 42
    await asyncio.gather(*at_work)
