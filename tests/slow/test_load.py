"""Many large pictures at once: the server stays within its memory, answers everybody, and answers others meanwhile.

How long the others wait is measured by `python -m bench waiting`.
"""

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import httpx
import msgspec
import pytest
from PIL import Image

from tests.pictures import encoded
from tests.server_process import Server, client_of, memory, server_process
from tests.shop import Credentials
from web.settings import Settings

MOST = 1.5 * 2**30  # bytes
LARGE = (8660, 5773)  # 50 megapixels
UPLOADS = 50
PAUSE = 0.1  # seconds between two looks


class Samples(msgspec.Struct):
    memory: int = 0
    statuses: list[int] = []


def large_pictures() -> list[tuple[str, bytes]]:
    """The costliest pictures of each kind: a JPEG of nearly the largest size, one held whole until its last scan, and a
    PNG, of which no smaller version can be decoded."""
    picture = Image.linear_gradient("L").resize(LARGE).convert("RGB")
    baseline = "large.jpg", encoded(picture, "JPEG").ljust(24 * 2**20, b"\0")
    progressive = "large.jpg", encoded(picture, "JPEG", progressive=True)
    return [baseline, progressive, ("large.png", encoded(picture, "PNG", compress_level=1)), baseline, progressive]


@contextmanager
def watched(server: Server) -> Iterator[Samples]:
    """Sample a server's memory and its health check all the while."""
    samples, over = Samples(), Event()

    def sample() -> None:
        with client_of(server.base) as client:
            while not over.wait(PAUSE):
                samples.statuses.append(client.get("/healthz").status_code)
                samples.memory = max(samples.memory, memory(server.process))

    with ThreadPoolExecutor(1) as thread:
        looking = thread.submit(sample)
        try:
            yield samples
        finally:
            over.set()
        looking.result()


async def upload(base: str, key: str) -> list[httpx.Response]:
    """Upload all at once, no two alike."""
    files, headers = large_pictures(), {"Authorization": f"Token {key}"}
    limits = httpx.Limits(max_connections=UPLOADS)
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=300, limits=limits) as client:

        async def send(number: int) -> httpx.Response:
            name, data = files[number % len(files)]
            return await client.post("/api/products/8/images", files={"image": (name, data + bytes([number]))})

        return await asyncio.gather(*map(send, range(UPLOADS)))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what memory is held")
def test_fifty_uploads_of_fifty_megapixels_at_once_stay_within_memory_and_everybody_is_answered(
    settings: Settings, credentials: Credentials, tmp_path: Path
) -> None:
    with server_process(settings, tmp_path) as server, watched(server) as samples:
        responses = asyncio.run(upload(server.base, credentials["ann"]["token"]["key"]))
    statuses = [response.status_code for response in responses]
    assert set(statuses) <= {201, 503}, statuses
    assert 201 in statuses
    assert all("retry-after" in response.headers for response in responses if response.status_code == 503)
    assert samples.memory < MOST, samples
    assert samples.statuses.count(200) == len(samples.statuses) >= 10, samples
