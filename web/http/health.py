"""Is it alive, is it ready, and how is it doing: `/healthz`, `/readyz`, `/metrics`."""

import asyncio
import logging
from collections.abc import Iterable
from time import perf_counter
from typing import Any

from litestar import Request, Response, get
from litestar.types import ASGIApp, Message
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from web.context import context_of
from web.database.engines import bound
from web.http.disconnect import CLIENT_CLOSED_REQUEST, ClientDisconnected
from web.http.metrics import of_this_worker, requests
from web.services.catalogue.lookup import response_cache

logger = logging.getLogger(__name__)

STATEMENTS = Gauge("packshot_database_statements", "SQL statements sent since the start.")
KEPT = Gauge("packshot_kept_answers_bytes", "Finished answers kept in memory.")
DEADLINE = 3  # seconds in which database and storage are each to answer


@get("/healthz", include_in_schema=False)
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/readyz", include_in_schema=False)
async def readyz(request: Request[Any, Any, Any]) -> Response[dict[str, str]]:
    """Database and storage answer; 503 says which does not in time, and no more: the reason is in the log."""
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
async def metrics() -> Response[bytes]:
    STATEMENTS.set(bound.bound().statements)
    KEPT.set(response_cache.used)
    media_type = CONTENT_TYPE_LATEST.partition("; charset")[0]  # the framework says the charset itself
    return Response(generate_latest(of_this_worker), media_type=media_type)


HANDLERS = (healthz, readyz, metrics)

PARTS = ("/admin", "/media/", "/static/")


def measured(app: ASGIApp, prefixes: Iterable[str]) -> ASGIApp:
    """Counts every request by the part of the product that answers it, and forgets those whose client left.

    `prefixes`: how the addresses of the APIs begin.
    """
    parts = sorted({*prefixes, *PARTS}, key=len, reverse=True)

    async def count(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        start = perf_counter()

        part = next((part for part in parts if scope["path"].startswith(part)), "other")

        def note(status: int) -> None:
            method = scope["method"] if scope["method"] in METHODS else "other"
            requests.count(part, method, status, perf_counter() - start)

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                note(message["status"])
            await send(message)

        try:
            await app(scope, receive, noted)
        except ClientDisconnected:
            note(CLIENT_CLOSED_REQUEST)

    return count


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
