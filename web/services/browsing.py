"""Finding products and collections by what people call them, a page at a time."""

import msgspec

from web.database import browsing
from web.database.browsing import Listed, Wanted
from web.database.owners import shop
from web.gallery.owner import Store
from web.gallery.searching import lines

__all__ = ["Found", "Labelled", "Listed", "Search", "browse"]

PER_PAGE = 24
LONGEST = 100  # characters of a search
KINDS = {"products": ("product",), "collections": ("standard", "super")}


class Search(msgspec.Struct, frozen=True, kw_only=True):
    text: str = ""
    kind: str = ""  # products, collections, or everything
    without_images: bool = False
    page: int = 1


class Labelled(msgspec.Struct, frozen=True):
    """How many of the images that a store has are labelled there."""

    store: Store
    images: int
    labelled: int


class Found(msgspec.Struct, frozen=True, kw_only=True):
    owners: tuple[tuple[Listed, tuple[Labelled, ...]], ...]
    total: int
    page: int
    pages: int


async def browse(search: Search) -> Found:
    """A page past the last one is the last one."""
    wanted = Wanted(
        kinds=KINDS.get(search.kind, ()),
        pattern=_pattern(search.text[:LONGEST]),
        without_images=search.without_images,
    )
    total = await browsing.number_of(wanted)
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(search.page, 1), pages)
    listed = await browsing.owners(wanted, PER_PAGE, (page - 1) * PER_PAGE)
    coverage = await browsing.coverage([owner.id for owner in listed])
    stores = (await shop()).stores
    rows = ((owner, _labelled(owner.id, stores, coverage)) for owner in listed)
    return Found(owners=tuple(rows), total=total, page=page, pages=pages)


def _labelled(
    owner: int, stores: tuple[Store, ...], coverage: dict[tuple[int, int], tuple[int, int]]
) -> tuple[Labelled, ...]:
    return tuple(Labelled(store, *coverage[owner, store.id]) for store in stores if (owner, store.id) in coverage)


def _pattern(text: str) -> str | None:
    text = lines([text.replace("\0", " ").strip()])
    escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%" if text else None
