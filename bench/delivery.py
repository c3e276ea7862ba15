"""Delivery of a picture once made, as a share of Litestar answering the same bytes from memory."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from bench.lists import measured
from bench.photo import photograph
from bench.servers import serving
from bench.shop import build, environ_in

PARTS = (
    ("a 240 px WebP", "fit-240x240", "webp"),
    ("a 1280 px WebP", "fit-1280x1280", "webp"),
    ("the original", "original", "jpg"),
)


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        credentials = build(Path(folder), products=1)
        environ = environ_in(Path(folder))
        print(f"{'Delivery':<18}{'bytes':>10}{'1 worker':>10}{'2 workers':>11}")
        with serving("web.app:served", environ) as base:
            picture = upload(base, credentials["token"]["key"])
            paths = {title: f"{picture}/{size}/photo.{ending}" for title, size, ending in PARTS}
            bodies = {title: httpx.get(base + path).raise_for_status().content for title, path in paths.items()}
        for title, path in paths.items():
            shares = [_share(environ, path, bodies[title], folder, workers) for workers in (1, 2)]
            print(f"{title:<18}{len(bodies[title]):>10,}{shares[0]:>10.2f}{shares[1]:>11.2f}", flush=True)


def upload(base: str, key: str) -> str:
    """Returns what the picture's addresses start with."""
    files = {"image": ("photo.jpg", photograph(1632, 1224), "image/jpeg")}
    sent = httpx.post(
        f"{base}/api/products/1/images", headers={"Authorization": f"Token {key}"}, files=files, timeout=60
    )
    return urlsplit(str(sent.raise_for_status().json()["f"])).path.removesuffix("/original/photo.jpg")


def _share(environ: dict[str, str], path: str, body: bytes, folder: str, workers: int) -> float:
    (Path(folder) / "body").write_bytes(body)
    constant = {**environ, "BENCH_BODY": os.path.join(folder, "body")}  # noqa: PTH118 - it must be a string
    with serving("bench.constant:create", constant, workers) as base:
        limit = measured(base, "/bytes", {}, 1)
    with serving("web.app:served", environ, workers) as base:
        return measured(base, path, {}, 1) / limit
