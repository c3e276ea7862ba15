"""AVIF's boxes (ISO/IEC 14496-12, 23008-12), as far as they tell of colours: the `nclx` of the primary item."""

import struct
from collections.abc import Iterator
from pathlib import Path

from web.imaging.colour.code_points import CodePoints

MAX_META = 2**20  # bytes; a photo's takes some hundred
MAX_FILE = 2**40  # bytes; what claims more is damaged

Box = tuple[bytes, bytes]  # its kind, and what is inside


def code_points_of_avif(path: Path) -> CodePoints | None:
    """None where the file gives none, or its boxes make no sense."""
    try:
        meta = list(_boxes(_meta(path)[4:]))
        properties = list(_boxes(_one(meta, b"iprp")))
        item = _number(_one(meta, b"pitm"), 4)
        own = set(_indexes(_one(properties, b"ipma"), item))
        return _nclx([box for index, box in enumerate(_boxes(_one(properties, b"ipco")), 1) if index in own])
    except (struct.error, IndexError):
        return None


def _nclx(properties: list[Box]) -> CodePoints | None:
    """Its range is of the stored YUV, and is dealt with when that is decoded."""
    for kind, body in properties:
        if kind == b"colr" and body[:4] == b"nclx":
            return CodePoints(*struct.unpack_from(">HH", body, 4))
    return None


def _meta(path: Path) -> bytes:
    with path.open("rb") as file:
        while head := file.read(8):
            length, kind = struct.unpack(">I4s", head)
            inside = length - 8
            if length == 1:
                inside = struct.unpack(">Q", file.read(8))[0] - 16
            if kind == b"meta":
                return file.read(min(inside, MAX_META) if length else MAX_META)
            if not 0 <= inside < MAX_FILE:
                break
            file.seek(inside, 1)
    return b""


def _boxes(data: bytes) -> Iterator[Box]:
    place = 0
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        head = 8
        if length == 1:
            length, head = struct.unpack_from(">Q", data, place + 8)[0], 16
        end = place + length if length else len(data)
        if end < place + head:
            return
        yield kind, data[place + head : end]
        place = end


def _one(boxes: list[Box], kind: bytes) -> bytes:
    return next((body for name, body in boxes if name == kind), b"")


def _number(body: bytes, place: int) -> int:
    """An item's number at a place, of two bytes or, in a later version of the box, of four."""
    return int(struct.unpack_from(">I" if body[0] else ">H", body, place)[0])


def _indexes(ipma: bytes, item: int) -> Iterator[int]:
    """Indexes, from 1, of an item's properties."""
    wide = 2 if ipma[3] & 1 else 1
    place = 8
    for _ in range(struct.unpack_from(">I", ipma, 4)[0]):
        number = _number(ipma, place)
        place += 4 if ipma[0] else 2
        count = ipma[place]
        place += 1
        for start in range(place, place + wide * count, wide):
            if number == item:
                yield int.from_bytes(ipma[start : start + wide]) & (0x7FFF if wide == 2 else 0x7F)
        place += wide * count
