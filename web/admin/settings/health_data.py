"""How the installation is doing, in numbers: part of Packshot's own API, like `data.py`."""

import platform
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Literal
from urllib.parse import unquote

import msgspec

from web.context import AppContext
from web.gallery.clock import as_datetime
from web.services.maintenance import doctor_runs
from web.services.maintenance.doctor import Report
from web.services.maintenance.doctor_runs import DoctorRun, Totals, reachable, totals

PACKAGES = ("packshot", "litestar", "piccolo", "pillow", "obstore", "uvicorn")


class BackendData(msgspec.Struct, frozen=True, kw_only=True):
    """The database or the storage. `place`: the folder or the bucket of the storage."""

    kind: Literal["sqlite", "postgresql", "file", "s3"]
    place: str | None = None
    reachable: bool


class LimitsData(msgspec.Struct, frozen=True, kw_only=True):
    max_bytes: int  # of a picture
    max_pixels: int  # of a picture: its width times its height
    max_frames: int  # of an animation
    calls_per_hour: int | None  # by one credential; null: as many as one likes
    days_kept: int  # of pictures that were replaced or removed


class TotalsData(msgspec.Struct, frozen=True, kw_only=True):
    """`pictures`: those that are kept after they were replaced or removed, too; `bytes`: of all originals."""

    products: int
    collections: int
    images: int
    pictures: int
    bytes: int


class ReportData(msgspec.Struct, frozen=True, kw_only=True):
    """What a check-up of the storage found. Files go by their keys; sizes are in bytes."""

    healthy: bool
    pictures: int
    files: int
    bytes: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    orphaned: tuple[str, ...]  # they belong to no picture, and do no harm
    orphaned_bytes: int
    stale_renditions: int  # of pictures that are no longer kept
    stale_rendition_bytes: int


class CheckUpData(msgspec.Struct, frozen=True, kw_only=True):
    """`running`: whether one is under way; `at`: when the last one ended, whose `report` it is."""

    running: bool
    at: datetime | None
    report: ReportData | None


class HealthData(msgspec.Struct, frozen=True, kw_only=True):
    database: BackendData
    storage: BackendData
    limits: LimitsData
    versions: Mapping[str, str]  # of what it runs on, by package
    totals: TotalsData
    check_up: CheckUpData


async def health_data(context: AppContext) -> HealthData:
    return HealthData(
        database=BackendData(
            kind="sqlite" if context.settings.embedded else "postgresql", reachable=await _is_reachable(reachable)
        ),
        storage=await _storage_data(context),
        limits=_limits_data(context),
        versions={"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        totals=_totals_data(await totals()),
        check_up=_check_up_data(await doctor_runs.last()),
    )


async def _storage_data(context: AppContext) -> BackendData:
    scheme, _rest, place = context.settings.storage_url.partition("://")
    found = await _is_reachable(context.files.reachable)
    if scheme == "file":
        return BackendData(kind="file", place=unquote(place), reachable=found)
    return BackendData(kind="s3", place=place.partition("?")[0], reachable=found)


async def _is_reachable(ask: Callable[[], Awaitable[None]]) -> bool:
    try:
        await ask()
    except Exception:
        return False
    return True


def _limits_data(context: AppContext) -> LimitsData:
    settings, limits = context.settings, context.limits
    return LimitsData(
        max_bytes=settings.max_upload_bytes,
        max_pixels=settings.max_pixels,
        max_frames=limits.max_frames,
        calls_per_hour=settings.api_quota or None,
        days_kept=settings.grace_days,
    )


def _totals_data(known: Totals) -> TotalsData:
    return TotalsData(
        products=known.products,
        collections=known.collections,
        images=known.images,
        pictures=known.pictures,
        bytes=known.size,
    )


def _check_up_data(run: DoctorRun) -> CheckUpData:
    return CheckUpData(
        running=run.running,
        at=None if run.at is None else as_datetime(run.at),
        report=_report_data(run.report) if run.report else None,
    )


def _report_data(report: Report) -> ReportData:
    return ReportData(
        healthy=report.healthy,
        pictures=report.pictures,
        files=report.files,
        bytes=report.size,
        missing=tuple(report.missing),
        damaged=tuple(report.damaged),
        orphaned=tuple(report.orphaned),
        orphaned_bytes=report.orphaned_size,
        stale_renditions=report.stale_renditions,
        stale_rendition_bytes=report.stale_renditions_size,
    )
