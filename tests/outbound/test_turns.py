"""Turns: nobody takes all of them, whoever waits comes in turn, and nothing is kept of who has gone."""

import asyncio
from collections.abc import Hashable

import pytest

from web.gallery.unavailable import Busy
from web.outbound.turns import Turns

pytestmark = pytest.mark.anyio


class Work:
    """Work of callers, each piece of which goes on until it is told to end."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.begun: list[Hashable] = []
        self.ends: list[asyncio.Event] = []

    async def begin(self, *callers: Hashable) -> list[asyncio.Task[None]]:
        tasks = [asyncio.create_task(self._work(caller)) for caller in callers]
        await settled()
        return tasks

    async def end_first(self) -> None:
        self.ends.pop(0).set()
        await settled()

    async def _work(self, caller: Hashable) -> None:
        async with self.turns.taken(caller):
            self.begun.append(caller)
            self.ends.append(end := asyncio.Event())
            await end.wait()


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def finished(work: Work, tasks: list[asyncio.Task[None]]) -> None:
    while not all(task.done() for task in tasks):
        for end in work.ends:
            end.set()
        await settled()
    await asyncio.gather(*tasks)
    assert work.turns._callers == {}


async def test_one_caller_has_no_more_than_a_share() -> None:
    work = Work(Turns(4, 3, 10, 60))
    tasks = await work.begin(*"aaaaa", "b")
    assert work.begun == [*"aaa", "b"]
    await finished(work, tasks)


async def test_turns_go_round_between_those_who_wait() -> None:
    work = Work(Turns(1, 1, 10, 60))
    tasks = await work.begin(*"aaa", *"bb", "c")
    for _ in range(5):
        await work.end_first()
    assert "".join(map(str, work.begun)) == "abcaba"
    await finished(work, tasks)


async def test_more_than_the_queue_of_one_caller_are_refused_at_once_and_others_not() -> None:
    work = Work(Turns(1, 1, 2, 60))
    tasks = await work.begin(*"aaa")
    with pytest.raises(Busy):
        async with work.turns.taken("a"):
            pass
    tasks += await work.begin("b")
    await finished(work, tasks)


async def test_whose_turn_does_not_come_in_time_is_told_so() -> None:
    work = Work(Turns(1, 1, 2, 0.01))
    tasks = await work.begin("a")
    with pytest.raises(Busy):
        async with work.turns.taken("b"):
            pass
    assert list(work.turns._callers) == ["a"]
    await finished(work, tasks)


async def test_who_leaves_gives_the_turn_back_also_in_the_moment_it_comes() -> None:
    work = Work(Turns(1, 1, 5, 60))
    tasks = await work.begin("a", "b", "c", "d")
    tasks[1].cancel()  # while it waits
    work.ends[0].set()
    await asyncio.sleep(0)
    tasks[2].cancel()  # when its turn has come, or is about to
    await settled()
    assert work.begun == ["a", "d"]
    await finished(work, [tasks[0], tasks[3]])
