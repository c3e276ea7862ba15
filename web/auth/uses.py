"""When credentials were last used: noted in memory, and written down now and then, so that reading stays reading."""

import asyncio
from contextlib import suppress

from web.clock import now
from web.database import credentials

EVERY = 20  # seconds


class Uses:
    def __init__(self) -> None:
        self._noted: dict[int, int] = {}

    def note(self, credential: int) -> None:
        self._noted[credential] = now()

    async def write(self) -> None:
        """What could not be written is noted again, unless the credential was used since."""
        noted, self._noted = self._noted, {}
        try:
            if noted:
                await credentials.note_uses(noted)
        except Exception:
            self._noted = noted | self._noted
            raise

    async def keep_writing(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            with suppress(Exception):  # a database that is away for a moment: the next time tells
                await self.write()


uses = Uses()
