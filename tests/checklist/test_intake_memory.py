"""Intake, I-5: what is too large takes no memory, in whatever way it comes."""

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.checklist.raw_requests import FORM, MIB, stream_base64, stream_file
from tests.dialects.magento.client import authorization
from tests.server_process import Server, server_process
from tests.shop import Credentials
from web.settings import Settings

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what memory is held"),
]

TWICE = 50  # megabytes; the limit is 25
LITTLE = 12 * MIB  # buffers of the two ends, and what the interpreter keeps

Sent = tuple[str, dict[str, str], Callable[[int], Iterator[bytes]]]


def raw_uploads(credentials: Credentials, base: str) -> dict[str, Sent]:
    ann, magento = credentials["ann"], f"{base}/api/rest/products/8/images"
    json = {"Content-Type": "application/json"}
    token = {"Authorization": f"Token {ann['token']['key']}", "Content-Type": FORM}
    bearer = {"Authorization": f"Bearer {ann['spiffy']['access_token']}", **json}
    signed = {"Authorization": authorization(ann["magento"], "POST", magento), **json}
    return {
        "form": ("/api/products/8/images", token, lambda size: stream_file("image", size)),
        "spiffy": (
            "/api/products/cute-dog/images.json",
            bearer,
            lambda size: stream_base64(b'{"image":{"filename":"x.jpg","attachment":"', size * 4 // 3, b'"}}'),
        ),
        "magento": (
            "/api/rest/products/8/images",
            signed,
            lambda size: stream_base64(b'{"file_mime_type":"image/jpeg","file_content":"', size * 4 // 3, b'"}'),
        ),
    }


class Memory:
    """The most that a process has held since it was last asked, beyond what it held then."""

    def __init__(self, process: int) -> None:
        self._folder = Path(f"/proc/{process}")
        (self._folder / "clear_refs").write_text("5")
        self._before = self._most()

    def grown(self) -> int:
        return self._most() - self._before

    def _most(self) -> int:
        lines = (self._folder / "status").read_text().splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("VmHWM")).split()[1])


async def in_chunks(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """A body without a length: what is not known before has to be counted."""
    for piece in pieces:
        yield piece


async def test_i_5_memory_stays_flat_at_twice_the_limit(
    settings: Settings, credentials: Credentials, tmp_path: Path
) -> None:
    with server_process(settings, tmp_path) as server:
        await check_memory(server, credentials)


async def check_memory(server: Server, credentials: Credentials) -> None:
    base, process = server.base, server.process
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:
        for way, (path, headers, pieces) in raw_uploads(credentials, base).items():
            await client.post(path, headers=headers, content=in_chunks(pieces(1)))
            grown: dict[int, int] = {}
            for size in (TWICE // 2, TWICE):
                _, headers, pieces = raw_uploads(credentials, base)[way]  # signed anew
                memory = Memory(process)
                try:
                    response = await client.post(path, headers=headers, content=in_chunks(pieces(size)))
                    assert response.status_code in (400, 413, 422), (way, response.text)
                except httpx.TransportError:  # it hung up before all was sent
                    assert size == TWICE, way
                grown[size] = memory.grown()
            assert grown[TWICE] < max(grown[TWICE // 2], 36 * MIB) + LITTLE, (way, grown)
            assert way != "form" or grown[TWICE] < LITTLE, grown
