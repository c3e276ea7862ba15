"""Connections to a server without a client's manners: any bytes, at any pace."""

import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: shop\r\n"  # to go on
LAST = b"Connection: close\r\n\r\n"
PATIENCE = 20  # seconds


def connect(base: str, receive_buffer: int = 0) -> socket.socket:
    """A connection; `receive_buffer` in bytes, as small as the system lets it be."""
    to, connection = urlsplit(base), socket.socket()
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.settimeout(PATIENCE)
    try:
        connection.connect((to.hostname, to.port))
    except OSError:
        connection.close()
        raise
    return connection


def send_all(connection: socket.socket, pieces: Iterable[bytes], pause: float = 0.0) -> None:
    """Send as much as is taken, with a pause (seconds) after each piece."""
    with suppress(ConnectionError):
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)


def read_all(connection: socket.socket) -> bytes:
    """What comes until the connection ends. Raises TimeoutError where it does not."""
    got = bytearray()
    with suppress(ConnectionError):
        while piece := connection.recv(65536):
            got += piece
    return bytes(got)


def exchange(base: str, *pieces: bytes) -> bytes:
    """All that is answered to these bytes, until the connection ends."""
    with connect(base) as connection:
        send_all(connection, pieces)
        return read_all(connection)


def status(answer: bytes) -> int:
    """The status of an answer; 0 where there is none."""
    return int(answer.split(maxsplit=2)[1]) if answer else 0


def spree_upload(token: str, length: int) -> bytes:
    """The head of an upload to product 8 by Spree's API."""
    lines = (
        "POST /api/v1/products/8/images HTTP/1.1",
        "Host: shop",
        f"X-Spree-Token: {token}",
        "Content-Type: multipart/form-data; boundary=x",
        f"Content-Length: {length}",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def picture_form(content: bytes) -> bytes:
    """The body of such an upload."""
    name = b'Content-Disposition: form-data; name="image[attachment]"; filename="a.png"'
    return b"--x\r\n" + name + b"\r\n\r\n" + content + b"\r\n--x--\r\n"
