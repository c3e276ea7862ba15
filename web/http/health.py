"""Liveness, readiness and metrics: `/healthz`, `/readyz`, `/metrics`."""

import logging

from litestar import Response, get
from prometheus_client import CONTENT_TYPE_LATEST

from web.context import AnyRequest, context_of
from web.gallery.unavailable import StorageUnavailable, Unavailable
from web.http import worker_metrics
from web.http.metrics_access import may_read_metrics
from web.http.outages import outages
from web.services.maintenance.readiness import NO_SCHEMA, OK, Part

logger = logging.getLogger(__name__)

NOT_FOR_YOU = b"Metrics are for the networks in PACKSHOT_METRICS_ALLOW, and for who has PACKSHOT_METRICS_TOKEN.\n"
ALWAYS = ("database", "storage")  # parts that the answer names also where they are ready


@get("/healthz", include_in_schema=False)
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/readyz", include_in_schema=False)
async def readyz(request: AnyRequest) -> Response[dict[str, str]]:
    """Database, storage, temporary folder and decoders work; 503 names what does not, and no more: the log has why."""
    parts = await context_of(request).readiness.check()
    for name, part in parts.items():
        _log(name, part)
    ready = all(part.state == OK for part in parts.values())
    named = {name: part.state for name, part in parts.items() if name in ALWAYS or part.state != OK}
    return Response({"status": "ok" if ready else "unavailable", **named}, status_code=200 if ready else 503)


def _log(name: str, part: Part) -> None:
    if part.state == NO_SCHEMA:
        logger.error("the database has no schema yet: run packshot migrate")
    elif part.error is not None:
        error = part.error if isinstance(part.error, Unavailable) else StorageUnavailable(repr(part.error))
        outages.record(type(error)(f"{name} is not ready: {error}"))


@get("/metrics", include_in_schema=False)
async def metrics(request: AnyRequest) -> Response[bytes]:
    """Metrics of every worker, each marked with its process id; those of the others as of some seconds ago."""
    if not may_read_metrics(request):
        return Response(NOT_FOR_YOU, status_code=403, media_type="text/plain")
    media_type = CONTENT_TYPE_LATEST.partition("; charset")[0]  # the framework adds the charset itself
    return Response(await worker_metrics.of_all_workers(context_of(request)), media_type=media_type)


HANDLERS = (healthz, readyz, metrics)
