"""The dialect router: decides on the raw path which dialect a request is for, before the framework routes.

Two dialects share `/api/products/…` and differ by `.json` alone, which one trie of routes cannot distinguish; and the
framework answers unknown paths and wrong methods without anybody's checks. So this router finds the dialect and the
address among its handlers, and rewrites the path to the one under the dialect's private prefix; a path without an
address, or not with that method, is rewritten to the two addresses there that refuse in the vendor's form.
`docs/decisions/2026-11-30-dialect-routing.md` compares it with mounted applications.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from web.dialects.requests import PublicRequest, RequestState, keep_state
from web.dialects.spec import UNKNOWN_ADDRESS, WRONG_METHOD, DialectSpec

PARAMETER = re.compile(r"\{[^}]*\}")
CACHED_PATHS = 10_000  # most requests are for a path that was requested before


@dataclass(frozen=True)
class RoutePattern:
    pattern: re.Pattern[str]
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class RouteMatch:
    """The end of a public path: an address of a dialect's handlers, or none of them."""

    dialect: DialectSpec
    inside: str  # the path under the dialect's private prefix
    suffix: str
    methods: frozenset[str]  # none: there is no such address


class DialectRouter:
    def __init__(self, app: ASGIApp, dialects: Sequence[DialectSpec]) -> None:
        self._app = app
        self._routes = [(dialect, _route_patterns(dialect)) for dialect in dialects]
        self._match = lru_cache(maxsize=CACHED_PATHS)(self._find_match)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            scope = scope.copy()  # the server goes by its own: whether a HEAD is answered without a body, for one
            self._rewrite(scope)
        await self._app(scope, receive, send)

    def _rewrite(self, scope: HTTPScope) -> None:
        raw = scope.get("raw_path") or scope["path"].encode()
        path = raw.decode("latin-1").partition("?")[0]
        match = self._match(path)
        if match is not None:
            _enter(scope, match, path)
        elif scope["path"].lstrip("/").startswith("~") or "\0" in scope["path"]:
            _set_path(scope, "/not-for-outside")  # private prefixes are this router's alone, and no name has a NUL

    def _find_match(self, path: str) -> RouteMatch | None:
        for dialect, patterns in self._routes:
            inner = dialect.match(path)
            if inner is not None:
                return _match_path(dialect, patterns, inner)
        return None


def _match_path(dialect: DialectSpec, patterns: Sequence[RoutePattern], inner: str) -> RouteMatch:
    segments = [segment for segment in inner.split("/") if segment]
    suffix = ""
    if segments:
        stem, dot, ending = segments[-1].rpartition(".")
        if stem and dot + ending in dialect.suffixes:
            segments[-1], suffix = stem, dot + ending
    inside = "/" + "/".join(_decoded(segment) for segment in segments)
    found = (pattern.methods for pattern in patterns if pattern.pattern.fullmatch(inside))
    return RouteMatch(dialect, inside, suffix, next(found, frozenset()))


def _enter(scope: HTTPScope, match: RouteMatch, path: str) -> None:
    """Rewrite the scope to the address found, or to the one that refuses; HEAD is answered as GET."""
    method, inside = scope["method"], match.inside
    routed = "GET" if method == "HEAD" else method
    if routed not in match.methods:
        routed, inside = "GET", (WRONG_METHOD if match.methods else UNKNOWN_ADDRESS)
    public = PublicRequest(path, method, match.suffix, match.methods)
    keep_state(scope, RequestState(match.dialect.name, public))
    scope["method"] = routed
    _set_path(scope, match.dialect.private + inside)


def _set_path(scope: HTTPScope, path: str) -> None:
    scope["path"] = path
    scope["raw_path"] = path.encode()


def _decoded(segment: str) -> str:
    """Percent signs undone, except of a slash, which would become a border between segments."""
    if "%" not in segment:
        return segment
    return unquote_to_bytes(segment).decode("utf-8", "replace").replace("/", quote("/", safe=""))


def _route_patterns(dialect: DialectSpec) -> list[RoutePattern]:
    """The addresses of a dialect's own handlers; those without parameters first, as the framework prefers them."""
    methods: dict[str, set[str]] = {}
    for handler in dialect.handlers:
        for path in handler.paths:
            methods.setdefault(path, set()).update(str(method) for method in handler.http_methods)
    return [
        RoutePattern(re.compile(PARAMETER.sub("[^/]+", path)), frozenset(methods[path]))
        for path in sorted(methods, key=lambda path: (path.count("{"), path))
    ]
