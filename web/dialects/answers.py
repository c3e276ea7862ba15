"""Answers to reads, kept as finished bytes until the gallery or the shop changes."""

import hashlib
from collections.abc import Awaitable, Callable, Hashable, Mapping

from litestar import Response

from web.dialects.dialect import AnyRequest
from web.gallery.owner import Owner
from web.house import base_url
from web.services.reading import Answer, answers

JSON = "application/json; charset=utf-8"


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
    head = {"ETag": answer.etag, "Cache-Control": "max-age=0, private, must-revalidate", **(headers or {})}
    if answer.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=head, media_type=media_type)
    return Response(answer.body, headers=head, media_type=media_type)
