"""The query of a read: `limit`, `page`, `since_id` and `fields`. A value that can't be read counts as absent."""

import msgspec

from web.context import AnyRequest
from web.dialects.paging import ids_in_order
from web.dialects.spiffy.wire import MEMBERS
from web.gallery.model import Gallery

DEFAULT_LIMIT, MAX_LIMIT = 30, 50
LARGEST_NUMBER = 10**15  # more images than anybody has, and an id nobody gets to


class Page(msgspec.Struct, frozen=True):
    limit: int
    number: int
    since_id: int | None  # None: not asked for

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.limit

    def order(self, gallery: Gallery) -> list[int]:
        """Ids in the order of the list: since an id it goes by ids, for clients that walk so; else by position."""
        if self.since_id is None:
            return ids_in_order(gallery)
        return sorted(number for number in gallery.images if number > self.since_id)


def read_page(request: AnyRequest) -> Page:
    limit = min(_number(request, "limit") or DEFAULT_LIMIT, MAX_LIMIT)
    return Page(limit, _number(request, "page") or 1, read_since_id(request))


def read_since_id(request: AnyRequest) -> int | None:
    return _number(request, "since_id")


def read_members(request: AnyRequest) -> tuple[str, ...]:
    """The members that `fields` names, all of them without it. Unknown names are ignored."""
    text = request.query_params.get("fields", "")
    named = {name.strip() for name in text.split(",")}
    return tuple(name for name in MEMBERS if name in named) if text.strip() else MEMBERS


def _number(request: AnyRequest, name: str) -> int | None:
    """None for what is no whole number."""
    text = request.query_params.get(name, "").strip()
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text) if len(text) < 16 else LARGEST_NUMBER
