"""The `X-Ratelimit` header, on every answer: a JSON object as the knowledge base ("Using the API") shows it."""

import msgspec

from web.auth.quota import HOUR, Left
from web.clock import SECOND, as_datetime, now
from web.dialects.dialect import AnyRequest, left_of
from web.house import house

HEADER = "X-Ratelimit"


class Ratelimit(msgspec.Struct):
    name: str
    period: int  # seconds
    limit: int
    remaining: int
    until: str


def ratelimit(request: AnyRequest) -> dict[str, str]:
    """Nothing where quotas are switched off. Calls of nobody are not counted, so they see the whole allowance."""
    limit = house(request).quota.limit
    if not limit:
        return {}
    left = left_of(request) or Left(limit, limit, now() + HOUR)
    until = as_datetime(left.until).isoformat(timespec="seconds")[:-6] + "Z"  # in place of +00:00
    told = Ratelimit("API", HOUR // SECOND, left.limit, max(left.remaining, 0), until)
    return {HEADER: msgspec.json.encode(told).decode()}
