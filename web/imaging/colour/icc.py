"""ICC profiles of our own (ICC.1:2022, version 4.4): RGB by primaries and a curve, or grey by a curve alone."""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence

from web.imaging.colour.code_points import CodePoints
from web.imaging.colour.primaries import D50, Primaries, adaptation, colorants

VERSION = 0x04400000
HEADER, ENTRY = 128, 12  # bytes of the header, and of each tag in the table behind it
SAMPLES = 4 * 255 + 1  # of a curve; each value of 8 bits lies on one

Curve = Callable[[float], float]


def build_profile(name: str, curve: Curve, primaries: Primaries | None, code_points: CodePoints | None = None) -> bytes:
    """Build the profile; `curve` gives light for a stored value, both from 0 to 1, and no primaries mean grey.

    `code_points` go into it as they are, for whoever can do more with them. Raises ValueError, see `colorants`.
    """
    tags = {b"desc": _text(name), b"cprt": _text("CC0"), b"wtpt": _xyz(D50)}
    tags |= _grey(curve) if primaries is None else _rgb(curve, primaries)
    if code_points is not None:
        tags[b"cicp"] = struct.pack(">4s4x4B", b"cicp", *code_points)
    return _assemble(b"GRAY" if primaries is None else b"RGB ", tags)


def code_points_in(profile: bytes) -> CodePoints | None:
    """Read a profile's `cicp` tag (9.2.17); None where there is none, or the profile is broken."""
    try:
        place = dict(_places(profile)).get(b"cicp")
        return None if place is None else CodePoints(*struct.unpack_from("4B", profile, place + 8))
    except struct.error:
        return None


def _places(profile: bytes) -> Iterator[tuple[bytes, int]]:
    for number in range(min(100, *struct.unpack_from(">I", profile, HEADER))):
        tag, place = struct.unpack_from(">4sI", profile, HEADER + 4 + ENTRY * number)
        yield tag, place


def _grey(curve: Curve) -> Mapping[bytes, bytes]:
    return {b"kTRC": _curve(curve)}


def _rgb(curve: Curve, primaries: Primaries) -> Mapping[bytes, bytes]:
    red, green, blue = colorants(primaries)
    rows = zip(*adaptation(primaries), strict=True)
    matrix = {
        b"rXYZ": _xyz(red),
        b"gXYZ": _xyz(green),
        b"bXYZ": _xyz(blue),
        b"chad": b"sf32" + bytes(4) + _fixed([value for row in rows for value in row]),
    }
    return matrix | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _curve(curve))


def _assemble(space: bytes, tags: Mapping[bytes, bytes]) -> bytes:
    place = HEADER + 4 + ENTRY * len(tags)
    table, bodies = struct.pack(">I", len(tags)), b""
    for tag, body in tags.items():
        table += struct.pack(">4sII", tag, place + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    return _header(space, place + len(bodies)) + table + bodies


def _header(space: bytes, length: int) -> bytes:
    """Clause 7.2: a screen's profile that connects by XYZ; no date, maker or id."""
    start = struct.pack(">I4xI4s4s4s12x4s", length, VERSION, b"mntr", space, b"XYZ ", b"acsp")
    return (start + bytes(28) + _fixed(D50)).ljust(HEADER, b"\0")


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return struct.pack(">4s4xII4sII", b"mluc", 1, 12, b"enUS", len(encoded), 28) + encoded


def _xyz(colour: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(colour)


def _curve(curve: Curve) -> bytes:
    values = [round(65535 * min(max(curve(step / (SAMPLES - 1)), 0), 1)) for step in range(SAMPLES)]
    return struct.pack(f">4s4xI{SAMPLES}H", b"curv", SAMPLES, *values)


def _fixed(values: Sequence[float]) -> bytes:
    """ICC's s15Fixed16Number."""
    return struct.pack(f">{len(values)}i", *(round(65536 * value) for value in values))
