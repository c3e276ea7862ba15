"""Answers with the `Allow` header, which every one of this API carries."""

import msgspec
from litestar import Response

from web.context import AnyRequest
from web.dialects.requests import public_request_of

CONTENT_TYPE = "application/json"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def answer(request: AnyRequest, body: object, status: int = 200) -> Response[bytes]:
    return Response(msgspec.json.encode(body), status_code=status, media_type=CONTENT_TYPE, headers=allow(request))


def allow(request: AnyRequest) -> dict[str, str]:
    """Empty where there is no such address."""
    there = public_request_of(request).allowed
    allowed = [method for method in METHODS if method in there]
    if "GET" in allowed:
        allowed.append("HEAD")
    return {"Allow": ", ".join(allowed)} if allowed else {}
