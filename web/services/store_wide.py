"""Reads over all products at once."""

from web.database import store_wide
from web.database.store_wide import Standing

__all__ = ["Standing", "count", "images"]


async def images(limit: int, offset: int) -> list[Standing]:
    """A page of all products' images in the order of their ids."""
    return await store_wide.images(limit, offset)


async def count() -> int:
    """How many images all products have together."""
    return await store_wide.count()
