"""The `X-Ratelimit` header, on every answer: a JSON object as the knowledge base ("Using the API") shows it."""

import msgspec

from web.auth.quota import HOUR, QuotaLeft
from web.context import context_of
from web.dialects.spec import AnyRequest, quota_of
from web.gallery.clock import SECOND, as_datetime, now

HEADER = "X-Ratelimit"


class Ratelimit(msgspec.Struct):
    name: str
    period: int  # seconds
    limit: int
    remaining: int
    until: str


def ratelimit(request: AnyRequest) -> dict[str, str]:
    """Nothing where quotas are switched off. Calls of nobody are not counted, so they see the whole allowance."""
    limit = context_of(request).quota.limit
    if not limit:
        return {}
    left = quota_of(request) or QuotaLeft(limit, limit, now() + HOUR)
    until = as_datetime(left.until).isoformat(timespec="seconds")[:-6] + "Z"  # in place of +00:00
    told = Ratelimit("API", HOUR // SECOND, left.limit, max(left.remaining, 0), until)
    return {HEADER: msgspec.json.encode(told).decode()}
