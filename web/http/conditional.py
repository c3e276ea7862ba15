"""Conditional requests (RFC 9110, section 13) and range requests (section 14): one range of a file, else the whole."""

import re
from typing import Any

import msgspec

TAG = re.compile(rb'(?:W/)?("[^"]*")|(\*)')
STRONG = re.compile(r'(W/)?(?:("[^"]*")|(\*))')


def client_has(scope: Any, etag: str) -> bool:
    """Tell whether If-None-Match names this tag, by weak comparison, or any. Reads nothing else of the headers."""
    own = etag.removeprefix("W/").encode("latin-1")
    return any(
        tag == own or any_
        for name, value in scope["headers"]
        if name == b"if-none-match"
        for tag, any_ in TAG.findall(value)
    )


class PreconditionFailed(Exception):
    """It is no longer what If-Match names. `current`: the data of the gallery or image as it is now."""

    def __init__(self, current: object, etag: str) -> None:
        super().__init__("If-Match names another state")
        self.current, self.etag = current, etag


class IfMatchMissing(Exception):
    """This installation wants every change to say what it is about."""


def matches(if_match: str, etag: str) -> bool:
    """Tell whether If-Match names this tag, by strong comparison, or any."""
    return any(tag == etag or any_ for weak, tag, any_ in STRONG.findall(if_match) if not weak)


SPAN = re.compile(r"bytes=\s*(?:(\d{1,15})\s*-\s*(\d{0,15})|-\s*(\d{1,15}))\s*")


class ByteRange(msgspec.Struct, frozen=True):
    """First and last byte, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """The range begins behind the end of the file."""


def byte_range_of(header: str | None, size: int) -> ByteRange | None:
    """None where the whole is to be served: there is no range, or none that we understand. Raises Unsatisfiable."""
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
