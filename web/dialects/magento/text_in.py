"""Bodies of `text/plain`: query strings, read as PHP reads them (`label=a&types[]=image`)."""

import asyncio
import re
from typing import Any
from urllib.parse import unquote_to_bytes

from web.dialects.requests import AnyRequest

# What addresses may hold.
ALLOWED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()[];/?:@&=+$,%"
STRAY_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
NAME = re.compile(r"([^\[]+)(\[[^\]]*\])?")

MANY = 1000  # more members PHP does not read


class BadText(Exception):
    """No query string."""


async def read_text(request: AnyRequest) -> dict[str, Any]:
    """Members by name: text, or a map where the name has brackets; `file_content` is bytes. Raises BadText."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
    return await asyncio.to_thread(_members, body)  # a picture's many percent signs take their time


def _members(body: bytearray) -> dict[str, Any]:
    if body.translate(None, ALLOWED) or STRAY_PERCENT.search(body):
        raise BadText("other characters than an address has")
    members: dict[str, Any] = {}
    for pair in body.split(b"&", MANY)[:MANY]:
        name, _, value = pair.replace(b"+", b" ").partition(b"=")
        named = NAME.match(_text(name).lstrip(" "))
        if named:
            _keep(members, named[1], named[2], unquote_to_bytes(bytes(value)))
    return members


def _keep(members: dict[str, Any], name: str, brackets: str | None, value: bytes) -> None:
    """Of a name that comes again the last counts, `name[]` collects."""
    if brackets is None:
        members[name] = value if name == "file_content" else _decoded(value)
        return
    items = members.get(name)
    if not isinstance(items, dict):
        items = members[name] = {}
    items[brackets[1:-1] or str(len(items))] = _decoded(value)


def _text(encoded: bytearray) -> str:
    return _decoded(unquote_to_bytes(bytes(encoded)))


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        raise BadText(str(error)) from error
