"""Order, default and locale of stores, which the admin sets; the catalogue file sets everything else."""

import re

from web.database.queries import stores
from web.gallery.owner import Store

LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")


class BadLocale(Exception):
    pass


async def in_order() -> tuple[Store, ...]:
    """Stores as they are shown: by their places, those without one by their ids."""
    return tuple(await stores.in_order())


async def move(store: Store, by: int) -> None:
    """Earlier (-1) or later (1) than its neighbour; at the end it stays."""
    ids = [one.id for one in await in_order()]
    at = ids.index(store.id)
    to = min(max(at + by, 0), len(ids) - 1)
    ids.insert(to, ids.pop(at))
    await stores.set_order(ids)


async def make_default(store: Store) -> None:
    await stores.make_default(store.id)


async def set_locale(store: Store, locale: str) -> None:
    """Empty, or a language code. Raises BadLocale."""
    if locale and not LOCALE.fullmatch(locale):
        raise BadLocale(locale)
    await stores.set_locale(store.id, locale)
