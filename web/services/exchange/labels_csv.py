"""The labels of one gallery as a CSV file, one row per image: writing it, and reading the cells of such a file."""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from web.gallery.model import GLOBAL, Gallery
from web.gallery.owner import Store
from web.services.editing.labels import LabelCell
from web.services.exchange.csv_files import Row, cell_of, headings, rows, whole_number, writer_of

IMAGE, FILE, LABEL = "image", "file_name", "label"


ProblemCode = Literal[
    "no-image-column",
    "unknown-column",
    "column-twice",
    "not-a-number",
    "unknown-image",
    "image-twice",
    "not-in-store",
]


class CsvProblem(msgspec.Struct, frozen=True):
    """A part of the file that is left out; `what` is the column, columns, store or image that it is about."""

    line: int
    code: ProblemCode
    what: str = ""


class ParsedLabels(msgspec.Struct, frozen=True):
    cells: tuple[LabelCell, ...]
    problems: tuple[CsvProblem, ...]


def columns_of(stores: Sequence[Store]) -> list[str]:
    return [IMAGE, FILE, LABEL, *(f"{LABEL}:{store.code}" for store in stores)]


def written(gallery: Gallery, stores: Sequence[Store]) -> str:
    sheet = io.StringIO()
    writer = writer_of(sheet)
    writer.writerow(columns_of(stores))
    for image in gallery.listed():
        texts = (image.own_label(scope) for scope in (GLOBAL, *(store.id for store in stores)))
        writer.writerow([str(image.id), cell_of(image.picture.file_name), *map(cell_of, texts)])
    return "\ufeff" + sheet.getvalue()


def read(path: Path, gallery: Gallery, stores: Sequence[Store]) -> ParsedLabels:
    """Columns and rows that are not there stay as they are; an empty cell is no text. Raises BadSheet, OSError."""
    scopes = _scopes(stores)
    names = headings(path, [IMAGE, FILE, *scopes])
    if IMAGE not in names:
        return ParsedLabels((), (CsvProblem(1, "no-image-column", ", ".join(filter(None, names))),))
    columns = {name: scopes[name] for name in names if name in scopes}
    found = [*_heading_problems(names, scopes), *_read_rows(path, gallery, columns)]
    return ParsedLabels(
        tuple(one for one in found if isinstance(one, LabelCell)),
        tuple(one for one in found if isinstance(one, CsvProblem)),
    )


def _scopes(stores: Sequence[Store]) -> Mapping[str, int]:
    """The store of each possible heading; a store may also stand there by its code alone."""
    by_code = {store.code: store.id for store in stores if store.code not in {IMAGE, FILE}}
    return by_code | {f"{LABEL}:{store.code}": store.id for store in stores} | {LABEL: GLOBAL}


def _heading_problems(names: Sequence[str], scopes: Mapping[str, int]) -> Iterator[CsvProblem]:
    yield from (CsvProblem(1, "unknown-column", name) for name in names if name and name not in {IMAGE, FILE, *scopes})
    yield from (CsvProblem(1, "column-twice", name) for name in dict.fromkeys(names) if name and names.count(name) > 1)


def _read_rows(path: Path, gallery: Gallery, columns: Mapping[str, int]) -> Iterator[LabelCell | CsvProblem]:
    seen: set[int] = set()
    for row in rows(path, [IMAGE, FILE, *columns]):
        image = _image(row, gallery, seen)
        if isinstance(image, CsvProblem):
            yield image
        else:
            seen.add(image)
            yield from _cells(row, image, gallery, columns)


def _image(row: Row, gallery: Gallery, seen: set[int]) -> int | CsvProblem:
    cell = row.cells.get(IMAGE, "").strip()
    try:
        number = whole_number(cell)
    except ValueError:
        return CsvProblem(row.line, "not-a-number", cell)
    if number is None:
        return CsvProblem(row.line, "not-a-number", cell)
    if number not in gallery.images:
        return CsvProblem(row.line, "unknown-image", cell)
    return CsvProblem(row.line, "image-twice", cell) if number in seen else number


def _cells(row: Row, number: int, gallery: Gallery, columns: Mapping[str, int]) -> Iterator[LabelCell | CsvProblem]:
    image = gallery.images[number]
    for heading, store in columns.items():
        text = row.text(heading)
        if not image.own(store).removed:
            yield LabelCell(number, store, image.own_label(store), None if text is None else text.replace("\0", ""))
        elif text is not None:
            yield CsvProblem(row.line, "not-in-store", heading)
