"""What the query of a read asks for: `limit`, `page`, `since_id` and `fields`. What can't be meant is not said."""

from collections.abc import Iterable

import msgspec

from web.dialects.spec import AnyRequest
from web.dialects.spiffy.wire import MEMBERS, SpiffyImage

PER_PAGE, MOST_PER_PAGE = 30, 50
BEYOND = 10**15  # more images than anybody has, and an id nobody gets to


class Listing(msgspec.Struct, frozen=True):
    limit: int
    page: int
    since_id: int

    def of(self, images: Iterable[SpiffyImage]) -> list[SpiffyImage]:
        """Filtered first, then cut into pages."""
        wanted = [image for image in images if image.id > self.since_id]
        start = (self.page - 1) * self.limit
        return wanted[start : start + self.limit]


def listing(request: AnyRequest) -> Listing:
    limit = min(_number(request, "limit") or PER_PAGE, MOST_PER_PAGE)
    return Listing(limit, _number(request, "page") or 1, since_id(request))


def since_id(request: AnyRequest) -> int:
    return _number(request, "since_id")


def fields(request: AnyRequest) -> tuple[str, ...]:
    """The members asked for; all of them when none were named. Names that there are not are passed over."""
    given = request.query_params.get("fields", "")
    asked = {name.strip() for name in given.split(",")}
    return tuple(name for name in MEMBERS if name in asked) if given.strip() else MEMBERS


def _number(request: AnyRequest, name: str) -> int:
    """0 for what is no whole number."""
    text = request.query_params.get(name, "").strip()
    if not (text.isascii() and text.isdigit()):
        return 0
    return int(text) if len(text) < 16 else BEYOND
