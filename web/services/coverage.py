"""How well the stores are labelled: today's numbers, the images behind each, and how it went day by day."""

import msgspec

from web.clock import DAY, now
from web.database import coverage, stores
from web.database.coverage import Behind, Counted, Kinds
from web.gallery.owner import Store

KINDS: dict[str, Kinds] = {
    "": ("product", "standard", "super"),
    "products": ("product", "product", "product"),
    "collections": ("standard", "super", "super"),
}
TREND = 90  # days
TASK = "coverage"
INTERVAL = 3600.0  # seconds between two looks whether the day is recorded


class Covered(msgspec.Struct, frozen=True, kw_only=True):
    """One store. `labelled` counts texts and what is decorative on purpose."""

    store: Store
    images: int
    labelled: int
    found: dict[str, int]

    @property
    def share(self) -> float:
        return self.labelled / self.images if self.images else 1.0


class Point(msgspec.Struct, frozen=True):
    day: int  # since 1970
    share: float


async def covered(kind: str) -> tuple[Covered, ...]:
    """In the stores' order; a store without images has nothing lacking."""
    found = {one.store: one for one in await coverage.counted(KINDS[kind])}
    return tuple(_covered(store, found.get(store.id)) for store in await stores.in_order())


def _covered(store: Store, counted: Counted | None) -> Covered:
    if counted is None:
        return Covered(store=store, images=0, labelled=0, found=dict.fromkeys(coverage.CONDITIONS, 0))
    labelled = counted.images - counted.found["missing"]
    return Covered(store=store, images=counted.images, labelled=labelled, found=counted.found)


async def behind(kind: str, store: int, about: str, after: int, limit: int) -> list[Behind]:
    return await coverage.behind(KINDS[kind], store, about, after, limit)


async def trend() -> dict[int, list[Point]]:
    """By store, the last ninety days as far as they were noted; today as it is now."""
    await record_today()
    lines: dict[int, list[Point]] = {}
    for day, store, images, labelled in await coverage.days(now() // DAY - TREND):
        lines.setdefault(store, []).append(Point(day, labelled / images if images else 1.0))
    return lines


async def record_today() -> None:
    found = await coverage.counted(KINDS[""])
    await coverage.note_day(now() // DAY, [(one.store, one.images, one.images - one.found["missing"]) for one in found])


async def record_missing_day() -> None:
    """Every day has its numbers, also when nobody looks."""
    if not await coverage.days(now() // DAY):
        await record_today()
