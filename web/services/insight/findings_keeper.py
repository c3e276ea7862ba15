"""Keeps the number of images with findings of every gallery that changed, behind the requests, for lists."""

from collections.abc import Callable

import msgspec

from web.database.queries import insight, owners
from web.database.queries.galleries import load
from web.gallery.clock import SECOND, now
from web.gallery.owner import Owner
from web.gallery.unavailable import DatabaseBusy
from web.services.insight.findings import decoded_facts, with_facts
from web.services.insight.rules import findings_in
from web.services.jobs.periodic import FailureLog, RunAgain
from web.settings.thresholds import Thresholds

TASK = "findings"
BATCH = 20
INTERVAL = 5.0  # seconds between two looks, when the one before found nothing
BUSY_INTERVAL = 0.2  # seconds, when it found something
FIRST_RETRY, LAST_RETRY = 60 * SECOND, 3600 * SECOND  # waits before a gallery that failed is tried again


class Failed(msgspec.Struct, frozen=True):
    """A gallery whose findings could not be counted, at this revision."""

    name: str  # for the log
    revision: int
    wait: int
    until: int


class FindingsKeeper:
    """Keeps the numbers, one per process. A gallery that fails waits for its change or its time; the others go on."""

    def __init__(self, limits: Thresholds, clock: Callable[[], int] = now) -> None:
        self._limits = limits
        self._thresholds = msgspec.json.encode(limits).decode()
        self._clock = clock
        self._after = 0  # the owner at which the batch before ended
        self._failed: dict[int, Failed] = {}
        self._failures = FailureLog(TASK)

    async def update(self) -> RunAgain | None:
        """Count one batch. Returns RunAgain while there may be more."""
        batch = await insight.stale(self._thresholds, self._after, BATCH)
        full = len(batch) == BATCH
        self._after = batch[-1][0] if full else 0
        due = [(owner, revision) for owner, revision in batch if self._is_due(owner, revision)]
        for owner, revision in due:
            await self._count(owner, revision)
        return RunAgain(BUSY_INTERVAL) if full or due else None

    def _is_due(self, owner: int, revision: int) -> bool:
        failed = self._failed.get(owner)
        return failed is None or failed.revision != revision or failed.until <= self._clock()

    async def _count(self, owner: int, revision: int) -> None:
        try:
            images = (await load(owner)).gallery.images.values()
            found = findings_in(await with_facts(images, decoded_facts), self._limits)
            await insight.write(owner, revision, self._thresholds, len(found))
        except DatabaseBusy:  # nobody can write: no fault of this gallery
            raise
        except Exception as error:
            whose = await owners.by_number(owner)  # raises where the database is away: no fault of this gallery either
            if whose is not None and whose.revision == revision:
                self._remember(whose, error)
        else:
            if failed := self._failed.pop(owner, None):
                self._failures.recovered(failed.name)

    def _remember(self, owner: Owner, error: Exception) -> None:
        before = self._failed.get(owner.id)
        again = before is not None and before.revision == owner.revision
        wait = min(LAST_RETRY, 2 * before.wait) if before and again else FIRST_RETRY
        name = before.name if before else f"{owner.kind} {owner.shop_id} ({owner.slug})"
        self._failed[owner.id] = Failed(name, owner.revision, wait, self._clock() + wait)
        self._failures.failed(error, name)
