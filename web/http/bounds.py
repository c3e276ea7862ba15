"""Bounds of JSON and XML bodies, looked at before anything is built of them: what holds no file is small and plain."""

from collections.abc import AsyncIterator

from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from web.context import AnyRequest

LONGEST = 2**20  # bytes of a body, beside the files in it
MOST = 1000  # members, items, elements or attributes on one level
DEEPEST = 100  # levels
MOST_MARKS = 10_000  # of what separates members or begins elements, in a whole body
MOST_LINES = 1_500_000  # ends of lines in XML, each of which costs the parser more than base64 does


class TooMuch(ValueError):
    """More members on a level, or more levels, than anybody means."""


class TooLargeWithoutFile(RequestEntityTooLarge):
    limit = LONGEST


async def read_small(request: AnyRequest, longest: int = LONGEST) -> bytes:
    """A body that can't hold a file. Raises TooLargeWithoutFile; RequestEntityTooLarge as any body does."""
    return await joined(request.stream(), longest)


async def joined(pieces: AsyncIterator[bytes], longest: int) -> bytes:
    """All pieces together; of more bytes than `longest` none is kept. Raises TooLargeWithoutFile at their end."""
    kept, size = bytearray(), 0
    async for piece in pieces:
        size += len(piece)
        if size <= longest:
            kept += piece
    if size > longest:
        raise TooLargeWithoutFile
    return bytes(kept)


def check_json(body: bytes | bytearray, *file_members: bytes) -> None:
    """Raises TooMuch; TooLargeWithoutFile for a large body without one of the members that hold base64."""
    if len(body) <= LONGEST:
        return
    if not any(b'"%s"' % name in body for name in file_members):
        raise TooLargeWithoutFile
    if body.count(b",") > MOST_MARKS or body.count(b"[") + body.count(b"{") > MOST_MARKS:
        raise TooMuch("too many members")


def check_beside(body: bytes | bytearray, files: int) -> None:
    """Hold what a decoded body has beside its files, of so many bytes, to its bound. Raises TooLargeWithoutFile."""
    if len(body) - files > LONGEST:
        raise TooLargeWithoutFile


def check_members(value: object, most_items: int = MOST, depth: int = 1) -> None:
    """Hold a decoded value to its levels, and each to its members or items. Raises TooMuch."""
    if not isinstance(value, dict | list):
        return
    if depth > DEEPEST:
        raise TooMuch("too many levels")
    if len(value) > (MOST if isinstance(value, dict) else most_items):
        raise TooMuch("too many members")
    for one in value.values() if isinstance(value, dict) else value:
        check_members(one, most_items, depth + 1)


class XmlBounds:
    """Looks at the pieces of an XML body before the parser does, which takes a start tag whole however long it is."""

    def __init__(self) -> None:
        self._equals = self._tags = self._lines = 0

    def check(self, piece: bytes) -> None:
        """Raises TooMuch."""
        self._tags += piece.count(b"<")
        self._lines += piece.count(b"\n") + piece.count(b"\r")
        if self._tags > MOST_MARKS or self._lines > MOST_LINES:
            raise TooMuch("too many elements or lines")
        for place, part in enumerate(piece.split(b"<")):
            self._equals = part.count(b"=") + (0 if place else self._equals)
            if self._equals > MOST_MARKS:
                raise TooMuch("too many attributes")


class XmlLevels:
    """Counts elements by level, as a parser meets them."""

    def __init__(self) -> None:
        self._elements = [0]

    def enter(self, attributes: int) -> int:
        """The depth of an element, 1 for the root. Raises TooMuch."""
        self._elements[-1] += 1
        self._elements.append(0)
        if self._elements[-2] > MOST or attributes > MOST or len(self._elements) > DEEPEST:
            raise TooMuch("too many elements")
        return len(self._elements) - 1

    def leave(self) -> None:
        self._elements.pop()
