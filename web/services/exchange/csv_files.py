"""CSV files that spreadsheets may open and save, and the texts in their cells.

They are UTF-8, written with a byte order mark (without it, Excel takes them for another encoding), and read with or
without. A cell is never a formula, and exactly what it was when it is read again: a text that a spreadsheet would run,
or an empty one, gets one apostrophe in front; so does one that has such apostrophes already. Reading takes that one
away again. An empty cell is no text at all. Numbers, below zero too, stay numbers.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import unquote

import msgspec

# Characters that make a spreadsheet calculate, also in their wide form.
FORMULA_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20|%")
TEXT_MARKER = "'"
NUMBER = re.compile(r"-?[0-9]{1,16}")


def cell_of(text: str | None) -> str:
    """A text as a cell."""
    if text is None:
        return ""
    return TEXT_MARKER + text if _needs_mark(text) else text


def text_of(cell: str) -> str:
    """The text that a cell, which is not empty, holds."""
    return cell[1:] if cell[:1] == TEXT_MARKER and _needs_mark(cell) else cell


def _needs_mark(text: str) -> bool:
    rest = text.lstrip(TEXT_MARKER)
    return not rest or rest[0] in "\t\r\n" or rest.lstrip()[:1] in FORMULA_STARTS


def cell_of_texts(texts: list[str]) -> str:
    """Several codes in one cell, blanks between them; a blank, comma or percent sign inside is written as in URLs."""
    escaped = (word.replace("%", "%25").replace(" ", "%20").replace(",", "%2C") for word in texts)
    return cell_of(" ".join(escaped)) if texts else ""


def texts_in(cell: str | None) -> list[str]:
    return [unquote(word) for word in (cell or "").replace(",", " ").split(" ") if word]


def whole_number(cell: str | None) -> int | None:
    """Raises ValueError."""
    if cell is None:
        return None
    if not NUMBER.fullmatch(cell):
        raise ValueError(cell)
    return int(cell)


LONGEST = 2**24  # characters of a cell; the module's own limit is less than a label may have
SEPARATORS = ",;\t"  # spreadsheets of some countries save with semicolons


class BadSheet(Exception):
    """The file cannot be read as a whole; the message says where and why."""


class Row(msgspec.Struct, frozen=True):
    line: int  # where it ends in the file, as editors count
    cells: dict[str, str]  # by the heading; only those that hold something

    def text(self, heading: str) -> str | None:
        """None where the cell is empty."""
        cell = self.cells.get(heading)
        return None if cell is None else text_of(cell)


class Writer(Protocol):
    def writerow(self, row: Iterable[object], /) -> object: ...
    def writerows(self, rows: Iterable[Iterable[object]], /) -> object: ...


def writer_of(file: IO[str]) -> Writer:
    return csv.writer(file, lineterminator="\r\n")


def headings(path: Path) -> list[str]:
    """Raises BadSheet, OSError."""
    with _open(path) as file:
        return next(_lines(path, file), (0, []))[1]


def rows(path: Path) -> Iterator[Row]:
    """One after the other, empty lines left out. Raises BadSheet, OSError."""
    with _open(path) as file:
        lines = _lines(path, file)
        names = next(lines, (0, []))[1]
        for line, cells in lines:
            if len(cells) > len(names) and any(cells[len(names) :]):
                raise BadSheet(f"{path.name}, line {line}: more cells than headings")
            row = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
            if row:
                yield Row(line, row)


def _open(path: Path) -> IO[str]:
    return path.open(encoding="utf-8-sig", newline="")


def _lines(path: Path, file: IO[str]) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST)
    try:
        first = file.readline(LONGEST)
        file.seek(0)
        reader = csv.reader(file, delimiter=max(SEPARATORS, key=first.count), strict=True)
        for cells in reader:
            yield reader.line_num, cells
    except UnicodeDecodeError as error:
        raise BadSheet(f"{path.name} is not UTF-8; save it as CSV UTF-8") from error
    except csv.Error as error:
        raise BadSheet(f"{path.name}: {error}") from error


def check_headings(path: Path, names: list[str], known: set[str]) -> None:
    """Raises BadSheet."""
    for name in names:
        if names.count(name) > 1:
            raise BadSheet(f"{path.name}: the heading {name!r} stands there twice")
        if name not in known:
            raise BadSheet(f"{path.name}: nothing is known of a column {name!r}")
