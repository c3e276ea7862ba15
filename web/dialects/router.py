"""Which dialect is spoken: decided on the raw path, before the framework routes.

Two dialects share `/api/products/…` and differ by `.json` alone, which one router cannot tell apart; and the framework
answers unknown paths and wrong methods without asking anybody's checks. So the router finds the dialect, finds the
address among its handlers, and leads the request under the dialect's private prefix; what has no address, or not
with that method, is led to the two addresses there that refuse in the vendor's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from litestar.types import ASGIApp

from web.dialects.spec import UNKNOWN_ADDRESS, WRONG_METHOD, DialectSpec, PublicRequest

PARAMETER = re.compile(r"\{[^}]*\}")
REMEMBERED = 10_000  # paths; most requests ask for what was asked for before


@dataclass(frozen=True)
class RoutePattern:
    pattern: re.Pattern[str]
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class RouteMatch:
    """Where a public path leads: an address of a dialect's handlers, or none of them."""

    dialect: DialectSpec
    inside: str  # the path under the dialect's private prefix
    suffix: str
    methods: frozenset[str]  # none: there is no such address


class DialectRouter:
    def __init__(self, app: ASGIApp, dialects: Sequence[DialectSpec]) -> None:
        self._app = app
        self._routes = [(dialect, _addresses(dialect)) for dialect in dialects]
        self._match = lru_cache(maxsize=REMEMBERED)(self._find_match)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope = {**scope}  # the server goes by its own: whether a HEAD is answered without a body, for one
            self._lead(scope)
        await self._app(scope, receive, send)

    def _lead(self, scope: Any) -> None:
        raw = scope.get("raw_path") or scope["path"].encode()
        path = raw.decode("latin-1").partition("?")[0]
        match = self._match(path)
        if match is not None:
            _enter(scope, match, path)
        elif scope["path"].lstrip("/").startswith("~") or "\0" in scope["path"]:
            _send_to(scope, "/not-for-outside")  # private prefixes exist for nobody but this router, and NUL in no name

    def _find_match(self, path: str) -> RouteMatch | None:
        for dialect, addresses in self._routes:
            inner = dialect.match(path)
            if inner is not None:
                return _match_path(dialect, addresses, inner)
        return None


def _match_path(dialect: DialectSpec, addresses: Sequence[RoutePattern], inner: str) -> RouteMatch:
    segments = [segment for segment in inner.split("/") if segment]
    suffix = ""
    if segments:
        stem, dot, ending = segments[-1].rpartition(".")
        if stem and dot + ending in dialect.suffixes:
            segments[-1], suffix = stem, dot + ending
    inside = "/" + "/".join(_decoded(segment) for segment in segments)
    found = (address.methods for address in addresses if address.pattern.fullmatch(inside))
    return RouteMatch(dialect, inside, suffix, next(found, frozenset()))


def _enter(scope: Any, match: RouteMatch, path: str) -> None:
    method = scope["method"]
    asked_as, inside = ("GET" if method == "HEAD" else method), match.inside
    if asked_as not in match.methods:
        asked_as, inside = "GET", (WRONG_METHOD if match.methods else UNKNOWN_ADDRESS)
    scope["state"] = {**scope.get("state", {}), "asked": PublicRequest(path, method, match.suffix, match.methods)}
    scope["method"] = asked_as
    _send_to(scope, match.dialect.private + inside)


def _send_to(scope: Any, path: str) -> None:
    scope["path"] = path
    scope["raw_path"] = path.encode()


def _decoded(segment: str) -> str:
    """Percent signs undone, except of a slash, which would become a border between segments."""
    if "%" not in segment:
        return segment
    return unquote_to_bytes(segment).decode("utf-8", "replace").replace("/", quote("/", safe=""))


def _addresses(dialect: DialectSpec) -> list[RoutePattern]:
    """The addresses of a dialect's own handlers; those without parameters first, as the framework prefers them."""
    methods: dict[str, set[str]] = {}
    for handler in dialect.handlers:
        for path in handler.paths:
            methods.setdefault(path, set()).update(str(method) for method in handler.http_methods)
    return [
        RoutePattern(re.compile(PARAMETER.sub("[^/]+", path)), frozenset(methods[path]))
        for path in sorted(methods, key=lambda path: (path.count("{"), path))
    ]
