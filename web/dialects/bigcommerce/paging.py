"""`page` and `limit`: pages count from 1, of 50 unless said otherwise, of 250 at most."""

from typing import TypeVar

import msgspec

from web.dialects.bigcommerce.problems import Invalid, invalid
from web.dialects.spec import AnyRequest

USUAL, MOST = 50, 250
NOT_WHOLE = "It must be a whole number of at least 1."
BEYOND = 10**9  # larger numbers of pages are all the same page: one with nothing on it

T = TypeVar("T")


class TooMany(Exception):
    """`limit` is above the maximum."""


class Page(msgspec.Struct, frozen=True):
    number: int = 1
    limit: int = USUAL

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.limit

    def of(self, items: list[T]) -> list[T]:
        return items[self.offset : self.offset + self.limit]


def page_of(request: AnyRequest) -> Page:
    """Raises TooMany, Invalid."""
    number, limit = _number(request, "page", 1), _number(request, "limit", USUAL)
    if limit > MOST:
        raise TooMany
    return Page(number, limit)


def pages_asked_for(request: AnyRequest) -> bool:
    return "page" in request.query_params or "limit" in request.query_params


def _number(request: AnyRequest, name: str, usual: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return usual
    digits = text.lstrip("0") if text.isascii() and text.isdigit() else ""
    if not digits:
        raise Invalid(invalid(name, NOT_WHOLE))
    return int(digits) if len(digits) < len(str(BEYOND)) else BEYOND
