"""Bodies of requests: JSON, `text/plain` and XML.

A large picture is in memory once: JSON is read in place, XML while it arrives, without entities and DTDs. Texts are
query strings, read as PHP reads them (`label=a&types[]=image`).
"""

import asyncio
import re
from urllib.parse import unquote_to_bytes
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

import msgspec
from defusedxml.expatreader import DefusedExpatParser

from web.context import AnyRequest
from web.http.bounds import (
    LONGEST,
    TooLargeWithoutFile,
    TooMuch,
    XmlBounds,
    XmlLevels,
    check_beside,
    check_json,
    check_members,
)

ESCAPE = re.compile(rb"\\")


class BadJson(Exception):
    pass


async def read_json(request: AnyRequest) -> object:
    """Value of the body; of an object, `file_content` is bytes. Raises BadJson."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
    try:
        check_json(body, b"file_content")
        return _decoded(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, TooMuch) as error:
        raise BadJson(str(error)) from error


def _decoded(body: bytearray) -> object:
    try:
        members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:  # sound JSON, but no object
        return msgspec.json.decode(body)
    check_beside(body, sum(len(raw) for name, raw in members.items() if name == "file_content"))
    others = {name: msgspec.json.decode(raw) for name, raw in members.items() if name != "file_content"}
    check_members(others)
    content = {name: _content(raw) for name, raw in members.items() if name == "file_content"}
    return others | content


def _content(raw: msgspec.Raw) -> object:
    """The symbols between the quotes; a copy only where some are escaped: PHP's `\\/`, or .NET's `\\u002B`."""
    view = memoryview(raw)
    if view[0] != ord('"'):
        return msgspec.json.decode(raw)
    if ESCAPE.search(view):
        return msgspec.json.decode(raw, type=str).encode("ascii", "replace")
    return view[1:-1]


# What addresses may hold.
ALLOWED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()[];/?:@&=+$,%"
STRAY_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
NAME = re.compile(r"([^\[]+)(\[[^\]]*\])?")

MANY = 1000  # more members PHP does not read


Member = str | bytes | dict[str, str]


class BadText(Exception):
    """No query string."""


async def read_text(request: AnyRequest) -> dict[str, Member]:
    """Members by name: text, or a map where the name has brackets; `file_content` is bytes. Raises BadText."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
    return await asyncio.to_thread(_members, body)  # a picture's many percent signs take their time


def _members(body: bytearray) -> dict[str, Member]:
    if body.translate(None, ALLOWED) or STRAY_PERCENT.search(body):
        raise BadText("other characters than an address has")
    members: dict[str, Member] = {}
    for pair in body.split(b"&", MANY)[:MANY]:
        name, _, value = pair.replace(b"+", b" ").partition(b"=")
        named = NAME.match(_text(name).lstrip(" "))
        if named:
            _keep(members, named[1], named[2], unquote_to_bytes(bytes(value)))
    return members


def _keep(members: dict[str, Member], name: str, brackets: str | None, value: bytes) -> None:
    """Keep a member: of a name that comes again the last counts, `name[]` collects."""
    if brackets is None:
        members[name] = value if name == "file_content" else _decoded_text(value)
        return
    items = members.get(name)
    if not isinstance(items, dict):
        items = members[name] = {}
    items[brackets[1:-1] or str(len(items))] = _decoded_text(value)


def _text(encoded: bytearray) -> str:
    return _decoded_text(unquote_to_bytes(bytes(encoded)))


def _decoded_text(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        raise BadText(str(error)) from error


class BadXml(Exception):
    pass


async def read_xml(request: AnyRequest) -> dict[str, object]:
    """Members by name: text, or a list where `data_item`s or other elements are inside. Raises BadXml.

    The text of `file_content` is a bytearray; what is no ASCII in it becomes `?`, which is no base64 either.
    """
    members, bounds, size = Members(), XmlBounds(), 0
    parser = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(members)
    try:
        async for chunk in request.stream():
            bounds.check(chunk)
            parser.feed(chunk)
            size += len(chunk)
            if size - members.file_size > LONGEST:
                raise TooLargeWithoutFile
        parser.close()
    except (SAXException, ValueError, LookupError) as error:  # the last two: what is forbidden, encodings it lacks
        raise BadXml(str(error)) from error
    return members.found


class Members(ContentHandler):
    """The root's name is of no matter; its attributes are members too, an attribute `value` is an element's text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, object] = {}
        self.file_size = 0  # characters of `file_content` so far
        self._levels = XmlLevels()
        self._depth = 0
        self._name = ""
        self._text = Plain()
        self._items: list[object] = []
        self._item = Plain()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._depth = self._levels.enter(len(attrs))
        if self._depth == 1:
            self.found.update(attrs.items())
        elif self._depth == 2:
            self._name, self._items = name, []
            self._text = FileContent() if name == "file_content" else Plain(attrs.get("value"))
        elif self._depth == 3:
            self._item = Plain(attrs.get("value"))

    def characters(self, content: str) -> None:
        if self._depth == 2:
            self._text.add(content)
            self.file_size += len(content) if self._name == "file_content" else 0
        elif self._depth == 3:
            self._item.add(content)

    def endElement(self, name: str) -> None:
        if self._depth == 3:
            self._items.append(self._item.whole())
        elif self._depth == 2:
            self._keep(name, self._items or self._text.whole())
        self._levels.leave()
        self._depth -= 1

    def _keep(self, name: str, value: object) -> None:
        """A name that comes again makes a list."""
        before = self.found.get(name)
        if before is None:
            self.found[name] = value
        else:
            self.found[name] = [*(before if isinstance(before, list) else [before]), value]


class Plain:
    """The text of one element."""

    def __init__(self, fixed: str | None = None) -> None:
        self._fixed = fixed
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        self._parts.append(text)

    def whole(self) -> object:
        return "".join(self._parts) if self._fixed is None else self._fixed


class FileContent(Plain):
    """Text that should be base64, held once and in one piece."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()

    def add(self, text: str) -> None:
        self._bytes += text.encode("ascii", "replace")

    def whole(self) -> object:
        return self._bytes
