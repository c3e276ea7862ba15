"""Answers in the format asked for, with what is left of the caller's quota in their headers."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Any

from litestar import Response

from web.auth.quota import HOUR
from web.dialects.answers import cached_response
from web.dialects.bigcommerce.formats import MEDIA_TYPES, Format, encode, format_of
from web.dialects.spec import AnyRequest, header, quota_of
from web.gallery.clock import now
from web.gallery.owner import Owner

VARY = {"Vary": "Accept"}


def presents_token(request: AnyRequest) -> bool:
    """By X-Auth-Token rather than with user name and password."""
    return bool(header(request, b"x-auth-token"))


def quota_headers(request: AnyRequest) -> dict[str, str]:
    """Clients by token read four headers, and break when only some of them are there."""
    left = quota_of(request)
    if left is None:
        return {}
    remaining = str(max(0, left.remaining))
    if not presents_token(request):
        return {"X-BC-ApiLimit-Remaining": remaining}
    return {
        "X-BC-ApiLimit-Remaining": remaining,
        "X-Rate-Limit-Requests-Left": remaining,
        "X-Rate-Limit-Requests-Quota": str(left.limit),
        "X-Rate-Limit-Time-Reset-Ms": str(max(0, left.until - now()) // 1000),
        "X-Rate-Limit-Time-Window-Ms": str(HOUR // 1000),
    }


def answered(
    request: AnyRequest, name: str, value: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response[bytes]:
    """`name` is the root element of the XML form."""
    format = format_of(request)
    head = {**quota_headers(request), **VARY, **(headers or {})}
    return Response(encode(name, value, format), status_code=status, media_type=MEDIA_TYPES[format], headers=head)


async def read(
    request: AnyRequest, owner: Owner, *facts: Hashable, make: Callable[[Format], Awaitable[bytes]]
) -> Response[bytes]:
    """An answer that is kept until the gallery changes; an empty body is "no content"."""
    format = format_of(request)
    headers = {**quota_headers(request), **VARY}
    answer = await cached_response(
        request,
        owner,
        "bigcommerce",
        *facts,
        format,
        make=lambda: make(format),
        media_type=MEDIA_TYPES[format],
        headers=headers,
    )
    return answer if answer.content or answer.status_code == 304 else no_content(request)


def no_content(request: AnyRequest) -> Response[bytes]:
    return Response(b"", status_code=204, headers=quota_headers(request))
