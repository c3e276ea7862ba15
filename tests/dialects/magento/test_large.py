"""Large bodies: what they cost, and where they end."""

import os
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.application import client_for
from tests.dialects.magento.client import JSON, LIST, MagentoClient, magento_client, messages
from tests.pictures import base64_text, png
from tests.shop import Credentials, copy_shop
from web.dialects.magento.bodies import read_json, read_xml

MIB = 2**20


@pytest.fixture
def small(filled_shop: Any, tmp_path: Any, credentials: Credentials) -> Iterator[MagentoClient]:
    """Ann, where a picture may have 1 MiB."""
    settings = copy_shop(filled_shop, tmp_path, PACKSHOT_MAX_UPLOAD_MB="1")
    with client_for(settings) as client:
        yield magento_client(client, credentials, "ann")


def padded(size: int) -> str:
    """A picture of so many bytes, as base64: what stands behind its end is of no matter."""
    return base64_text(png() + os.urandom(size - len(png())))


def as_xml(content: str) -> str:
    return f"<a><file_mime_type>image/png</file_mime_type><file_content>{content}</file_content></a>"


def test_the_largest_picture_is_taken_in_each_format_and_kept_once(small: MagentoClient, tmp_path: Path) -> None:
    content = padded(MIB)
    small.add(file_content=content)
    query = f"file_mime_type=image/png&file_content={content.replace('+', '%2B')}"
    for media_type, body in (("text/xml", as_xml(content)), ("text/plain", query)):
        response = small("POST", LIST, {**JSON, "Content-Type": media_type}, content=body)
        assert response.status_code == 200
    assert len(small.images()) == 3
    assert [file.stat().st_size for file in (tmp_path / "media").rglob("*") if file.is_file()].count(MIB) == 1
    for image in small.images():
        assert small.client.get(image["url"]).content == png()


def test_one_byte_more_is_no_picture(small: MagentoClient) -> None:
    body = {"file_mime_type": "image/png", "file_content": padded(MIB + 1)}
    assert messages(small("POST", LIST, json=body)) == [(400, "Resource unknown error")]


@pytest.mark.parametrize("content_type", ["application/json", "text/xml", "text/plain"])
def test_a_body_beyond_the_limit_is_413(small: MagentoClient, content_type: str) -> None:
    body = as_xml("A" * 2 * MIB)
    response = small("POST", LIST, {**JSON, "Content-Type": content_type}, content=body)
    assert (response.status_code, messages(response)) == (413, [(413, "Request entity too large")])


class StreamedBody:
    """A request's body as a server hands it on: 64 KiB at a time."""

    def __init__(self, start: bytes, size: int, end: bytes) -> None:
        self.size = size
        self._pieces = iter([start, *[b"QUJD" * 2**14] * (size // 2**16), end])

    async def stream(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("read", "start", "end"),
    [(read_json, b'{"file_content":"', b'"}'), (read_xml, b"<a><file_content>", b"</file_content></a>")],
)
async def test_a_picture_is_in_memory_once(read: Any, start: bytes, end: bytes) -> None:
    """The base64 decoder then works in pieces."""
    arriving = StreamedBody(start, 24 * MIB, end)
    tracemalloc.start()
    members = await read(arriving)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(members["file_content"]) == arriving.size
    assert peak < 1.3 * arriving.size
