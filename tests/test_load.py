"""Many large pictures at once: the server stays within its memory, answers everybody, and answers others meanwhile."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from PIL import Image

from tests.pictures import encoded
from tests.servers import free_port
from tests.shop import Credentials
from web.settings import Settings

pytestmark = pytest.mark.anyio

GIB = 2**30
MOST = 1.5 * GIB
LARGE = (8660, 5773)  # 50 megapixels


@asynccontextmanager
async def serving(settings: Settings, folder: Path) -> AsyncIterator[tuple[str, int]]:
    """`packshot serve` in a process of its own. Yields its address and its process's number."""
    port = free_port()
    environ = {
        **os.environ, "PACKSHOT_DATABASE_URL": settings.database_url, "PACKSHOT_SECRET_KEY": settings.secret_key,
        "PACKSHOT_STORAGE_URL": settings.storage_url, "PACKSHOT_VAR": str(folder),
    }  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "web.cli", "serve", "--port", str(port), env=environ,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        base = f"http://127.0.0.1:{port}"
        await _answering(base)
        yield base, process.pid
    finally:
        process.terminate()
        await process.wait()


async def _answering(base: str) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(300):
            try:
                await client.get(f"{base}/healthz")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
    raise RuntimeError("the server did not answer within 30 seconds")


def large(kind: str, number: int) -> bytes:
    """50 megapixels that compress well, and differ."""
    picture = Image.linear_gradient("L").resize(LARGE).convert("RGB")
    picture.paste((number, 90, 200), (100 * number, 100, 100 * number + 90, 5000))
    options = {"quality": 80, "progressive": kind == "progressive"} if kind != "PNG" else {"compress_level": 1}
    return encoded(picture, "PNG" if kind == "PNG" else "JPEG", **options)


@asynccontextmanager
async def watched(base: str, process: int) -> AsyncIterator[dict[str, float]]:
    """What is seen meanwhile is in the value afterwards."""
    watching = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.watching", base, str(process), stdin=PIPE, stdout=PIPE
    )
    seen: dict[str, float] = {}
    yield seen
    said, _ = await watching.communicate(b"")  # which closes its input
    seen.update(json.loads(said))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what memory is held")
async def test_fifty_uploads_of_fifty_megapixels_at_once_stay_within_memory_and_keep_nobody_waiting(
    settings: Settings, credentials: Credentials, tmp_path: Path
) -> None:
    headers = {"Authorization": f"Token {credentials['ann']['token']['key']}"}
    kinds = ("baseline", "progressive", "PNG")
    files = [large(kind, number) for number, kind in enumerate(kinds * 2)]
    async with serving(settings, tmp_path) as (base, process):
        limits = httpx.Limits(max_connections=60)
        async with (
            watched(base, process) as seen,
            httpx.AsyncClient(base_url=base, headers=headers, timeout=120, limits=limits) as client,
        ):

            async def upload(number: int) -> httpx.Response:
                image = ("large.jpg" if number % 3 < 2 else "large.png", files[number % 6] + bytes([number]))
                return await client.post("/api/products/8/images", files={"image": image})

            answers = await asyncio.gather(*(upload(number) for number in range(50)))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {201, 503}, statuses
    assert statuses.count(201) >= 10
    assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 503)
    assert seen["memory"] < MOST, seen
    # With the machine to itself the slowest takes no 100 ms either; other tests run beside this one.
    assert seen["median"] < 0.1, seen
    assert seen["slowest"] < 1, seen
