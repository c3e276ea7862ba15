"""Runs of the doctor that people start from a page, and the totals shown beside them.

Runs go on behind the requests; all workers share the report.
"""

import asyncio
import logging

import msgspec

from web.database.engines.bound import reachable
from web.database.queries import key_values
from web.database.queries.images import Totals, totals
from web.files.store import FileStore
from web.gallery.clock import SECOND, now
from web.services.maintenance.doctor import Report, examine

__all__ = ["Totals", "reachable", "totals"]  # for callers that know no database


logger = logging.getLogger(__name__)

REPORT, STARTED = "check-up", "check-up started"
LONGEST = 6 * 3600 * SECOND  # one that began before is not expected to end any more


class DoctorRun(msgspec.Struct, frozen=True, kw_only=True):
    report: Report | None  # of the last one that ended
    at: int | None
    running: bool


async def last() -> DoctorRun:
    kept = await key_values.get(REPORT, STARTED)
    text, at = kept.get(REPORT, ("", None))
    _, started = kept.get(STARTED, ("", 0))
    report = msgspec.json.decode(text, type=Report) if text else None
    return DoctorRun(report=report, at=at, running=started > max(at or 0, now() - LONGEST))


class DoctorRuns:
    """Runs of the doctor in one server process."""

    def __init__(self, files: FileStore) -> None:
        self._files = files
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Unless one is under way, here or in another process."""
        if not (await last()).running:
            await key_values.put(STARTED, "", now())
            self._task = asyncio.create_task(self._check())

    async def stop(self) -> None:
        if self._task and not self._task.done():
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _check(self) -> None:
        try:
            report = await examine(self._files)
        except Exception:
            logger.exception("the check-up failed")
            await key_values.put(STARTED, "", 0)
            return
        await key_values.put(REPORT, msgspec.json.encode(report).decode(), now())
