"""Picture responses: headers that keep them inert and cached, conditional requests, ranges, HEAD, and refusals."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from litestar.response.base import ASGIResponse
from litestar.response.streaming import ASGIStreamingResponse
from litestar.status_codes import (
    HTTP_206_PARTIAL_CONTENT,
    HTTP_304_NOT_MODIFIED,
    HTTP_403_FORBIDDEN,
    HTTP_404_NOT_FOUND,
    HTTP_410_GONE,
    HTTP_416_REQUESTED_RANGE_NOT_SATISFIABLE,
)

from web.context import AnyRequest
from web.gallery.formats import extension
from web.gallery.unavailable import Unavailable
from web.http.conditional import ByteRange, Unsatisfiable, byte_range_of, client_has
from web.http.outages import outages, status_of
from web.imaging.renditions.renditions import Rendered, Renditions
from web.imaging.renditions.sizes import Size

STREAMED_FROM = 2**20  # bytes; smaller pictures are sent whole, which is faster
CACHE_IMMUTABLE = "public, max-age=31536000, immutable"
CACHE_MINUTES = "public, max-age=300"
CACHE_NEVER = "private, no-store"  # for pictures that only some may see
INERT = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


def etag_of(content_hash: str, size: Size | None, format: str, *, metadata_free: bool = True) -> str:
    """Strong: the same picture in the same size and format is always the same bytes."""
    own = "original" if metadata_free else "stripped"  # uploaded with metadata, served without
    return f'"{content_hash[:32]}-{size.key if size else own}-{extension(format)}"'


async def answer(
    request: AnyRequest,
    renditions: Renditions,
    rendered: Rendered,
    *,
    etag: str,
    caching: str,
    disposition: str = "inline",
) -> ASGIResponse:
    """The picture or the requested part, for GET or HEAD; 304 where the client has it.

    Raises MissingFile, Unavailable.
    """
    headers = {"etag": etag, "cache-control": caching, "accept-ranges": "bytes"} | INERT
    if client_has(request.scope, etag):
        return ASGIResponse(status_code=HTTP_304_NOT_MODIFIED, headers=headers)
    headers |= {"content-type": rendered.media_type, "content-disposition": disposition}
    try:
        part = byte_range_of(_range(request, etag), rendered.size_bytes)
    except Unsatisfiable:
        headers |= {"content-range": f"bytes */{rendered.size_bytes}"}
        return ASGIResponse(status_code=HTTP_416_REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    if part is not None:
        return await _partly(renditions, rendered, part, headers)
    headers["content-length"] = str(rendered.size_bytes)
    if request.method == "HEAD":
        return ASGIResponse(headers=headers, is_head_response=True)
    if rendered.size_bytes < STREAMED_FROM:
        return ASGIResponse(body=await renditions.body(rendered), headers=headers)
    return ASGIStreamingResponse(iterator=await renditions.pieces(rendered), headers=headers)


async def _partly(renditions: Renditions, rendered: Rendered, part: ByteRange, headers: dict[str, str]) -> ASGIResponse:
    headers |= {
        "content-range": f"bytes {part.first}-{part.last}/{rendered.size_bytes}",
        "content-length": str(part.length),
    }
    pieces = await renditions.pieces(rendered, part.first, part.length)
    return ASGIStreamingResponse(iterator=pieces, status_code=HTTP_206_PARTIAL_CONTENT, headers=headers)


def _range(request: AnyRequest, etag: str) -> str | None:
    """The Range header; none for HEAD, nor where the client's part is of another file (If-Range)."""
    if request.method != "GET" or request.headers.get("if-range", etag) != etag:
        return None
    return request.headers.get("range")


def attachment(file_name: str) -> str:
    """Content-Disposition of a file that is to be saved under this name (RFC 6266)."""
    return f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"


def not_signed() -> ASGIResponse:
    text = "This size is not signed: ask those who run this server for its address.\n"
    return _refusal(HTTP_403_FORBIDDEN, text)


def not_found(text: str = "There is no such picture.\n") -> ASGIResponse:
    return _refusal(HTTP_404_NOT_FOUND, text)


def gone() -> ASGIResponse:
    return _refusal(HTTP_410_GONE, "This picture was removed.\n")


def unavailable(error: Unavailable) -> ASGIResponse:
    """503, or 507 where there is no room to make it."""
    outages.record(error)
    headers = {"retry-after": str(error.retry_after)}
    return _refusal(status_of(error), "Pictures can't be read at the moment.\n", headers)


def _refusal(status: int, text: str, more: Mapping[str, str] = MappingProxyType({})) -> ASGIResponse:
    """A plain text, never cached: a picture may come, or come back."""
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff", **more}
    return ASGIResponse(status_code=status, body=text, media_type="text/plain", headers=headers)
