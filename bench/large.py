"""`python -m bench.large --products 125000 [--database URL] [--pictures]`: fills an empty database with a large shop.

Fast because it goes past the write path, in the shape that this leaves behind. Without `--pictures` the shop has no
files, which is enough for everything but pictures themselves.
"""

import argparse
import asyncio
import hashlib
import time
from collections.abc import Sequence

from bench.bulk import bulk_into
from bench.large_shop import IMAGES, Content, Shop
from bench.photo import photograph
from web.database.engines.bound import bind, engine_for
from web.database.migrations import migrate
from web.files.store import FileStore, original_key
from web.settings import Settings, read_settings

BATCH = 2_000  # products written at once
DIFFERENT = 20  # pictures, which all products share


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.large", description=__doc__)
    parser.add_argument("--products", type=int, default=125_000)
    parser.add_argument("--images", type=int, default=IMAGES, help="of a product")
    parser.add_argument("--database", help="an address as PACKSHOT_DATABASE_URL has it, which stands for it")
    parser.add_argument("--pictures", action="store_true", help="with files, which the products share")
    options = parser.parse_args(arguments)
    settings = read_settings() if not options.database else _with_database(options.database)
    began = time.perf_counter()
    asyncio.run(fill(settings, options.products, options.images, options.pictures))
    print(f"{options.products:,} products in {time.perf_counter() - began:.0f} s")


def _with_database(url: str) -> Settings:
    return read_settings({"PACKSHOT_DATABASE_URL": url, "PACKSHOT_SECRET_KEY": "a secret for benchmarks"})


async def fill(settings: Settings, products: int, images: int = IMAGES, pictures: bool = False) -> None:
    """Bring the schema up and write the shop. The database must have no products yet."""
    engine = engine_for(settings)
    bind(engine)
    try:
        await migrate(engine)
    finally:
        await engine.stop()
    shop = Shop(images, await _kept_contents(settings) if pictures else ())
    async with bulk_into(settings) as bulk:
        await bulk.write(shop.beginning())
        for first in range(1, products + 1, BATCH):
            await bulk.write(shop.products(first, min(first + BATCH - 1, products)))


async def _kept_contents(settings: Settings) -> list[Content]:
    """Contents that were put into the storage: one photograph in many sizes."""
    kept = []
    for width in range(1_600, 1_600 + DIFFERENT):
        data = photograph(width, 1_200, quality=60)
        content = Content(hashlib.sha256(data).hexdigest(), len(data), width, 1_200)
        await FileStore(settings.storage_url).keep_bytes(original_key(content.hash), data)
        kept.append(content)
    return kept


if __name__ == "__main__":
    main()
