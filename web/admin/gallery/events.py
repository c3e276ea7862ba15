"""Server-sent events: every new revision of a gallery, for the pages that show it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from litestar import get
from litestar.response import Stream

from web.admin.gallery.opened import addresses, open_gallery
from web.admin.shell.session import AdminRequest
from web.auth.credentials import OWN_API, person_behind
from web.auth.secrets import hash_of
from web.context import context_of
from web.gallery.unavailable import Unavailable
from web.http.pages.session import COOKIE, bearer_token, person_signed_in

STREAM_SECONDS = 300  # seconds; then the browser connects again, unless it is signed out meanwhile
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


Admitted = Callable[[], Awaitable[bool]]


@get(addresses("/events"))
async def events(request: AdminRequest) -> Stream:
    opened = await open_gallery(request)
    context = context_of(request)
    revisions = context.revision_watcher.revisions(opened.owner.id)
    stream = _event_stream(revisions, _still_admitted(request), context.admissions.interval)
    return Stream(stream, media_type="text/event-stream", headers=HEADERS)


def _still_admitted(request: AdminRequest) -> Admitted:
    """Tell whether the session or token still stands; while the database is away, it does."""
    admissions, token = context_of(request).admissions, bearer_token(request.scope)
    who = hash_of("watching", request.cookies.get(COOKIE, "") if token is None else f"{OWN_API} {token}")

    async def check() -> bool:
        person = await (person_signed_in(request) if token is None else person_behind(OWN_API, token))
        return person is not None and person.role != "customer"

    async def admitted() -> bool:
        try:
            return await admissions.last(who, check)
        except Unavailable:
            return True

    return admitted


async def _event_stream(revisions: AsyncIterator[int], admitted: Admitted, interval: float) -> AsyncIterator[bytes]:
    """Revisions, until the time is over or who watches is no longer let in; looks at that every `interval` seconds."""
    until = asyncio.get_running_loop().time() + STREAM_SECONDS
    following = asyncio.ensure_future(anext(revisions))
    yield b"retry: 1000\n\n"
    try:
        while (left := until - asyncio.get_running_loop().time()) > 0:
            done, _ = await asyncio.wait([following], timeout=min(left, interval))
            if not await admitted():
                return
            if not done:
                yield b": still here\n\n"  # which keeps proxies from hanging up
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
