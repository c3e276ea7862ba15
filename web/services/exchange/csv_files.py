"""CSV files that spreadsheets may open and save, and the texts in their cells.

They are UTF-8, written with a byte order mark (without it, Excel takes them for another encoding), and read as
spreadsheets save them (`spreadsheets.py`). A cell is never a formula, and exactly what it was when it is read again: a
text that a spreadsheet would run, or an empty one, gets one apostrophe in front; so does one that has such apostrophes
already. Reading takes that one away again. An empty cell is no text at all. Numbers, below zero too, stay numbers.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import quote, unquote

import msgspec

from web.services.exchange.spreadsheets import (
    LONGEST,
    encoding,
    heading,
    plain_number,
    skip_to_headings,
    tidy,
    workbook,
)

# Characters that make a spreadsheet calculate, also in their wide form.
FORMULA_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20|%")
TEXT_MARKER = "'"
ESCAPED = re.compile(r"[%,\s]")


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
    escaped = (ESCAPED.sub(lambda found: quote(found[0], safe=""), word) for word in texts)
    return cell_of(" ".join(escaped)) if texts else ""


def texts_in(cell: str | None) -> list[str]:
    return [unquote(word) for word in (cell or "").replace(",", " ").split()]


def whole_number(cell: str | None) -> int | None:
    """None for no cell, and for one with nothing but blanks. Raises ValueError."""
    if cell is None or not tidy(cell):
        return None
    number = plain_number(cell)
    if number is None:
        raise ValueError(cell)
    return int(number)


class BadSheet(Exception):
    """The file cannot be read as a whole; the message says where and why."""


class Row(msgspec.Struct, frozen=True):
    line: int  # where it ends in the file, as editors count
    cells: dict[str, str]  # by the heading; only those that hold something

    def text(self, heading: str) -> str | None:
        """None where the cell is empty."""
        cell = self.cells.get(heading)
        return None if cell is None else text_of(cell)

    def word(self, heading: str) -> str | None:
        """The same without blanks around it; None where nothing else is there."""
        return tidy(self.text(heading) or "") or None


class Writer(Protocol):
    def writerow(self, row: Iterable[object], /) -> object: ...
    def writerows(self, rows: Iterable[Iterable[object]], /) -> object: ...


def writer_of(file: IO[str]) -> Writer:
    return csv.writer(file, lineterminator="\r\n")


def headings(path: Path, known: Collection[str] = ()) -> list[str]:
    """The headings, each as the known one that it means. Raises BadSheet, OSError."""
    with _open(path) as file:
        return _headings(_lines(path, file), known)


def rows(path: Path, known: Collection[str] = ()) -> Iterator[Row]:
    """One after the other, empty lines left out; headings as `headings` gives them. Raises BadSheet, OSError."""
    with _open(path) as file:
        lines = _lines(path, file)
        names = _headings(lines, known)
        for line, cells in lines:
            if any(map(str.strip, cells[len(names) :])):
                raise BadSheet(f"{path.name}, line {line}: more cells than headings, which are {', '.join(names)}")
            row = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
            if any(map(str.strip, row.values())):
                yield Row(line, row)


def _open(path: Path) -> IO[str]:
    """Raises BadSheet, OSError."""
    with path.open("rb") as file:
        start = file.read(4)
    if kind := workbook(start):
        raise BadSheet(f"{path.name} is {kind}; open it in the spreadsheet and save it as CSV UTF-8")
    return path.open(encoding=encoding(start), newline="")


def _headings(lines: Iterator[tuple[int, list[str]]], known: Collection[str]) -> list[str]:
    """Those of the first line; empty ones behind the last are left out."""
    names = [heading(cell, known) for cell in next(lines, (0, []))[1]]
    while names and not names[-1]:
        names.pop()
    return names


def _lines(path: Path, file: IO[str]) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST)
    try:
        skipped, separator = skip_to_headings(file)
        reader = csv.reader(file, delimiter=separator, strict=True)
        for cells in reader:
            yield skipped + reader.line_num, cells
    except UnicodeError as error:
        raise BadSheet(f"{path.name} is not UTF-8; save it as CSV UTF-8") from error
    except csv.Error as error:
        raise BadSheet(f"{path.name}: {error}") from error


def check_headings(path: Path, names: list[str], known: Collection[str]) -> None:
    """Raises BadSheet."""
    for name in filter(None, names):
        if names.count(name) > 1:
            raise BadSheet(f"{path.name}: the heading {name!r} stands there twice; there are {', '.join(names)}")
        if name not in known:
            raise BadSheet(
                f"{path.name}: nothing is known of a column {name!r}; "
                f"the columns it has are {', '.join(names)}, and it may have {', '.join(known)}"
            )
