"""Liveness, readiness and metrics: `/healthz`, `/readyz`, `/metrics`."""

import asyncio
import logging

from litestar import Response, get
from prometheus_client import CONTENT_TYPE_LATEST

from web.context import AnyRequest, context_of
from web.database.engines import bound
from web.http import worker_metrics

logger = logging.getLogger(__name__)

DEADLINE = 3  # seconds in which database and storage are each to answer


@get("/healthz", include_in_schema=False)
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/readyz", include_in_schema=False)
async def readyz(request: AnyRequest) -> Response[dict[str, str]]:
    """Database and storage answer; 503 names the one that does not in time, and no more: the reason is in the log."""
    checks = {"database": bound.reachable, "storage": context_of(request).files.reachable}
    found: dict[str, str] = {}
    for name, check in checks.items():
        try:
            async with asyncio.timeout(DEADLINE):
                await check()
            found[name] = "ok"
        except bound.NO_SCHEMA:
            logger.error("the database has no schema yet: run packshot migrate")
            found[name] = "without schema"
        except Exception:
            logger.exception("%s is not reachable", name)
            found[name] = "unreachable"
    ready = set(found.values()) == {"ok"}
    return Response({"status": "ok" if ready else "unavailable", **found}, status_code=200 if ready else 503)


@get("/metrics", include_in_schema=False)
async def metrics(request: AnyRequest) -> Response[bytes]:
    """Metrics of every worker, each marked with its process id; those of the others as of some seconds ago."""
    media_type = CONTENT_TYPE_LATEST.partition("; charset")[0]  # the framework adds the charset itself
    return Response(await worker_metrics.of_all_workers(context_of(request)), media_type=media_type)


HANDLERS = (healthz, readyz, metrics)
