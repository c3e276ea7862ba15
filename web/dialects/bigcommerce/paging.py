"""`page` and `limit`: pages count from 1, of 50 by default, of 250 at most."""

from typing import TypeVar

import msgspec

from web.context import AnyRequest
from web.dialects.bigcommerce.errors import Invalid, invalid, too_many

DEFAULT_LIMIT, MAX_LIMIT = 50, 250
NOT_WHOLE = "It must be a whole number of at least 1."
LARGEST_PAGE = 10**9  # larger numbers of pages are all the same page: one with nothing on it

T = TypeVar("T")


class Page(msgspec.Struct, frozen=True):
    number: int = 1
    limit: int = DEFAULT_LIMIT

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.limit

    def of(self, items: list[T]) -> list[T]:
        return items[self.offset : self.offset + self.limit]


def read_page(request: AnyRequest) -> Page:
    """Raises Invalid."""
    number, limit = _number(request, "page", 1), _number(request, "limit", DEFAULT_LIMIT)
    if limit > MAX_LIMIT:
        raise Invalid(too_many(MAX_LIMIT))
    return Page(number, limit)


def has_page(request: AnyRequest) -> bool:
    return "page" in request.query_params or "limit" in request.query_params


def _number(request: AnyRequest, name: str, default: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    digits = text.lstrip("0") if text.isascii() and text.isdigit() else ""
    if not digits:
        raise Invalid(invalid(name, NOT_WHOLE))
    return int(digits) if len(digits) < len(str(LARGEST_PAGE)) else LARGEST_PAGE
