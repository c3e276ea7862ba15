"""Response times of /healthz while fifty pictures of 50 megapixels come in, against Litestar's own beside it."""

import asyncio
import os
import statistics
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from pathlib import Path
from time import perf_counter

import httpx
from PIL import Image

from bench.photo import photograph
from bench.servers import serving
from bench.shop import build, environ_in

UPLOADS, LARGE = 50, (8660, 5773)
PAUSE = 0.02  # seconds between two requests

Waits = dict[str, list[float]]


def run() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        key, environ = build(folder, products=1)["token"]["key"], environ_in(folder)
        files = [folder / name for name in ("baseline.jpg", "progressive.jpg", "large.png")]
        draw(files)
        with (
            serving("web.app:served", environ, cores=False) as base,
            serving("bench.constant:create", environ, cores=False) as constant,
            ProcessPoolExecutor(1, initializer=os.nice, initargs=(10,)) as clients,  # which have machines of their own
        ):
            uploads = clients.submit(upload, base, key, files)
            waits = response_times({"ours": base, "Litestar's": constant}, uploads)
        print(f"/healthz while {UPLOADS} pictures of 50 megapixels come in, of which {uploads.result()} were taken")
        print(f"{'milliseconds':<18}{'ours':>10}{'Litestar':>10}{'ratio':>8}")
        for title, figure in FIGURES.items():
            ours, theirs = (1000 * figure(times) for times in waits.values())
            print(f"{title:<18}{ours:>10.1f}{theirs:>10.1f}{ours / theirs:>8.1f}", flush=True)


FIGURES: dict[str, Callable[[list[float]], float]] = {
    "median": statistics.median,
    "99 in a hundred": lambda times: statistics.quantiles(times, n=100)[-1],
    "slowest": max,
}


def draw(files: list[Path]) -> None:
    """A JPEG as cameras make them, one that is held whole until its last scan, and a PNG."""
    gradient = Image.linear_gradient("L").resize(LARGE).convert("RGB")
    files[0].write_bytes(photograph(*LARGE))
    gradient.save(files[1], progressive=True)
    gradient.save(files[2], compress_level=1)


def upload(base: str, key: str, files: list[Path]) -> int:
    """All at once, no two alike. Returns how many were accepted."""
    return asyncio.run(_upload(base, key, files))


async def _upload(base: str, key: str, files: list[Path]) -> int:
    headers, limits = {"Authorization": f"Token {key}"}, httpx.Limits(max_connections=UPLOADS)
    contents = [(path.name, path.read_bytes()) for path in files]
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=120, limits=limits) as client:

        async def send(number: int) -> int:
            name, data = contents[number % len(contents)]
            image = {"image": (name, data + bytes([number]))}
            return (await client.post("/api/products/1/images", files=image)).status_code

        return [*await asyncio.gather(*map(send, range(UPLOADS)))].count(201)


def response_times(servers: dict[str, str], uploads: "Future[int]") -> Waits:
    """Seconds of every response until the uploads are done, of each server in turn."""
    waits: Waits = {name: [] for name in servers}
    with httpx.Client(timeout=120) as client:
        while not uploads.done():
            for name, base in servers.items():
                start = perf_counter()
                client.get(f"{base}/healthz", headers={"Connection": "close"}).raise_for_status()
                waits[name].append(perf_counter() - start)
            wait([uploads], timeout=PAUSE)
    return waits
