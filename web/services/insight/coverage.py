"""Coverage of labels by store: today's numbers, the images that they count, and the trend by day."""

import msgspec

from web.database.queries import insight, stores
from web.database.queries.insight import CONDITIONS, SOFT_LIMIT, CountedImage, Kinds, StoreCounts
from web.gallery.clock import DAY, now
from web.gallery.owner import Store

__all__ = ["CONDITIONS", "SOFT_LIMIT", "CountedImage"]  # rows, for callers that know no database

KINDS: dict[str, Kinds] = {
    "": ("product", "standard", "super"),
    "products": ("product", "product", "product"),
    "collections": ("standard", "super", "super"),
}
TREND = 90  # days
TASK = "coverage"
INTERVAL = 3600.0  # seconds between two looks whether the day is recorded


class StoreCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """One store. `labelled` counts texts and what is decorative on purpose."""

    store: Store
    images: int
    labelled: int
    found: dict[str, int]

    @property
    def share(self) -> float:
        return self.labelled / self.images if self.images else 1.0


class TrendPoint(msgspec.Struct, frozen=True):
    day: int  # since 1970
    share: float


async def coverage_by_store(kind: str) -> tuple[StoreCoverage, ...]:
    """Coverage of all stores, in their order, also of those without images."""
    found = {one.store: one for one in await insight.counted(KINDS[kind])}
    return tuple(_covered(store, found.get(store.id)) for store in await stores.in_order())


def _covered(store: Store, counted: StoreCounts | None) -> StoreCoverage:
    if counted is None:
        return StoreCoverage(store=store, images=0, labelled=0, found=dict.fromkeys(CONDITIONS, 0))
    labelled = counted.images - counted.found["missing"]
    return StoreCoverage(store=store, images=counted.images, labelled=labelled, found=counted.found)


async def counted_images(kind: str, store: int, about: str, after: int, limit: int) -> list[CountedImage]:
    return await insight.counted_images(KINDS[kind], store, about, after, limit)


async def trend() -> dict[int, list[TrendPoint]]:
    """Shares by store of the last ninety days, as far as they were recorded; today as it is now."""
    await record_today()
    lines: dict[int, list[TrendPoint]] = {}
    for day, store, images, labelled in await insight.days(now() // DAY - TREND):
        lines.setdefault(store, []).append(TrendPoint(day, labelled / images if images else 1.0))
    return lines


async def record_today() -> None:
    found = await insight.counted(KINDS[""])
    await insight.record_day(
        now() // DAY, [(one.store, one.images, one.images - one.found["missing"]) for one in found]
    )


async def record_missing_day() -> None:
    """Record the day, also when nobody looks."""
    if not await insight.days(now() // DAY):
        await record_today()
