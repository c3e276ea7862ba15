"""Bounds of JSON and XML bodies, looked at before anything is built of them: what holds no file is small and plain."""

from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from web.context import AnyRequest

LONGEST = 2**20  # bytes of a body, beside the files in it
MOST = 1000  # members, items, elements or attributes on one level
DEEPEST = 100  # levels
MOST_MARKS = 10_000  # of what separates members or begins elements, in a whole body


class TooMuch(ValueError):
    """More members on a level, or more levels, than anybody means."""


class TooLargeWithoutFile(RequestEntityTooLarge):
    limit = LONGEST


async def read_small(request: AnyRequest) -> bytes:
    """A body that can't hold a file. Raises TooLargeWithoutFile as soon as that is known."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise TooLargeWithoutFile
    return bytes(body)


def check_json(body: bytes | bytearray, *file_members: bytes) -> None:
    """Raises TooMuch; TooLargeWithoutFile for a large body without one of the members that hold base64."""
    if len(body) <= LONGEST:
        return
    if not any(b'"%s"' % name in body for name in file_members):
        raise TooLargeWithoutFile
    if body.count(b",") > MOST_MARKS or body.count(b"[") + body.count(b"{") > MOST_MARKS:
        raise TooMuch("too many members")


def check_members(value: object, depth: int = 1) -> None:
    """Hold a decoded value to the members on a level. Raises TooMuch."""
    if not isinstance(value, dict | list):
        return
    if len(value) > MOST or depth > DEEPEST:
        raise TooMuch("too many members")
    for one in value.values() if isinstance(value, dict) else value:
        check_members(one, depth + 1)


class XmlBounds:
    """Looks at the pieces of an XML body before the parser does, which takes a start tag whole however long it is."""

    def __init__(self) -> None:
        self._equals = self._tags = 0

    def check(self, piece: bytes) -> None:
        """Raises TooMuch."""
        self._tags += piece.count(b"<")
        if self._tags > MOST_MARKS:
            raise TooMuch("too many elements")
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
