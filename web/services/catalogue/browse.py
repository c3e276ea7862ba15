"""Finding products and collections by what people call them and what they lack, a page at a time."""

import msgspec

from web.database.queries import owner_list
from web.database.queries.owner_list import MISSING_FILTERS, Order, OwnerFilter, OwnerRow, PageWindow
from web.database.queries.stores import shop
from web.gallery.labels import lines
from web.gallery.owner import Store

__all__ = ["MISSING_FILTERS", "LabelShare", "Order", "OwnerRow", "Search", "SearchPage", "browse"]

PER_PAGE = 24
LONGEST = 100  # characters of a search
KINDS = {"products": ("product",), "collections": ("standard", "super")}


class Search(msgspec.Struct, frozen=True, kw_only=True):
    text: str = ""
    kind: str = ""  # products, collections, or everything
    lacking: str = ""  # a name of MISSING_FILTERS
    store: int = 0  # where a label is lacking
    order: Order = "name"
    after: int | None = None  # the owner behind which the page begins
    before: int | None = None  # the owner before which it ends


class LabelShare(msgspec.Struct, frozen=True):
    """Numbers of the images in a store, and of those that are labelled there or need no text."""

    store: Store
    images: int
    labelled: int


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """`before` and `after` lead to the neighbouring pages, where there are any."""

    owners: tuple[tuple[OwnerRow, tuple[LabelShare, ...]], ...]
    total: int
    before: int | None
    after: int | None


async def browse(search: Search) -> SearchPage:
    query = OwnerFilter(
        kinds=KINDS.get(search.kind, ()),
        pattern=_pattern(search.text[:LONGEST]),
        lacking=search.lacking,
        store=search.store,
    )
    total = await owner_list.number_of(query)
    listed, before, after = await _page(query, search)
    coverage = await owner_list.coverage([owner.id for owner in listed])
    stores = sorted((await shop()).stores, key=lambda store: (store.place, store.id))
    rows = ((owner, _labelled(owner.id, stores, coverage)) for owner in listed)
    return SearchPage(owners=tuple(rows), total=total, before=before, after=after)


async def _page(query: OwnerFilter, search: Search) -> tuple[list[OwnerRow], int | None, int | None]:
    """One more than is shown is read, which shows whether there is another page."""
    window = PageWindow(order=search.order, after=search.after, before=search.before, limit=PER_PAGE + 1)
    found = await owner_list.owners(query, window)
    more = len(found) > PER_PAGE
    if search.before is not None:
        shown = found[-PER_PAGE:]
        return shown, shown[0].id if more else None, shown[-1].id if shown else None
    shown = found[:PER_PAGE]
    return shown, shown[0].id if search.after is not None and shown else None, shown[-1].id if more else None


def _labelled(
    owner: int, stores: list[Store], coverage: dict[tuple[int, int], tuple[int, int]]
) -> tuple[LabelShare, ...]:
    return tuple(LabelShare(store, *coverage[owner, store.id]) for store in stores if (owner, store.id) in coverage)


def _pattern(text: str) -> str | None:
    text = lines([text.replace("\0", " ").strip()])
    escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%" if text else None
