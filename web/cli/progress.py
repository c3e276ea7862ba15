"""Progress of a long command: a line or a JSON member for each file or row, and a bar on a terminal."""

import sys
from collections import Counter
from collections.abc import AsyncIterator
from types import TracebackType
from typing import IO

import msgspec

from web.cli import reports
from web.services.exchange.importing.row_result import FAILURES, RowResult

WIDTH = 30
CLEAR = "\r\x1b[K"


class ProgressBar:
    """Drawn on standard error, and only where that is a terminal."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file if file.isatty() else None
        self.total = 0

    def show(self, done: int) -> None:
        if self._file and self.total:
            full = min(WIDTH, WIDTH * done // self.total)
            self._file.write(f"{CLEAR}[{'#' * full}{'.' * (WIDTH - full)}] {done} of {self.total}")
            self._file.flush()

    def clear(self) -> None:
        if self._file:
            self._file.write(CLEAR)
            self._file.flush()


class ProgressReporter:
    """A context manager, so that the JSON is whole also when the work breaks off. Results are counted, not kept."""

    def __init__(self, as_json: bool, heading: str, verbose: bool = True, tally: bool = False) -> None:
        self.counts: Counter[str] = Counter()
        self._as_json = as_json
        self._verbose = verbose  # or only what went wrong is printed for people
        self._tally = tally  # added, changed, unchanged and failed are summed up, none of them too
        self._heading = heading
        self._bar = ProgressBar(sys.stderr)
        self._facts: dict[str, object] = {}

    def __enter__(self) -> "ProgressReporter":
        if self._as_json:
            self._write(f'{{"{self._heading}":[')
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.clear()
        if self._as_json:
            summary = {"summary": reports.tally(self.counts)} if self._tally else {}
            facts = {**self._facts, "counts": dict(self.counts), **summary, "finished": error is None}
            self._write("]," + msgspec.json.encode(facts).decode()[1:] + "\n")
        elif error is None:
            counts = reports.tally(self.counts) if self._tally else self.counts
            self._write(reports.import_summary(counts, bool(self._facts.get("dry_run"))) + "\n")

    @property
    def wrong(self) -> int:
        return sum(number for result, number in self.counts.items() if result in FAILURES)

    def expect(self, total: int) -> None:
        self._bar.total = total

    def add_facts(self, **facts: object) -> None:
        """JSON members beside the list."""
        self._facts |= facts

    async def report_all(self, results: AsyncIterator[RowResult]) -> None:
        async for result in results:
            self.report(result)

    def report(self, result: RowResult) -> None:
        if self._as_json:
            comma = "," if self.counts else ""
            self._write(comma + msgspec.json.encode(result).decode())
        elif self._verbose or result.result in FAILURES:
            self._bar.clear()
            self._write(reports.row_line(result) + "\n")
        self.counts[result.result] += 1
        self._bar.show(self.counts.total())

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()
