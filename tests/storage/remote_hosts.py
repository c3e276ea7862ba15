"""A host on 127.0.0.1 that answers each path with the bytes it was told, slowly or for ever where that is asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ssl import SSLContext

from tests.pictures import jpeg

PICTURE = jpeg(640, 480)


class Host:
    """`asked` keeps the heads of the requests, as they came."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {"/a.jpg": answer(PICTURE)}
        self.dripping: set[str] = set()
        self.endless: set[str] = set()
        self.silent: set[str] = set()
        self.asked: list[str] = []
        self.port = 0

    def url(self, path: str = "/a.jpg", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.asked.append(head)
            await self._answer(head.split()[1], reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # the other end hung up
        finally:
            writer.close()

    async def _answer(self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if path in self.silent:
            await reader.read()
        writer.write(self.answers.get(path, answer(b"", "404 Not Found")))
        await writer.drain()
        while path in self.dripping:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0)  # so that it goes on for ever, and slowly beside any limit of bytes
        while path in self.endless:
            writer.write(b"x" * 2**16)
            await writer.drain()


def answer(body: bytes, status: str = "200 OK", *, length: int | None = None, headers: str = "") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    return "\r\n".join([*lines, *headers.splitlines(), "\r\n"]).encode() + body


def unbounded() -> bytes:
    """The head of a body that ends when the connection does."""
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"


def moved(location: str) -> bytes:
    return answer(b"", "302 Found", headers=f"Location: {location}")


@asynccontextmanager
async def listening(tls: SSLContext | None = None) -> AsyncIterator[Host]:
    host = Host()
    server = await asyncio.start_server(host.serve, "127.0.0.1", 0, ssl=tls)
    host.port = server.sockets[0].getsockname()[1]
    try:
        yield host
    finally:
        server.close()
