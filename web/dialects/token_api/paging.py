"""Pages of a list: `limit` and `offset`, and the addresses of the pages before and after."""

from collections.abc import Sequence
from urllib.parse import parse_qs, urlencode

import msgspec

from web.gallery.model import Image

LIMIT = 10


class PageQuery(msgspec.Struct, frozen=True):
    """Which part of the list, and the rest of the query, which the neighbouring pages' addresses keep."""

    limit: int
    offset: int
    query: dict[str, list[str]]


def page_query(query: str) -> PageQuery:
    """What cannot be meant is the default: ten from the start."""
    given = parse_qs(query, keep_blank_values=True)
    return PageQuery(_number(given, "limit") or LIMIT, _number(given, "offset"), given)


def _number(given: dict[str, list[str]], name: str) -> int:
    try:
        return max(int(given[name][-1]), 0)
    except (KeyError, ValueError):
        return 0


def part(images: Sequence[Image], asked: PageQuery) -> Sequence[Image]:
    return images[asked.offset : asked.offset + asked.limit]


def following(asked: PageQuery, count: int, address: str) -> str | None:
    after = asked.offset + asked.limit
    return None if after >= count else _address(address, asked, after)


def preceding(asked: PageQuery, address: str) -> str | None:
    return None if asked.offset <= 0 else _address(address, asked, asked.offset - asked.limit)


def _address(address: str, asked: PageQuery, offset: int) -> str:
    """The first page has no `offset`."""
    query = {**asked.query, "limit": [str(asked.limit)], "offset": [str(offset)]}
    if offset <= 0:
        del query["offset"]
    return f"{address}?{urlencode(sorted(query.items()), doseq=True)}"
