"""Requests written by hand, for what no client would send: lengths that lie, chunks without end, forms of forms."""

import socket
from collections.abc import Iterable, Iterator
from itertools import repeat
from urllib.parse import urlsplit

from tests.pictures import jpeg

MIB = 2**20
BOUNDARY = "----checklist"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


def part(name: str, content: bytes, file_name: str | None = None, *more: str) -> bytes:
    disposition = f'Content-Disposition: form-data; name="{name}"'
    head = [disposition + (f'; filename="{file_name}"' if file_name else ""), *more]
    return f"--{BOUNDARY}\r\n".encode() + "\r\n".join(head).encode() + b"\r\n\r\n" + content + b"\r\n"


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def padded_jpeg(size: int) -> bytes:
    """A picture with so many bytes behind it."""
    return jpeg() + bytes(size)


def stream_file(name: str, megabytes: int) -> Iterator[bytes]:
    """A form with one large file, never whole in memory."""
    yield part(name, jpeg(), "large.jpg")[:-2]
    yield from repeat(bytes(MIB), megabytes)
    yield b"\r\n" + form()


def stream_base64(before: bytes, megabytes: int, behind: bytes) -> Iterator[bytes]:
    """JSON with so many megabytes of base64 in it."""
    yield before
    yield from repeat(b"A" * MIB, megabytes)
    yield behind


def send_raw(base: str, path: str, headers: dict[str, str], pieces: Iterable[bytes], *, close: bool = False) -> bytes:
    """Send a body as it stands and return the raw response; `close` shuts down sending afterwards."""
    to = urlsplit(base)
    lines = [f"POST {path} HTTP/1.1", f"Host: {to.netloc}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with socket.create_connection((to.hostname, to.port), timeout=20) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        response = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
            if close:
                connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                response += piece
        except TimeoutError:
            raise
        except OSError:  # it answered before all was sent, and hung up
            pass
        return response
