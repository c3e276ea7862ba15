"""Conditional requests (RFC 9110, section 13): whether a client has an answer already."""

import re
from typing import Any

TAG = re.compile(rb'(?:W/)?("[^"]*")|(\*)')


def client_has(scope: Any, etag: str) -> bool:
    """Whether If-None-Match names this tag, by weak comparison, or any. Reads nothing else of the headers."""
    wanted = etag.removeprefix("W/").encode("latin-1")
    return any(
        tag == wanted or any_
        for name, value in scope["headers"]
        if name == b"if-none-match"
        for tag, any_ in TAG.findall(value)
    )
