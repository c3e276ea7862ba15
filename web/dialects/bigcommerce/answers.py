"""Answers in JSON or XML, whichever is accepted, with the rest of the caller's quota in their headers."""

import re
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

import msgspec
from litestar import Response

from web.auth.rate_limits import HOUR
from web.context import AnyRequest
from web.dialects.answers import cached_response
from web.dialects.bigcommerce.xml import encode_xml
from web.dialects.requests import header, public_request_of, quota_of
from web.gallery.clock import now
from web.gallery.owner import Owner

Format = Literal["json", "xml"]

MEDIA_TYPES: Final = {"json": "application/json; charset=utf-8", "xml": "application/xml; charset=utf-8"}
FORMATS: Final[dict[str, Format]] = {"application/json": "json", "application/xml": "xml"}
SUFFIXES: Final[dict[str, Format]] = {".json": "json", ".xml": "xml"}
WILDCARDS = ("*/*", "application/*")
QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d*)?|1(?:\.0*)?)\s*(?:;|$)", re.IGNORECASE)
VARY = {"Vary": "Accept"}


class NotAcceptable(Exception):
    """The client accepts neither JSON nor XML."""


def answer(
    request: AnyRequest, name: str, value: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response[bytes]:
    """`name` is the root element of the XML form."""
    format = format_of(request)
    head = {**quota_headers(request), **VARY, **(headers or {})}
    return Response(encode(name, value, format), status_code=status, media_type=MEDIA_TYPES[format], headers=head)


async def cached_answer(
    request: AnyRequest, owner: Owner, *facts: Hashable, make: Callable[[Format], Awaitable[bytes]]
) -> Response[bytes]:
    """An answer that is kept until the gallery changes; an empty body is "no content"."""
    format = format_of(request)
    response = await cached_response(
        request,
        owner,
        "bigcommerce",
        *facts,
        format,
        make=lambda: make(format),
        media_type=MEDIA_TYPES[format],
        headers={**quota_headers(request), **VARY},
    )
    return response if response.content or response.status_code == 304 else no_content(request)


def no_content(request: AnyRequest) -> Response[bytes]:
    return Response(b"", status_code=204, headers=quota_headers(request))


def presents_token(request: AnyRequest) -> bool:
    """Tell whether X-Auth-Token was sent, rather than user name and password."""
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


def encode(name: str, value: object, format: Format) -> bytes:
    """`name` is the root element; JSON has none."""
    return msgspec.json.encode(value) if format == "json" else encode_xml(name, msgspec.to_builtins(value))


def format_of(request: AnyRequest) -> Format:
    """Raises NotAcceptable."""
    accepted = (value.decode("latin-1") for name, value in request.scope["headers"] if name == b"accept")
    chosen = choose(",".join(accepted), public_request_of(request).suffix)
    if chosen is None:
        raise NotAcceptable
    return chosen


def refusal_format(request: AnyRequest) -> Format:
    """A refusal has to have some format even for a client that accepts none."""
    try:
        return format_of(request)
    except NotAcceptable:
        return SUFFIXES.get(public_request_of(request).suffix, "xml")


@lru_cache(maxsize=256)
def choose(accept: str, suffix: str) -> Format | None:
    """Choose in the order of BigCommerce's "Data formats": accepted fully, the ending, accepted less, XML."""
    entries = [_entry(text) for text in accept.split(",") if text.strip()]
    named = [(FORMATS[media_type], quality) for media_type, quality in entries if media_type in FORMATS and quality]
    anything = not entries or any(media_type in WILDCARDS and quality for media_type, quality in entries)
    if not named and not anything:
        return None
    refused = {FORMATS[media_type] for media_type, quality in entries if media_type in FORMATS and not quality}
    return _preferred(named, SUFFIXES.get(suffix), refused)


def _preferred(named: Sequence[tuple[Format, float]], ending: Format | None, refused: set[Format]) -> Format:
    for format, quality in named:
        if quality == 1:
            return format
    if ending is not None and ending not in refused:
        return ending
    if named:
        return max(named, key=lambda one: one[1])[0]
    return "json" if "xml" in refused else "xml"


def _entry(text: str) -> tuple[str, float]:
    quality = QUALITY.search(text)
    return text.partition(";")[0].strip().lower(), float(quality[1]) if quality else 1.0
