"""Server-sent events: every new revision of a gallery, for the pages that show it."""

import asyncio
from collections.abc import AsyncIterator

from litestar import get
from litestar.response import Stream

from web.admin.gallery.opened import addresses, open_gallery
from web.admin.shell.session import AdminRequest
from web.context import context_of

STREAM_SECONDS = 300  # seconds; then the browser connects again, unless it is signed out meanwhile
KEEP_ALIVE_SECONDS = 20  # seconds without a word, after which a comment keeps proxies from hanging up
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@get(addresses("/events"))
async def events(request: AdminRequest) -> Stream:
    opened = await open_gallery(request)
    revisions = context_of(request).revision_watcher.revisions(opened.owner.id)
    return Stream(_event_stream(revisions), media_type="text/event-stream", headers=HEADERS)


async def _event_stream(revisions: AsyncIterator[int]) -> AsyncIterator[bytes]:
    until = asyncio.get_running_loop().time() + STREAM_SECONDS
    following = asyncio.ensure_future(anext(revisions))
    yield b"retry: 1000\n\n"
    try:
        while (left := until - asyncio.get_running_loop().time()) > 0:
            done, _ = await asyncio.wait([following], timeout=min(left, KEEP_ALIVE_SECONDS))
            if not done:
                yield b": still here\n\n"
                continue
            try:
                yield b"event: revision\ndata: %d\n\n" % following.result()
            except StopAsyncIteration:
                return
            following = asyncio.ensure_future(anext(revisions))
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await revisions.aclose()  # type: ignore[attr-defined]


HANDLERS = (events,)
