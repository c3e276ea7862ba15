"""When credentials were last used: noted in memory, and written down now and then, so that reading stays reading."""

from web.clock import now
from web.database import credentials

TASK = "credential_uses"
INTERVAL = 20.0  # seconds


class Uses:
    def __init__(self) -> None:
        self._noted: dict[int, int] = {}

    def note(self, credential: int) -> None:
        self._noted[credential] = now()

    async def write(self) -> None:
        """What could not be written is kept for the next time, unless the credential was used since."""
        noted, self._noted = self._noted, {}
        try:
            if noted:
                await credentials.note_uses(noted)
        except BaseException:  # being cancelled, too
            self._noted = noted | self._noted
            raise


uses = Uses()
