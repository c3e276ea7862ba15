"""Looking again whether somebody is still let in."""

import asyncio

import pytest

from web.auth.admissions import Admissions


@pytest.mark.anyio
async def test_many_streams_of_one_session_cost_one_look_an_interval() -> None:
    admissions, looks = Admissions(0.05), 0

    async def look() -> bool:
        nonlocal looks
        looks += 1
        await asyncio.sleep(0.001)
        return looks == 1

    assert await asyncio.gather(*(admissions.last("ann", look) for _ in range(20))) == [True] * 20
    assert looks == 1
    await asyncio.sleep(0.06)
    assert await asyncio.gather(*(admissions.last("ann", look) for _ in range(20))) == [False] * 20
    assert looks == 2
