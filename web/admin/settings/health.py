"""Health of the installation: database and storage, limits, versions, and the last run of the doctor."""

import msgspec
from litestar import get, post

from web.admin.settings.health_data import BackendData, HealthData, LimitsData, health_data
from web.admin.shell.session import HOME, AdminRequest
from web.context import context_of
from web.http.pages.language import _, whole
from web.http.pages.rendering import Answer, answer_done, flash_notice, render

HERE = f"{HOME}health"
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class HealthItem(msgspec.Struct, frozen=True):
    name: str
    what: str
    backend: BackendData


class HealthPage(msgspec.Struct, frozen=True, kw_only=True):
    data: HealthData
    parts: tuple[HealthItem, ...]
    limits: tuple[tuple[str, str], ...]


@get("/health")
async def health(request: AdminRequest) -> Answer:
    messages = {"checking": _("The check-up has begun. It reads every file, which may take a while.")}
    return render(request, "settings/health.html", await _page(request), notice=flash_notice(request, messages))


@post("/health/check", for_admins=True, status_code=200)
async def check(request: AdminRequest) -> Answer:
    await context_of(request).doctor_runs.start()
    return await answer_done(request, HERE, "checking", lambda: _page(request))


async def _page(request: AdminRequest) -> HealthPage:
    data = await health_data(context_of(request))
    parts = (
        HealthItem(_("Database"), DATABASES[data.database.kind], data.database),
        HealthItem(_("Storage"), _storage(data.storage), data.storage),
    )
    return HealthPage(data=data, parts=parts, limits=_limits(data.limits))


def _storage(storage: BackendData) -> str:
    return _("folder %(path)s", path=storage.place) if storage.kind == "file" else f"S3, {storage.place}"


def _limits(limits: LimitsData) -> tuple[tuple[str, str], ...]:
    quota = _("unlimited") if limits.calls_per_hour is None else whole(limits.calls_per_hour)
    return (
        (_("Largest file"), f"{whole(limits.max_bytes // 2**20)} MB"),
        (_("Most pixels in a picture"), _("%(number)s megapixels", number=whole(limits.max_pixels // 1_000_000))),
        (_("Most frames of an animation"), whole(limits.max_frames)),
        (_("API calls per credential and hour"), quota),
        (_("Days that replaced and removed pictures are kept"), whole(limits.days_kept)),
    )


HANDLERS = (health, check)
