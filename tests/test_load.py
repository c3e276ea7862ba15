"""Many large pictures at once: the server stays within its memory, answers everybody, and answers others meanwhile."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import httpx
import pytest
from PIL import Image

from tests.pictures import encoded
from tests.serving import Server, serving
from tests.shop import Credentials
from web.settings import Settings

GIB = 2**30
MOST = 1.5 * GIB
LARGE = (8660, 5773)  # 50 megapixels


def large(kind: str, number: int) -> bytes:
    """50 megapixels: a baseline JPEG as large as may be sent, others that compress well; all differ."""
    baseline = kind == "baseline"
    drawn = Image.effect_noise(LARGE, 60) if baseline else Image.linear_gradient("L").resize(LARGE)
    picture = drawn.convert("RGB")
    picture.paste((number, 90, 200), (100 * number, 100, 100 * number + 90, 5000))
    if kind == "PNG":
        return encoded(picture, "PNG", compress_level=1)
    return encoded(picture, "JPEG", quality=70 if baseline else 80, progressive=not baseline)


@contextmanager
def watched(server: Server) -> Iterator[dict[str, float]]:
    """What is seen meanwhile is in the value afterwards."""
    with subprocess.Popen([sys.executable, "-m", "tests.constant"], stdout=PIPE, text=True) as constant:
        assert constant.stdout is not None
        other = f"http://127.0.0.1:{int(constant.stdout.readline())}"
        words = [sys.executable, "-m", "tests.watching", server.base, other, str(server.process)]
        seen: dict[str, float] = {}
        with subprocess.Popen(words, stdin=PIPE, stdout=PIPE, text=True) as watching:
            yield seen
            said, _ = watching.communicate("")  # which closes its input
        constant.kill()
        seen.update(json.loads(said))


async def upload(base: str, key: str) -> list[httpx.Response]:
    """Fifty at once."""
    kinds = ("baseline", "progressive", "PNG")
    files = [large(kind, number) for number, kind in enumerate(kinds * 2)]
    headers, limits = {"Authorization": f"Token {key}"}, httpx.Limits(max_connections=60)
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=120, limits=limits) as client:

        async def send(number: int) -> httpx.Response:
            image = ("large.jpg" if number % 3 < 2 else "large.png", files[number % 6] + bytes([number]))
            return await client.post("/api/products/8/images", files={"image": image})

        return await asyncio.gather(*(send(number) for number in range(50)))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what memory is held; a thread alone is nice")
def test_fifty_uploads_of_fifty_megapixels_at_once_stay_within_memory_and_keep_nobody_waiting(
    settings: Settings, credentials: Credentials, tmp_path: Path
) -> None:
    # Real clients have machines of their own: these leave this one to the server.
    nice = ThreadPoolExecutor(1, initializer=os.nice, initargs=(10,))
    with serving(settings, tmp_path) as server, nice, watched(server) as seen:
        key = credentials["ann"]["token"]["key"]
        answers = nice.submit(asyncio.run, upload(server.base, key)).result()
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {201, 503}, statuses
    assert statuses.count(201) >= 10
    assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 503)
    assert seen["memory"] < MOST, seen
    # A tenth of a second, and for whoever asks at a moment when the machine itself stalls, as it does for a server that
    # does nothing else, that too: other tests run beside this one. The slowest of hundreds may take twice as long.
    assert seen["median"] < 0.1, seen
    assert seen["most"] < 0.1 + seen["machine_most"], seen
    assert seen["slowest"] < 0.2 + 2 * seen["machine_slowest"], seen
