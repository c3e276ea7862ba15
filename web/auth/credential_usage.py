"""Last use of credentials: recorded in memory and written now and then, so that a read stays a read."""

from web.database.queries import credentials
from web.gallery.clock import now

TASK = "credential_uses"
INTERVAL = 20.0  # seconds


class CredentialUsage:
    def __init__(self) -> None:
        self._uses: dict[int, int] = {}

    def record(self, credential: int) -> None:
        self._uses[credential] = now()

    async def write(self) -> None:
        """Write what was recorded; on failure it is kept for the next time, unless the credential was used since."""
        uses, self._uses = self._uses, {}
        try:
            if uses:
                await credentials.note_uses(uses)
        except BaseException:  # being cancelled, too
            self._uses = uses | self._uses
            raise


usage = CredentialUsage()
