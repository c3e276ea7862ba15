"""Pictures that were given out stand ready: the same address again costs one look at the database, and no framework.

An address under /media means the same bytes for as long as it answers at all, so that is all that remains to be asked.
Whatever asks for more than the whole picture, or for one that nobody shows any more, goes the long way (`media.py`).
"""

from typing import Any

import msgspec
from litestar.types import ASGIApp, Message

from web.database.engines.bound import FAILURES
from web.database.queries.pictures import is_shown
from web.files.memory_cache import MemoryCache
from web.gallery.model import MIDDLE
from web.imaging.renditions.sizes import named
from web.media.responses import FOR_EVER, IN_ONE_GO

CACHE_BYTES = 32 * 2**20  # bytes of pictures
PARTIAL_REQUEST_HEADERS = frozenset(
    (b"range", b"if-none-match", b"if-range")
)  # who sends these may want less than the whole
KEPT_FOR_EVER = (b"cache-control", FOR_EVER.encode())


class CachedPicture(msgspec.Struct, frozen=True):
    number: int  # of the picture
    start: Message
    body: Message


class MediaCache:
    def __init__(self, app: ASGIApp, room: int = CACHE_BYTES) -> None:
        self._app = app
        self._answers: MemoryCache[CachedPicture] = MemoryCache(room, lambda answer: len(answer.body["body"]))  # type: ignore[typeddict-item]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if not _whole_picture(scope):
            await self._app(scope, receive, send)
            return
        answer = self._answers.get(scope["path"])
        if answer is not None and await _answers_still(answer.number):
            await send(answer.start)
            await send(answer.body)
            return
        await self._app(scope, receive, self._keeping(scope["path"], send))

    def _keeping(self, path: str, send: Any) -> Any:
        """Sends on what is sent, and keeps it where it is a picture that may be kept."""
        number, started = _number(path), list[Message]()

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
            elif number is not None and started and _may_be_kept(started[0], message):
                self._answers.keep(path, CachedPicture(number, started[0], message))
            await send(message)

        return keep


def _whole_picture(scope: Any) -> bool:
    return (
        scope["type"] == "http"
        and scope["path"].startswith("/media/")
        and scope["method"] == "GET"
        and not scope["query_string"]
        and not any(name in PARTIAL_REQUEST_HEADERS for name, _ in scope["headers"])
    )


def _number(path: str) -> int | None:
    """Of the picture, if it is in a size that does not hang on what its image says today."""
    parts = path.split("/")
    if len(parts) != len(("", "media", "number", "size", "name")) or not parts[2].isascii() or not parts[2].isdigit():
        return None
    size = named(parts[3])
    steady = parts[3] == "original" or (size is not None and size.focus == MIDDLE)
    return int(parts[2]) if steady else None


def _may_be_kept(start: Any, body: Any) -> bool:
    whole = not body.get("more_body") and 0 < len(body["body"]) < IN_ONE_GO
    return whole and start["status"] == 200 and KEPT_FOR_EVER in start["headers"]


async def _answers_still(number: int) -> bool:
    """What was replaced may answer for some more days; the long way knows."""
    try:
        return await is_shown(number)
    except FAILURES:
        return False
