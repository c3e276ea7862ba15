"""JSON bodies: a large picture stays where it arrived, and is looked at in place."""

import re

import msgspec

from web.dialects.requests import AnyRequest

ESCAPE = re.compile(rb"\\")


class BadJson(Exception):
    pass


async def read_json(request: AnyRequest) -> object:
    """What the body says; of an object, `file_content` is bytes. Raises BadJson."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
    try:
        return _decoded(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadJson(str(error)) from error


def _decoded(body: bytearray) -> object:
    try:
        members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:  # sound JSON, but no object
        return msgspec.json.decode(body)
    return {name: (_content if name == "file_content" else msgspec.json.decode)(raw) for name, raw in members.items()}


def _content(raw: msgspec.Raw) -> object:
    """The symbols between the quotes; a copy only where some are escaped: PHP's `\\/`, or .NET's `\\u002B`."""
    view = memoryview(raw)
    if view[0] != ord('"'):
        return msgspec.json.decode(raw)
    if ESCAPE.search(view):
        return msgspec.json.decode(raw, type=str).encode("ascii", "replace")
    return view[1:-1]
