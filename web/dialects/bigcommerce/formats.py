"""JSON or XML: which of the two an answer is written in, and writing it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, Literal

import msgspec

from web.dialects.bigcommerce.xml import written
from web.dialects.spec import AnyRequest, public_request_of

Format = Literal["json", "xml"]

MEDIA_TYPES: Final = {"json": "application/json; charset=utf-8", "xml": "application/xml; charset=utf-8"}
NAMED: Final[dict[str, Format]] = {"application/json": "json", "application/xml": "xml"}
SUFFIXES: Final[dict[str, Format]] = {".json": "json", ".xml": "xml"}
ANYTHING = ("*/*", "application/*")
QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d*)?|1(?:\.0*)?)\s*(?:;|$)", re.IGNORECASE)


class NotAcceptable(Exception):
    """The client accepts neither JSON nor XML."""


def format_of(request: AnyRequest) -> Format:
    """Raises NotAcceptable."""
    accepted = (value.decode("latin-1") for name, value in request.scope["headers"] if name == b"accept")
    chosen = choose(",".join(accepted), public_request_of(request).suffix)
    if chosen is None:
        raise NotAcceptable
    return chosen


def refusal_format(request: AnyRequest) -> Format:
    """A refusal has to be written in something even to who accepts nothing."""
    try:
        return format_of(request)
    except NotAcceptable:
        return SUFFIXES.get(public_request_of(request).suffix, "xml")


@lru_cache(maxsize=256)
def choose(accept: str, suffix: str) -> Format | None:
    """In the order of BigCommerce's "Data formats": what is accepted fully, the ending, what is accepted less, XML."""
    entries = [_entry(text) for text in accept.split(",") if text.strip()]
    named = [(NAMED[media_type], quality) for media_type, quality in entries if media_type in NAMED and quality]
    anything = not entries or any(media_type in ANYTHING and quality for media_type, quality in entries)
    if not named and not anything:
        return None
    refused = {NAMED[media_type] for media_type, quality in entries if media_type in NAMED and not quality}
    return _preferred(named, SUFFIXES.get(suffix), refused)


def _preferred(named: Sequence[tuple[Format, float]], ending: Format | None, refused: set[Format]) -> Format:
    for format, quality in named:
        if quality == 1:
            return format
    if ending is not None and ending not in refused:
        return ending
    if named:
        return max(named, key=lambda one: one[1])[0]
    return "json" if "xml" in refused else "xml"


def _entry(text: str) -> tuple[str, float]:
    quality = QUALITY.search(text)
    return text.partition(";")[0].strip().lower(), float(quality[1]) if quality else 1.0


def encode(name: str, value: Any, format: Format) -> bytes:
    """`name` is the root element; JSON has none."""
    return msgspec.json.encode(value) if format == "json" else written(name, msgspec.to_builtins(value))
