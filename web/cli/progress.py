"""What a long command tells while it works: a line or a JSON member for each thing, and a bar on a terminal."""

import sys
from collections import Counter
from types import TracebackType
from typing import IO

import msgspec

from web.cli import reports
from web.services.exchange.importing.row_result import WRONG, RowResult

WIDTH = 30
CLEAR = "\r\x1b[K"


class ProgressBar:
    """On standard error, and only where that is a terminal."""

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
    """As a context: what was begun to be told is ended well, so the JSON is whole also when the work breaks off.

    Nothing is collected, however many there are.
    """

    def __init__(self, as_json: bool, heading: str, wordy: bool = True) -> None:
        self.counts: Counter[str] = Counter()
        self._as_json = as_json
        self._wordy = wordy  # or only what went wrong, in the words for people
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
            facts = {**self._facts, "counts": dict(self.counts), "finished": error is None}
            self._write("]," + msgspec.json.encode(facts).decode()[1:] + "\n")
        elif error is None:
            self._write(reports.of_import(self.counts, bool(self._facts.get("dry_run"))) + "\n")

    @property
    def wrong(self) -> int:
        return sum(number for result, number in self.counts.items() if result in WRONG)

    def expect(self, total: int) -> None:
        self._bar.total = total

    def note(self, **facts: object) -> None:
        """Members beside the list."""
        self._facts |= facts

    def tell(self, outcome: RowResult) -> None:
        if self._as_json:
            comma = "," if self.counts else ""
            self._write(comma + msgspec.json.encode(outcome).decode())
        elif self._wordy or outcome.result in WRONG:
            self._bar.clear()
            self._write(reports.of_outcome(outcome) + "\n")
        self.counts[outcome.result] += 1
        self._bar.show(self.counts.total())

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()
