"""Pages of a list: `limit` and `offset`, and the addresses of the next page and the one before."""

from urllib.parse import parse_qs, urlencode

import msgspec

from web.context import AnyRequest

LIMIT = 10


class Page(msgspec.Struct, frozen=True):
    limit: int
    offset: int
    query: dict[str, list[str]]  # all of it, for the addresses of the other pages

    def next(self, address: str) -> str:
        """`address` is the list's, without a query."""
        return self._address(address, self.offset + self.limit)

    def previous(self, address: str) -> str | None:
        return None if self.offset <= 0 else self._address(address, self.offset - self.limit)

    def _address(self, address: str, offset: int) -> str:
        """The first page has no `offset`."""
        query = {**self.query, "limit": [str(self.limit)], "offset": [str(offset)]}
        if offset <= 0:
            del query["offset"]
        return f"{address}?{urlencode(sorted(query.items()), doseq=True)}"


def read_page(request: AnyRequest) -> Page:
    """A value that can't be read is the default: ten from the start."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    return Page(_number(query, "limit") or LIMIT, _number(query, "offset"), query)


def _number(query: dict[str, list[str]], name: str) -> int:
    try:
        return max(int(query[name][-1]), 0)
    except (KeyError, ValueError):
        return 0
