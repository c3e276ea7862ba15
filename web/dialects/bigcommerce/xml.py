"""XML both ways: answers encoded from plain values, and the flat fields of a request decoded."""

import re

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from web.http.bounds import MOST, XmlBounds

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NULL = "NULL"  # how BigCommerce writes that there is no value
ITEMS = {"images": "image", "errors": "error", "fields": "field"}
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOST_ELEMENTS = 100


class NotXml(Exception):
    """A body that is not well formed, or has a DTD."""


def encode_xml(name: str, value: object) -> bytes:
    """A document with this root: members are elements, each item of a list is one named in the singular."""
    return (DECLARATION + _element(name, value)).encode()


def _element(name: str, value: object) -> str:
    if isinstance(value, dict):
        inside = "".join(_element(member, one) for member, one in value.items())
    elif isinstance(value, list | tuple):
        inside = "".join(_element(ITEMS.get(name, "value"), one) for one in value)
    else:
        inside = _text(value)
    return f"<{name}>{inside}</{name}>"


def _text(value: object) -> str:
    """A carriage return is written so that parsers keep it; what XML cannot hold at all becomes U+FFFD."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "true" if value else "false"
    text = writable(str(value))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def writable(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)


def as_read(text: str | None) -> str | None:
    """The text that a client finds where this was written."""
    return None if text is None or text == NULL else writable(text)


def decode_fields(body: bytes) -> dict[str, str | None]:
    """The texts of the root's children by their names, whatever the root is called. Raises NotXml."""
    parser = XMLParser(target=Fields(), forbid_dtd=True)
    try:
        XmlBounds().check(body)
        parser.feed(body)
        found: dict[str, str | None] = parser.close()
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise NotXml from error
    return found


class Fields:
    """Collects texts while the parser reads, so that no body becomes a tree in memory."""

    def __init__(self) -> None:
        self._found: dict[str, str | None] = {}
        self._depth = 0
        self._elements = 0
        self._pieces: list[str] = []

    def start(self, _: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        self._pieces = []
        if self._depth > 2 or self._elements > MOST_ELEMENTS or len(attributes) > MOST:
            raise NotXml

    def data(self, text: str) -> None:
        if self._depth == 2:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if self._depth == 2:
            text = "".join(self._pieces)
            self._found[name] = None if text == NULL else text
        self._depth -= 1

    def close(self) -> dict[str, str | None]:
        return self._found
