"""Work on many things, a few at a time, with the results in the order of the things."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

MAX_CONCURRENT = 8


async def in_order(
    things: AsyncIterator[T], work: Callable[[T], Coroutine[object, None, R]], at_once: int = MAX_CONCURRENT
) -> AsyncGenerator[R, None]:
    """No more than `at_once` are begun before their results are taken, so however many there are, memory is bounded."""
    begun: deque[asyncio.Task[R]] = deque()
    try:
        async for thing in things:
            begun.append(asyncio.create_task(work(thing)))
            if len(begun) >= at_once:
                yield await begun.popleft()
        while begun:
            yield await begun.popleft()
    finally:
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)


async def each(things: Iterable[T]) -> AsyncIterator[T]:
    for thing in things:
        yield thing


async def grouped(
    things: AsyncIterator[T], same: Callable[[T], object], most: int, done: Callable[[list[T]], Awaitable[R]]
) -> AsyncIterator[R]:
    """Results of `done` for groups of neighbours that are the same, at most `most` together."""
    group: list[T] = []
    async for thing in things:
        if group and (len(group) == most or same(group[0]) != same(thing)):
            yield await done(group)
            group = []
        group.append(thing)
    if group:
        yield await done(group)
