"""A body over the limit is 413 in every dialect, however it is sent, before anything else is found wrong with it."""

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.dialects.magento.client import authorization
from tests.listening import listening
from tests.pictures import jpeg
from tests.shop import Credentials, copy_shop

MIB = 2**20
OVER = MIB * 8 // 5  # bytes; the limit is a mebibyte and a third of one, and 64 KiB
LARGE = MIB * 5 // 4  # with a file; without one a body has a mebibyte at most
WITHIN = MIB * 15 // 16
FORM = "multipart/form-data; boundary=x"
PART = '--x\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
FILE = '; filename="a.jpg"'
JSON, XML, TEXT = "application/json", "application/xml", "text/plain"

SPREE = "POST /api/v1/products/8/images"
BIG = "POST /api/v2/products/8/images.json"
TOKEN = "POST /api/products/8/images"
MAGENTO = "POST /api/rest/products/8/images"
SPIFFY = "POST /api/products/8/images.json"

# What each is refused for as soon as its first bytes are read, or before; it is padded to the size that is sent.
FAULTS: dict[str, tuple[str, str, bytes]] = {
    "spree, a file that is too large": (SPREE, FORM, PART.format("image[attachment]", FILE).encode() + jpeg()),
    "spree, no form at all": (SPREE, FORM, b"--y"),
    "spree, a type that is ignored": (SPREE, TEXT, b""),
    "spree, broken JSON": (SPREE, JSON, b"{"),
    "spree, a change": ("PUT /api/v1/products/8/images/IMAGE", FORM, b"--y"),
    "bigcommerce, broken JSON": (BIG, JSON, b"{"),
    "bigcommerce, broken XML": (BIG, XML, b"<a"),
    "bigcommerce, another type": (BIG, TEXT, b""),
    "bigcommerce, a change": ("PUT /api/v2/products/8/images/IMAGE.json", TEXT, b""),
    "token, no form at all": (TOKEN, FORM, b"--y"),
    "token, another type": (TOKEN, XML, b""),
    "token, broken JSON": (TOKEN, JSON, b"{"),
    "token, no boundary": (TOKEN, "multipart/form-data", b""),
    "token, a change": ("PATCH /api/products/8/images/IMAGE", XML, b""),
    "magento, broken JSON": (MAGENTO, JSON, b"{"),
    "magento, broken XML": (MAGENTO, XML, b"<a></b>"),
    "magento, another type": (MAGENTO, "image/png", b""),
    "magento, broken text": (MAGENTO, TEXT, b"\xff"),
    "magento, a change": ("PUT /api/rest/products/8/images/IMAGE", XML, b"<a></b>"),
    "spiffy, broken JSON": (SPIFFY, JSON, b"{"),
    "spiffy, no image": (SPIFFY, JSON, b'{"image": 1, "x": "'),
    "spiffy, a change": ("PUT /api/products/8/images/IMAGE.json", JSON, b"{"),
}
SHOW = "GET /api/products/8/images/IMAGE"
REMOVALS = {
    "spree": "DELETE /api/v1/products/8/images/IMAGE",
    "bigcommerce": "DELETE /api/v2/products/8/images/IMAGE.json",
    "token": "DELETE /api/products/8/images/IMAGE",
    "magento": "DELETE /api/rest/products/8/images/IMAGE",
    "spiffy": "DELETE /api/products/8/images/IMAGE.json",
}
WAYS = ("with a length", "in chunks", "asking first", "in chunks, asking first")


