"""A clock for whoever takes its `sleep` as an argument: time passes when the test says so, and nobody really waits."""

import asyncio
from collections import defaultdict
from typing import NamedTuple

PATIENCE = 10  # seconds of real time, after which something is wrong


class Sleeper(NamedTuple):
    until: float
    waking: "asyncio.Future[None]"


class ManualClock:
    """`slept`: what each task asked for, by its name."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: defaultdict[str, list[float]] = defaultdict(list)
        self._sleepers: list[Sleeper] = []
        self._asleep = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        task = asyncio.current_task()
        self.slept[task.get_name() if task else ""].append(seconds)
        sleeper = Sleeper(self.time + seconds, asyncio.get_running_loop().create_future())
        self._sleepers.append(sleeper)
        self._asleep.set()
        try:
            await sleeper.waking
        finally:
            if sleeper in self._sleepers:
                self._sleepers.remove(sleeper)

    async def settled(self, sleepers: int = 1) -> None:
        """Waits until so many sleep."""
        async with asyncio.timeout(PATIENCE):
            while len(self._sleepers) < sleepers:
                self._asleep.clear()
                await self._asleep.wait()

    async def advance(self, seconds: float) -> None:
        """Lets time pass: whoever's turn comes is woken, and waited for until it sleeps again."""
        until, sleepers = self.time + seconds, len(self._sleepers)
        while due := [sleeper for sleeper in self._sleepers if sleeper.until <= until]:
            first = min(due, key=lambda sleeper: sleeper.until)
            self.time = first.until
            self.wake(first)
            await self.settled(sleepers)
        self.time = until

    def wake(self, sleeper: Sleeper | None = None) -> None:
        """Wake one sleeper or all, without waiting for their next sleep."""
        for one in [sleeper] if sleeper else [*self._sleepers]:
            self._sleepers.remove(one)
            one.waking.set_result(None)
