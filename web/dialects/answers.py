"""Answers to reads, cached as finished bytes until the gallery or the shop changes."""

import hashlib
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Any

from litestar import Response
from litestar.types import Receive, Scope, Send
from litestar.types.asgi_types import HTTPResponseStartEvent

from web.context import AnyRequest, base_url, context_of
from web.gallery.owner import Owner
from web.http.conditional import client_has
from web.services.catalogue.lookup import CachedResponse

JSON = "application/json; charset=utf-8"
REVALIDATE = "max-age=0, private, must-revalidate"


class CachedBytesResponse(Response[bytes]):
    """A finished body. It is sent as it is: the framework's own response costs as much as the rest of a read."""

    def __init__(self, answer: CachedResponse, status_code: int, headers: Mapping[str, str] | None) -> None:
        self.answer = answer
        self.content = answer.body if status_code == 200 else b""
        self.status_code = self._status = status_code
        self.headers = dict(headers) if headers else {}

    def to_asgi_response(self, *_: object, **__: object) -> Any:  # the framework only calls what it gets
        return self._send

    async def _send(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = list(self.answer.headers if self.status_code == 200 else self.answer.headers[:-1])
        headers += [(name.lower().encode(), value.encode("latin-1")) for name, value in self.headers.items()]
        start: HTTPResponseStartEvent = {"type": "http.response.start", "status": self._status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": self.content, "more_body": False})


def finished_response(body: bytes, media_type: str) -> CachedResponse:
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = (
        (b"etag", etag.encode()),
        (b"cache-control", REVALIDATE.encode()),
        (b"content-type", media_type.encode()),
        (b"content-length", str(len(body)).encode()),  # the last, for an answer without the body leaves it out
    )
    return CachedResponse(body, etag, headers)


async def cached_response(
    request: AnyRequest,
    owner: Owner,
    *facts: Hashable,
    make: Callable[[], Awaitable[bytes]],
    media_type: str = JSON,
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """The body that `make` builds, built once for these facts, this owner's revision and this base address.

    Everything the body depends on must be among the facts: dialect, operation, the caller's view, query, store.
    304 for a client that has it already.
    """
    key = (owner.id, owner.revision, owner.shop_revision, base_url(request), *facts)
    cache = context_of(request).response_cache
    answer = cache.get(key)
    if answer is None:
        answer = cache.keep(key, finished_response(await make(), media_type))
    return respond_cached(request, answer, headers)


def respond_cached(
    request: AnyRequest, answer: CachedResponse, headers: Mapping[str, str] | None = None
) -> Response[bytes]:
    """A finished body, or 304 to a client that has it already."""
    status = 304 if client_has(request.scope, answer.etag) else 200
    return CachedBytesResponse(answer, status, headers)
