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
from tests.processes import memory
from tests.serving import Server, client_of, serving
from tests.shop import Credentials
from web.settings import Settings

MOST = 1.5 * 2**30  # bytes
LARGE = (8660, 5773)  # 50 megapixels
UPLOADS = 50
PAUSE = 0.1  # seconds between two looks


class Seen(msgspec.Struct):
    memory: int = 0
    statuses: list[int] = []


def large_pictures() -> list[tuple[str, bytes]]:
    """What takes most of each kind: a JPEG nearly as large as may be sent, one held whole until its last scan, and a
    PNG, of which no smaller version can be decoded."""
    picture = Image.linear_gradient("L").resize(LARGE).convert("RGB")
    baseline = "large.jpg", encoded(picture, "JPEG").ljust(24 * 2**20, b"\0")
    progressive = "large.jpg", encoded(picture, "JPEG", progressive=True)
    return [baseline, progressive, ("large.png", encoded(picture, "PNG", compress_level=1)), baseline, progressive]


@contextmanager
def watched(server: Server) -> Iterator[Seen]:
    """What memory it held, and what somebody was answered who asked all the while."""
    seen, over = Seen(), Event()

    def look() -> None:
        with client_of(server.base) as client:
            while not over.wait(PAUSE):
                seen.statuses.append(client.get("/healthz").status_code)
                seen.memory = max(seen.memory, memory(server.process))

    with ThreadPoolExecutor(1) as thread:
        looking = thread.submit(look)
        try:
            yield seen
        finally:
            over.set()
        looking.result()


async def upload(base: str, key: str) -> list[httpx.Response]:
    """All at once, no two alike."""
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
    with serving(settings, tmp_path) as server, watched(server) as seen:
        answers = asyncio.run(upload(server.base, credentials["ann"]["token"]["key"]))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {201, 503}, statuses
    assert 201 in statuses
    assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 503)
    assert seen.memory < MOST, seen
    assert seen.statuses.count(200) == len(seen.statuses) >= 10, seen
