"""The query of a read: `limit`, `page`, `since_id` and `fields`. A value that can't be read counts as absent."""

from collections.abc import Iterable

import msgspec

from web.context import AnyRequest
from web.dialects.spiffy.wire import MEMBERS, SpiffyImage

DEFAULT_LIMIT, MAX_LIMIT = 30, 50
LARGEST_NUMBER = 10**15  # more images than anybody has, and an id nobody gets to


class Page(msgspec.Struct, frozen=True):
    limit: int
    number: int
    since_id: int

    def of(self, images: Iterable[SpiffyImage]) -> list[SpiffyImage]:
        """Filtered first, then cut into pages."""
        later = [image for image in images if image.id > self.since_id]
        start = (self.number - 1) * self.limit
        return later[start : start + self.limit]


def read_page(request: AnyRequest) -> Page:
    limit = min(_number(request, "limit") or DEFAULT_LIMIT, MAX_LIMIT)
    return Page(limit, _number(request, "page") or 1, read_since_id(request))


def read_since_id(request: AnyRequest) -> int:
    return _number(request, "since_id")


def read_members(request: AnyRequest) -> tuple[str, ...]:
    """The members that `fields` names, all of them without it. Unknown names are ignored."""
    text = request.query_params.get("fields", "")
    named = {name.strip() for name in text.split(",")}
    return tuple(name for name in MEMBERS if name in named) if text.strip() else MEMBERS


def _number(request: AnyRequest, name: str) -> int:
    """0 for what is no whole number."""
    text = request.query_params.get(name, "").strip()
    if not (text.isascii() and text.isdigit()):
        return 0
    return int(text) if len(text) < 16 else LARGEST_NUMBER
