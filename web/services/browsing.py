"""Finding products and collections by what people call them, a page at a time."""

import msgspec

from web.database import browsing
from web.database.browsing import Listed, Wanted
from web.database.owners import shop
from web.gallery.owner import Store

__all__ = ["Found", "Labelled", "Listed", "Search", "browse"]

PER_PAGE = 24
LONGEST = 100  # characters of a search
KINDS = {
    "products": ("product", "product", "product"),
    "collections": ("standard", "super", "super"),
}
EVERY_KIND = ("product", "standard", "super")


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
        kinds=KINDS.get(search.kind, EVERY_KIND),
        spellings=_spellings(search.text[:LONGEST]),
        without_images=search.without_images,
    )
    total = await browsing.number_of(wanted)
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(search.page, 1), pages)
    window = (PER_PAGE, (page - 1) * PER_PAGE)
    listed = await browsing.owners(wanted, *window)
    coverage = await browsing.coverage(wanted, *window)
    stores = (await shop()).stores
    rows = ((owner, _labelled(owner.id, stores, coverage)) for owner in listed)
    return Found(owners=tuple(rows), total=total, page=page, pages=pages)


def _labelled(
    owner: int, stores: tuple[Store, ...], coverage: dict[tuple[int, int], tuple[int, int]]
) -> tuple[Labelled, ...]:
    return tuple(Labelled(store, *coverage[owner, store.id]) for store in stores if (owner, store.id) in coverage)


def _spellings(text: str) -> tuple[str, str]:
    """Two patterns, since SQLite makes only ASCII letters small: é is found by É where a word begins with it."""
    text = text.strip()
    escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_").lower()
    return f"%{escaped}%", f"%{escaped[:1].upper() if not escaped.isascii() else escaped[:1]}{escaped[1:]}%"
