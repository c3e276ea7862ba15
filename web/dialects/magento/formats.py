"""Formats of an answer: XML, JSON or a query string, chosen by Accept; and encoding each."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal
from urllib.parse import quote_plus

from web.context import AnyRequest
from web.dialects.requests import header

Format = Literal["xml", "json", "text"]
Value = str | int | Sequence["Value"] | Mapping[str, "Value"]

MEDIA_TYPES: dict[Format, str] = {
    "xml": "application/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
ACCEPTED: dict[str, Format] = {  # as Magento compares them: by case
    "*/*": "xml",  # the document: "Default Format: XML"
    "text/xml": "xml",
    "application/xml": "xml",
    "application/xhtml+xml": "xml",
    "application/json": "json",
    "application/*": "json",
    "text/plain": "text",
    "text/*": "text",
}
FIRST = re.compile(r"[^;]*;[^;=]*=\s*(\d*\.?\d+)\s*(?:;|$)")
WEIGHT = re.compile(r";\s*q\s*=\s*(\d*\.?\d+)", re.IGNORECASE)
NEVER_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPED = re.compile(r"[&<>\r]|[^\x00-\x7f]")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def format_of(request: AnyRequest) -> Format:
    return _chosen(header(request, b"accept") or "")


@lru_cache(maxsize=100)  # headers are whatever clients send
def _chosen(accept: str) -> Format:
    """The known entry of the highest weight, the first of equals; XML where nothing is known."""
    weighed = sorted(((_weight(entry), entry.partition(";")[0].strip()) for entry in accept.split(",")), key=_heaviest)
    return next((ACCEPTED[name] for weight, name in weighed if weight and name in ACCEPTED), "xml")


def _weight(entry: str) -> float:
    """The number of its first parameter, whatever that is called, as Magento has it; else that of its `q`."""
    parameter = FIRST.match(entry) or WEIGHT.search(entry)
    return float(parameter[1]) if parameter else 1.0


def _heaviest(weighed: tuple[float, str]) -> float:
    return -weighed[0]


def encode(value: Value, format_: Format) -> bytes:
    match format_:
        case "json":
            return _json(value)
        case "text":
            return "&".join(_pairs(value)).encode()
        case "xml":
            return _xml(value)


def _pairs(value: Value, at: str = "") -> Iterator[str]:
    """Pairs as PHP builds queries: `0[types][1]=image`, encoded; what is empty vanishes."""
    if isinstance(value, str | int):
        yield f"{_encoded(at)}={_encoded(str(value))}"
        return
    children: Iterable[tuple[object, Value]] = value.items() if isinstance(value, Mapping) else enumerate(value)
    for name, inner in children:
        yield from _pairs(inner, f"{at}[{name}]" if at else str(name))


def _encoded(text: str) -> str:
    return quote_plus(text, safe="").replace("~", "%7E")


def _json(value: Value) -> bytes:
    """JSON as PHP writes it: slashes and everything beyond ASCII escaped. A slash is only ever inside a string."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode()


def _xml(value: Value) -> bytes:
    return "\n".join(('<?xml version="1.0"?>', *_element("magento_api", value, ""), "")).encode()


def _element(name: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, str | int):
        yield f"{indent}<{name}>{_text(str(value))}</{name}>"
        return
    if not value:
        yield f"{indent}<{name}/>"
        return
    children = value.items() if isinstance(value, Mapping) else (("data_item", item) for item in value)
    yield f"{indent}<{name}>"
    for child, inner in children:
        yield from _element(child, inner, indent + "  ")
    yield f"{indent}</{name}>"


def _text(text: str) -> str:
    """Escape a text. What XML has no sign for becomes U+FFFD; a carriage return would be read as a line feed."""
    return ESCAPED.sub(_escape, xml_safe(text))


def xml_safe(text: str) -> str:
    return NEVER_IN_XML.sub("\ufffd", text)


def _escape(found: re.Match[str]) -> str:
    return ESCAPES.get(found[0]) or f"&#x{ord(found[0]):X};"
