"""Answers to reads, kept as finished bytes until the gallery or the shop changes."""

import hashlib
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Any

from litestar import Response

from web.dialects.dialect import AnyRequest, header
from web.gallery.owner import Owner
from web.house import base_url
from web.services.reading import Answer, answers

JSON = "application/json; charset=utf-8"


class KeptResponse(Response[bytes]):
    """A finished body. It is sent as it is: the framework's own response costs as much as the rest of a read."""

    def __init__(self, answer: Answer, status_code: int, headers: Mapping[str, str]) -> None:
        self.content = answer.body if status_code == 200 else b""
        self.status_code = status_code
        self.headers = dict(headers)

    def to_asgi_response(self, *_: Any, **__: Any) -> Any:
        return self._send

    async def _send(self, scope: Any, receive: Any, send: Any) -> None:
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in self.headers.items()]
        if self.status_code == 200:
            headers.append((b"content-length", str(len(self.content)).encode()))
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": self.content, "more_body": False})


async def kept(
    request: AnyRequest,
    owner: Owner,
    *facts: Hashable,
    make: Callable[[], Awaitable[bytes]],
    media_type: str = JSON,
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """The body that `make` builds, built once for these facts, this owner's revision and this base address.

    Everything the body depends on must be among the facts: dialect, operation, who may see what, query, store.
    Answers 304 to a client that has it already.
    """
    key = (owner.id, owner.revision, owner.shop_revision, base_url(request), *facts)
    answer = answers.get(key)
    if answer is None:
        body = await make()
        answer = answers.keep(key, Answer(body, f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'))
    status = 304 if answer.etag in (header(request, b"if-none-match") or "") else 200
    head = {"ETag": answer.etag, "Cache-Control": "max-age=0, private, must-revalidate", "Content-Type": media_type}
    return KeptResponse(answer, status, {**head, **headers} if headers else head)
