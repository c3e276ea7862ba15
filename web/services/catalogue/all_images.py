"""Reads over all products at once."""

from web.database.queries import store_wide
from web.database.queries.store_wide import ProductImage

__all__ = ["ProductImage", "count", "images"]


async def images(limit: int, offset: int) -> list[ProductImage]:
    """A page of all products' images in the order of their ids."""
    return await store_wide.images(limit, offset)


async def count() -> int:
    """How many images all products have together."""
    return await store_wide.count()
