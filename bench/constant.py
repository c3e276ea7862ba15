"""Litestar answering a constant: the most that anything built on it can do."""

import os
from pathlib import Path

from litestar import Litestar, Response, get

from bench.shop import CONSTANT


@get("/constant")
async def constant() -> dict[str, object]:
    return CONSTANT


BODY = Path(os.environ["BENCH_BODY"]).read_bytes() if "BENCH_BODY" in os.environ else b""


@get("/bytes")
async def picture() -> Response[bytes]:
    return Response(BODY, media_type="image/webp")


@get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


def create() -> Litestar:
    return Litestar([constant, picture, healthz], openapi_config=None, logging_config=None)