class Shop:
    """A server over a shop that takes pictures of a mebibyte, and an image there."""

    def __init__(self, address: str, credentials: Credentials) -> None:
        self.at, ann = urlsplit(address), credentials["ann"]
        self.address, self.credentials = address, credentials
        self.keys = {
            "/api/v1/": f"X-Spree-Token: {ann['spree']['token']}",
            "/api/v2/": f"X-Auth-Token: {ann['bigcommerce']['access_token']}",
            ".json": f"Authorization: Bearer {ann['spiffy']['access_token']}",
            "/api/products/": f"Authorization: Token {ann['token']['key']}",
        }
        start = PART.format("image", FILE).encode()
        status, _, body = self.send(TOKEN, FORM, start + jpeg() + b"\r\n--x--\r\n", WAYS[0])
        assert status == 201
        self.image = str(json.loads(body)["id"])

    def send(self, line: str, content_type: str, body: bytes, way: str) -> tuple[int, str, bytes]:
        """Status, head and body of the answer; a client that asks first sends nothing until it is told to go on."""
        head = self.head(line, content_type) + ("Transfer-Encoding: chunked\r\n" if "chunks" in way else "")
        head += "" if "chunks" in way else f"Content-Length: {len(body)}\r\n"
        head += "Expect: 100-continue\r\n" if "asking" in way else ""
        pieces = chunked(body) if "chunks" in way else body
        with socket.create_connection((self.at.hostname or "", self.at.port or 0), timeout=20) as connection:
            connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
            came = connection.recv(65_536) if "asking" in way else b""
            if not came or came.startswith(b"HTTP/1.1 100"):
                came = sent(connection, pieces)
            else:
                came += rest_of(connection)
        top, _, answer = came.partition(b"\r\n\r\n")
        return int(top.split(b" ")[1]), top.decode(), answer

    def head(self, line: str, content_type: str) -> str:
        method, path = line.replace("IMAGE", getattr(self, "image", "")).split()
        if path.startswith("/api/rest/"):
            key = "Authorization: " + authorization(self.credentials["ann"]["magento"], method, self.address + path)
        else:
            key = next(key for mark, key in self.keys.items() if mark in path)
        return f"{method} {path} HTTP/1.1\r\nHost: {self.at.netloc}\r\n{key}\r\nContent-Type: {content_type}\r\n"


def chunked(body: bytes) -> bytes:
    pieces = (body[at : at + 65_536] for at in range(0, len(body), 65_536))
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"


def sent(connection: socket.socket, pieces: bytes) -> bytes:
    """The answer. A server that has heard enough may hang up before all is sent."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(pieces)
    return rest_of(connection)


def rest_of(connection: socket.socket) -> bytes:
    came = b""
    try:
        while piece := connection.recv(65_536):
            came += piece
    except ConnectionResetError:
        pass
    return came


@pytest.fixture(scope="module")
def shop(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("limited")
    with listening(copy_shop(filled_shop, folder, PACKSHOT_MAX_UPLOAD_MB="1")) as address:
        yield Shop(address, filled_shop[1])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", FAULTS)
def test_over_the_limit_is_413_before_anything_else_is_found_wrong(shop: Shop, fault: str, way: str) -> None:
    line, content_type, start = FAULTS[fault]
    status, head, _ = shop.send(line, content_type, start.ljust(OVER, b" "), way)
    assert status == 413, head


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("dialect", REMOVALS)
def test_over_the_limit_nothing_is_removed(shop: Shop, dialect: str, way: str) -> None:
    status, head, _ = shop.send(REMOVALS[dialect], JSON, b" " * OVER, way)
    assert status == 413, head
    assert shop.send(SHOW, JSON, b"", WAYS[0])[0] == 200


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", [name for name in FAULTS if not name.startswith("spree, a file")])
def test_within_the_limit_the_fault_is_told(shop: Shop, fault: str, way: str) -> None:
    line, content_type, start = FAULTS[fault]
    status, head, _ = shop.send(line, content_type, start.ljust(WITHIN, b" "), way)
    assert status in (400, 415, 422), head


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_is_too_large_in_a_body_that_is_not_is_no_picture_to_spree(shop: Shop, way: str) -> None:
    line, content_type, start = FAULTS["spree, a file that is too large"]
    status, _, body = shop.send(line, content_type, start.ljust(LARGE, b"\0") + b"\r\n--x--\r\n", way)
    assert (status, json.loads(body)["errors"]) == (422, {"attachment": ["has not allowed content type"]})


def test_a_key_in_the_body_changes_nothing_of_it(shop: Shop) -> None:
    key = PART.format("token", "") + shop.keys["/api/v1/"].partition(": ")[2] + "\r\n"
    start = key.encode() + PART.format("image[attachment]", FILE).encode() + jpeg()
    shop.keys["/api/v1/"], kept = "X-Other: 1", shop.keys["/api/v1/"]
    try:
        assert shop.send(SPREE, FORM, start.ljust(OVER, b"\0"), "in chunks")[0] == 413
    finally:
        shop.keys["/api/v1/"] = kept
