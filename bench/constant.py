"""Litestar answering a constant: the most that anything built on it can do."""

from litestar import Litestar, get

from bench.shop import CONSTANT


@get("/constant")
async def constant() -> dict[str, object]:
    return CONSTANT


@get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


def create() -> Litestar:
    return Litestar([constant, healthz], openapi_config=None, logging_config=None)
