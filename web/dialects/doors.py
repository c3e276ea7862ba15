"""Which dialect is spoken: decided on the raw path, before the framework routes.

Two dialects share `/api/products/…` and differ by `.json` alone, which one router cannot tell apart; and the framework
answers unknown paths and wrong methods without asking anybody's checks. So the door finds the dialect, finds the
address among its handlers, and leads the request under the dialect's private prefix; what has no address, or not
with that method, is led to the two addresses there that refuse in the vendor's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from litestar.types import ASGIApp

from web.dialects.dialect import UNKNOWN_ADDRESS, WRONG_METHOD, Asked, Dialect

PARAMETER = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True)
class Address:
    pattern: re.Pattern[str]
    methods: frozenset[str]


class Doors:
    def __init__(self, app: ASGIApp, dialects: Sequence[Dialect]) -> None:
        self._app = app
        self._rooms = [(dialect, _addresses(dialect)) for dialect in dialects]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope = {**scope}  # the server goes on looking at its own: an answer to HEAD must stay without a body
            self._lead(scope)
        await self._app(scope, receive, send)

    def _lead(self, scope: Any) -> None:
        raw = scope.get("raw_path") or scope["path"].encode()
        path = raw.decode("latin-1").partition("?")[0]
        for dialect, addresses in self._rooms:
            inner = dialect.opens(path)
            if inner is not None:
                _enter(scope, dialect, addresses, path, inner)
                return
        if scope["path"].lstrip("/").startswith("~"):  # the private prefixes exist for nobody but the door
            scope["path"] = "/not-for-outside"
            scope["raw_path"] = scope["path"].encode()


def _enter(scope: Any, dialect: Dialect, addresses: Sequence[Address], path: str, inner: str) -> None:
    segments = [segment for segment in inner.split("/") if segment]
    suffix = ""
    if segments:
        stem, dot, ending = segments[-1].rpartition(".")
        if stem and dot + ending in dialect.suffixes:
            segments[-1], suffix = stem, dot + ending
    inside = "/" + "/".join(_decoded(segment) for segment in segments)
    method = str(scope["method"])
    asked_as = "GET" if method == "HEAD" else method
    allowed: frozenset[str] = frozenset()
    for address in addresses:
        if address.pattern.fullmatch(inside):
            allowed = address.methods
            break
    if asked_as not in allowed:
        inside, asked_as = (WRONG_METHOD if allowed else UNKNOWN_ADDRESS), "GET"
    scope["state"] = {**scope.get("state", {}), "asked": Asked(path, method, suffix, allowed)}
    scope["method"] = asked_as
    scope["path"] = dialect.private + inside
    scope["raw_path"] = scope["path"].encode()


def _decoded(segment: str) -> str:
    """Percent signs undone, except of a slash, which would become a border between segments."""
    if "%" not in segment:
        return segment
    return unquote_to_bytes(segment).decode("utf-8", "replace").replace("/", quote("/", safe=""))


def _addresses(dialect: Dialect) -> list[Address]:
    """The addresses of a dialect's own handlers; those without parameters first, as the framework prefers them."""
    methods: dict[str, set[str]] = {}
    for handler in dialect.handlers:
        for path in handler.paths:
            methods.setdefault(path, set()).update(str(method) for method in handler.http_methods)
    return [
        Address(re.compile(PARAMETER.sub("[^/]+", path)), frozenset(methods[path]))
        for path in sorted(methods, key=lambda path: (path.count("{"), path))
    ]
