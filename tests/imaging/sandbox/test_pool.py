"""Pool of decoders: nobody waits for ever, whose turn does not come in time is refused."""

import asyncio
from time import monotonic

import pytest

from tests.imaging.sandbox import misbehaving
from tests.imaging.sandbox.gate import Gate
from web.gallery.unavailable import Busy
from web.imaging.sandbox import pool
from web.imaging.sandbox.pool import MAX_WORKERS, run_in_sandbox

pytestmark = pytest.mark.anyio


async def decoders_at_gate(gate: Gate, waiting: int) -> list[asyncio.Task[None]]:
    """Hold every decoder at the gate, with so many waiting for their turn."""
    tasks = [
        asyncio.create_task(run_in_sandbox(misbehaving.wait_at, gate.folder)) for _ in range(MAX_WORKERS + waiting)
    ]
    await asyncio.to_thread(gate.await_arrivals, MAX_WORKERS)
    return tasks


async def test_whose_turn_does_not_come_in_time_is_told_that_all_are_busy(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = await decoders_at_gate(gate, waiting=7 * MAX_WORKERS)
    monkeypatch.setattr(pool, "monotonic", lambda: monotonic() + pool.MAX_WAIT + 1)
    gate.open()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == MAX_WORKERS * [type(None)] + 7 * MAX_WORKERS * [Busy]


async def test_where_too_many_wait_another_is_refused_at_once(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "QUEUE", 2)
    tasks = await decoders_at_gate(gate, waiting=2)
    with pytest.raises(Busy, match="too many pictures wait"):
        await run_in_sandbox(misbehaving.double, 1)
    assert not any(task.done() for task in tasks)
    gate.open()
    await asyncio.gather(*tasks)
    assert await run_in_sandbox(misbehaving.double, 1) == 2


async def test_one_who_leaves_frees_the_place_in_the_queue(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "QUEUE", 1)
    *at_work, waiting = await decoders_at_gate(gate, waiting=1)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    another = asyncio.create_task(run_in_sandbox(misbehaving.double, 21))
    gate.open()
    assert await another == 42
    await asyncio.gather(*at_work)
