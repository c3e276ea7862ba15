"""Nobody waits for ever for a picture to be decoded: whose turn does not come in time is told so."""

import asyncio
from time import monotonic

import pytest

from tests.storage.apart import misdeeds
from web.storage import decoding
from web.storage.decoding import decode
from web.storage.errors import Busy

pytestmark = pytest.mark.anyio


async def test_whose_turn_does_not_come_in_time_is_told_that_all_are_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    await decode(misdeeds.double, 1)  # the processes are there
    monkeypatch.setattr(decoding, "PATIENCE", 0.5)
    start, ends = monotonic(), list[float]()

    async def wait() -> None:
        try:
            await decode(misdeeds.doze, 0.4)
        finally:
            ends.append(monotonic() - start)

    work = [wait() for _ in range(8 * decoding.AT_ONCE)]
    outcomes = await asyncio.gather(*work, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {type(None), Busy}
    assert max(ends) < 2, "eight times 0.4 s would be 3.2"


async def test_where_too_many_wait_another_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "QUEUE", 2)
    waiting = [asyncio.create_task(decode(misdeeds.doze, 0.3)) for _ in range(decoding.AT_ONCE + 2)]
    await asyncio.sleep(0)
    start = monotonic()
    with pytest.raises(Busy):
        await decode(misdeeds.double, 1)
    assert monotonic() - start < 0.2
    await asyncio.gather(*waiting)
    assert await decode(misdeeds.double, 1) == 2


async def test_one_who_leaves_frees_the_place_in_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "QUEUE", 1)
    waiting = [asyncio.create_task(decode(misdeeds.doze, 0.3)) for _ in range(decoding.AT_ONCE + 1)]
    await asyncio.sleep(0)
    waiting.pop().cancel()
    await asyncio.sleep(0)
    assert await decode(misdeeds.double, 21) == 42
    await asyncio.gather(*waiting)
