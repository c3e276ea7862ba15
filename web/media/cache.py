"""Media cache: pictures lately served, in memory; the same address again costs one statement, and no framework.

An address under /media means the same bytes for as long as it answers at all, so that is all that is checked.
Requests for less than the whole picture, or for one that nobody is shown any more, go on to the routes (`routes.py`).
"""

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseBodyEvent, HTTPResponseStartEvent, Message, Receive, Scope, Send

from web.database.engines.bound import FAILURES
from web.database.queries.pictures import is_shown
from web.files.memory_cache import MemoryCache
from web.gallery.model import MIDDLE
from web.imaging.renditions.sizes import named
from web.media.responses import CACHE_IMMUTABLE, STREAMED_FROM

CACHE_BYTES = 32 * 2**20  # bytes of pictures
PARTIAL_REQUEST_HEADERS = frozenset((b"range", b"if-none-match", b"if-range"))  # may ask for less than the whole
IMMUTABLE = (b"cache-control", CACHE_IMMUTABLE.encode())


class CachedPicture(msgspec.Struct, frozen=True):
    number: int  # of the picture
    start: HTTPResponseStartEvent
    body: HTTPResponseBodyEvent


class MediaCache:
    """ASGI middleware; `max_bytes` bounds the bodies that it keeps."""

    def __init__(self, app: ASGIApp, max_bytes: int = CACHE_BYTES) -> None:
        self._app = app
        self._pictures: MemoryCache[str, CachedPicture] = MemoryCache(max_bytes, lambda one: len(one.body["body"]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_whole_picture(scope):
            await self._app(scope, receive, send)
            return
        cached = self._pictures.get(scope["path"])
        if cached is not None and await _is_still_shown(cached.number):
            await send(cached.start)
            await send(cached.body)
            return
        await self._app(scope, receive, self._recording(scope["path"], send))

    def _recording(self, path: str, send: Send) -> Send:
        """A `send` that keeps the response as well, where it is a picture that may be cached."""
        number, started = _number(path), list[HTTPResponseStartEvent]()

        async def record(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
            elif message["type"] == "http.response.body" and number is not None and _is_cacheable(started, message):
                self._pictures.keep(path, CachedPicture(number, started[0], message))
            await send(message)

        return record


def _asks_for_whole_picture(scope: Scope) -> bool:
    return (
        scope["type"] == ScopeType.HTTP
        and scope["path"].startswith("/media/")
        and scope["method"] == "GET"
        and not scope["query_string"]
        and not any(name in PARTIAL_REQUEST_HEADERS for name, _ in scope["headers"])
    )


def _number(path: str) -> int | None:
    """The picture's, if it is in a size that does not depend on its image's focal point."""
    parts = path.split("/")
    if len(parts) != len(("", "media", "number-secret", "size", "name")):
        return None
    number = parts[2].partition("-")[0]
    if not number.isascii() or not number.isdigit():
        return None
    size = named(parts[3])
    steady = parts[3] == "original" or (size is not None and size.focus == MIDDLE)
    return int(number) if steady else None


def _is_cacheable(started: list[HTTPResponseStartEvent], body: HTTPResponseBodyEvent) -> bool:
    whole = not body.get("more_body") and 0 < len(body["body"]) < STREAMED_FROM
    return whole and any(start["status"] == 200 and IMMUTABLE in start["headers"] for start in started)


async def _is_still_shown(number: int) -> bool:
    """False also where the database fails, and for replaced pictures, which the routes may serve for some days more."""
    try:
        return await is_shown(number)
    except FAILURES:
        return False
