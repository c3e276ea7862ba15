"""Answers with the `X-Ratelimit` header: a JSON object as the knowledge base ("Using the API") shows it."""

import msgspec
from litestar import Response

from web.auth.rate_limits import HOUR, QuotaLeft
from web.context import AnyRequest, context_of
from web.dialects.answers import JSON
from web.dialects.requests import quota_of
from web.gallery.clock import SECOND, as_datetime, now

HEADER = "X-Ratelimit"


class Ratelimit(msgspec.Struct):
    name: str
    period: int  # seconds
    limit: int
    remaining: int
    until: str


def answer(
    request: AnyRequest, body: object, status: int = 200, headers: dict[str, str] | None = None
) -> Response[bytes]:
    """One member at the top and never a second: the clients unwrap an object of one, and only that."""
    head = {**ratelimit(request), **(headers or {})}
    return Response(msgspec.json.encode(body), status_code=status, media_type=JSON, headers=head)


def ratelimit(request: AnyRequest) -> dict[str, str]:
    """Empty where quotas are switched off. A caller that was not recognised is not counted, and has all of it left."""
    limit = context_of(request).quota.limit
    if not limit:
        return {}
    left = quota_of(request) or QuotaLeft(limit, limit, now() + HOUR)
    until = as_datetime(left.until).isoformat(timespec="seconds")[:-6] + "Z"  # in place of +00:00
    value = Ratelimit("API", HOUR // SECOND, left.limit, max(left.remaining, 0), until)
    return {HEADER: msgspec.json.encode(value).decode()}
