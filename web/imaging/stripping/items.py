"""Tables of an AVIF's items (ISO/IEC 14496-12, 8.11): which there are, where their bytes lie, who refers to whom."""

from collections.abc import Iterator
from typing import NamedTuple

from web.gallery.picture_errors import NotAPicture
from web.imaging.stripping.boxes import Box, boxed, boxes


class Location(NamedTuple):
    """An entry of `iloc` as it stands, and the spans it names; `in_meta`: they count from the start of `idat`."""

    item: int
    entry: bytes
    spans: list[tuple[int, int]]
    in_meta: bool


def kinds(data: bytes, table: Box) -> dict[int, bytes]:
    """What each item is, by its number."""
    found = {}
    for entry in _entries(data, table):
        wide = data[entry.body] > 2
        number = int.from_bytes(data[entry.body + 4 : entry.body + (8 if wide else 6)])
        found[number] = data[entry.body + (10 if wide else 8) :][:4] if data[entry.body] > 1 else b""
    return found


def without_entries(data: bytes, table: Box, dropped: set[int]) -> bytes:
    """`iinf` anew, without these items."""
    entries = zip(_entries(data, table), kinds(data, table), strict=True)  # an item that is there twice makes no sense
    kept = [data[one.start : one.end] for one, item in entries if item not in dropped]
    count = len(kept).to_bytes(2 if data[table.body] == 0 else 4)
    return boxed(b"iinf", data[table.body : table.body + 4] + count + b"".join(kept))


def _entries(data: bytes, table: Box) -> Iterator[Box]:
    return boxes(data, table.body + (6 if data[table.body] == 0 else 8), table.end)


class _Reader:
    """Big-endian numbers, one after the other."""

    def __init__(self, data: bytes, place: int) -> None:
        self.data, self.place = data, place

    def number(self, length: int) -> int:
        self.place += length
        return int.from_bytes(self.data[self.place - length : self.place])


def locations(data: bytes, table: Box) -> list[Location]:
    """Raises NotAPicture where an item's bytes are not in this file, or go on to its end."""
    version, read = data[table.body], _Reader(data, table.body + 4)
    sizes = read.number(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    wide = 4 if version == 2 else 2
    found = []
    for _ in range(read.number(wide)):
        start, item = read.place, read.number(wide)
        method = read.number(2) & 15 if version else 0
        elsewhere, origin = read.number(2), read.number(base)
        spans = []
        for _ in range(read.number(2)):
            read.number(index if version else 0)
            first = origin + read.number(offset)
            spans.append((first, first + read.number(length)))
        if elsewhere or method > 1 or any(first == end for first, end in spans) or read.place > table.end:
            raise NotAPicture("an item lies elsewhere")
        found.append(Location(item, data[start : read.place], spans, method == 1))
    return found


def without_locations(data: bytes, table: Box, kept: list[Location]) -> bytes:
    """`iloc` anew, with these items alone."""
    count = len(kept).to_bytes(4 if data[table.body] == 2 else 2)
    return boxed(b"iloc", data[table.body : table.body + 6] + count + b"".join(one.entry for one in kept))


def without_references(data: bytes, table: Box, dropped: set[int]) -> bytes:
    """`iref` anew, without references from these items or to them; nothing where none are left."""
    wide = 4 if data[table.body] else 2
    kept = []
    for one in boxes(data, table.body + 4, table.end):
        numbers = [data[one.body : one.body + wide]]
        numbers += [data[at : at + wide] for at in range(one.body + wide + 2, one.end, wide)]
        if not dropped & {int.from_bytes(number) for number in numbers}:
            kept.append(data[one.start : one.end])
    return boxed(b"iref", data[table.body : table.body + 4] + b"".join(kept)) if kept else b""
