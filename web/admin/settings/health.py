"""Health of the installation: database and storage, limits, versions, and the last run of the doctor."""

import platform
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from urllib.parse import unquote

import msgspec
from litestar import get, post
from litestar.response import Redirect

from web.admin.shell.session import HOME, AdminRequest
from web.context import AppContext, context_of
from web.http.pages.language import _, whole
from web.http.pages.rendering import Answer, flash_notice, redirect_done, render
from web.services.maintenance import doctor_runs
from web.services.maintenance.doctor_runs import DoctorRun, Totals, reachable, totals

HERE = f"{HOME}health"
PACKAGES = ("packshot", "litestar", "piccolo", "pillow", "obstore", "uvicorn")


class HealthItem(msgspec.Struct, frozen=True):
    name: str
    what: str
    reachable_now: bool


class HealthPage(msgspec.Struct, frozen=True, kw_only=True):
    parts: tuple[HealthItem, ...]
    limits: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    totals: Totals
    doctor_run: DoctorRun


@get("/health")
async def health(request: AdminRequest) -> Answer:
    context = context_of(request)
    page = HealthPage(
        parts=(
            HealthItem(
                _("Database"), "SQLite" if context.settings.embedded else "PostgreSQL", await _is_reachable(reachable)
            ),
            HealthItem(_("Storage"), _storage(context), await _is_reachable(context.files.reachable)),
        ),
        limits=_limits(context),
        versions=(("Python", platform.python_version()), *((name, version(name)) for name in PACKAGES)),
        totals=await totals(),
        doctor_run=await doctor_runs.last(),
    )
    messages = {"checking": _("The check-up has begun. It reads every file, which may take a while.")}
    return render(request, "settings/health.html", page, notice=flash_notice(request, messages))


@post("/health/check", for_admins=True)
async def check(request: AdminRequest) -> Redirect:
    await context_of(request).doctor_runs.start()
    return redirect_done(HERE, "checking")


def _storage(context: AppContext) -> str:
    scheme, _rest, place = context.settings.storage_url.partition("://")
    return _("folder %(path)s", path=unquote(place)) if scheme == "file" else f"S3, {place.partition('?')[0]}"


async def _is_reachable(ask: Callable[[], Awaitable[None]]) -> bool:
    try:
        await ask()
    except Exception:
        return False
    return True


def _limits(context: AppContext) -> tuple[tuple[str, str], ...]:
    settings, limits = context.settings, context.limits
    quota = whole(settings.api_quota) if settings.api_quota else _("unlimited")
    return (
        (_("Largest file"), f"{whole(settings.max_upload_bytes // 2**20)} MB"),
        (_("Most pixels in a picture"), _("%(number)s megapixels", number=whole(settings.max_pixels // 1_000_000))),
        (_("Most frames of an animation"), whole(limits.max_frames)),
        (_("API calls per credential and hour"), quota),
        (_("Days that replaced and removed pictures are kept"), whole(settings.grace_days)),
    )


HANDLERS = (health, check)
