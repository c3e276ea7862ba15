"""Work on many things, a few at a time, with the results in the order of the things."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

MAX_CONCURRENT = 8


async def in_order(
    items: AsyncIterator[T], work: Callable[[T], Coroutine[object, None, R]], max_concurrent: int = MAX_CONCURRENT
) -> AsyncGenerator[R, None]:
    """No more than `at_once` are begun before their results are taken, so however many there are, memory is bounded."""
    begun: deque[asyncio.Task[R]] = deque()
    try:
        async for item in items:
            begun.append(asyncio.create_task(work(item)))
            if len(begun) >= max_concurrent:
                yield await begun.popleft()
        while begun:
            yield await begun.popleft()
    finally:
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)


async def each(items: Iterable[T]) -> AsyncIterator[T]:
    for item in items:
        yield item


async def grouped(
    items: AsyncIterator[T], same: Callable[[T], object], max_size: int, done: Callable[[list[T]], Awaitable[R]]
) -> AsyncIterator[R]:
    """Results of `done` for groups of neighbours that are the same, at most `most` together."""
    group: list[T] = []
    async for item in items:
        if group and (len(group) == max_size or same(group[0]) != same(item)):
            yield await done(group)
            group = []
        group.append(item)
    if group:
        yield await done(group)
