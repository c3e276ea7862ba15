"""Parts of a file that a request asks for (RFC 9110, section 14): one range; more than one is answered whole."""

import re

import msgspec

SPAN = re.compile(r"bytes=\s*(?:(\d{1,15})\s*-\s*(\d{0,15})|-\s*(\d{1,15}))\s*")


class ByteRange(msgspec.Struct, frozen=True):
    """From the first byte to the last, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """The range begins behind the end of the file."""


def byte_range_of(header: str | None, size: int) -> ByteRange | None:
    """None where the whole is to be answered: nothing, or nothing understood, was asked for. Raises Unsatisfiable."""
    found = SPAN.fullmatch(header or "")
    if found is None:
        return None
    first, last, from_end = found.groups()
    if from_end is not None:
        part = ByteRange(max(0, size - int(from_end)), size - 1)
    else:
        part = ByteRange(int(first), min(int(last), size - 1) if last else size - 1)
        if last and int(last) < int(first):
            return None
    if part.length < 1:
        raise Unsatisfiable
    return part
