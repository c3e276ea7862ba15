"""Serving, O-1 to O-3: inert answers, no way out of the store, and no size that nobody offers."""

import socket
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.checklist.doors import Doors
from tests.listening import listening
from tests.pictures import gif, jpeg, png
from tests.shop import Credentials
from web.settings import ROOT, Settings

SECRET = b"nobody is to read this"
TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif")


def test_o_1_every_address_of_every_dialect_answers_inert_exact_and_without_cookies(doors: Doors) -> None:
    for number, data in enumerate((jpeg(640, 480), png(640, 480), gif(64, 48))):
        doors.send("token", data, f"{number}.{('jpg', 'png', 'gif')[number]}")
    doors.visitor.get("/admin")  # from now on with a session's cookie
    image = doors.images()[0]["id"]
    ways = product(("original", "fit-240x240"), ("jpg", "png", "gif", "webp", "avif", "html", "php", ""))
    addresses = [*doors.addresses(), *(f"/media/{image}/{size}/x.{end}" for size, end in ways)]
    for address, method in product(addresses, ("GET", "HEAD")):
        got = doors.client.request(method, address)
        assert got.status_code == 200, address
        assert got.headers["content-type"] in TYPES, address
        assert got.headers["x-content-type-options"] == "nosniff", address
        assert got.headers["content-security-policy"] == "default-src 'none'; sandbox", address
        assert got.headers["content-disposition"].startswith(("inline", "attachment; filename*=UTF-8''")), address
        assert "set-cookie" not in got.headers, address
        assert "vary" not in got.headers, address


def raw(base: str, target: str) -> bytes:
    """What is answered to a path as it stands: clients tidy paths up before they ask."""
    to = urlsplit(base)
    with socket.create_connection((to.hostname, to.port), timeout=20) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {to.netloc}\r\nConnection: close\r\n\r\n".encode("latin-1"))
        answered = b""
        while piece := connection.recv(65536):
            answered += piece
        return answered


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[str]:
    """With a secret beside its store, and links to it within."""
    (tmp_path / "secret.jpg").write_bytes(SECRET)
    with listening(settings) as address:
        store = tmp_path / "media"
        (store / "originals" / "ab").mkdir(parents=True)
        (store / "secret.jpg").symlink_to(tmp_path / "secret.jpg")
        (store / "originals" / "ab" / "secret.jpg").symlink_to(tmp_path / "secret.jpg")
        (store / "1").symlink_to(tmp_path)
        yield address


PLACES = (
    "/media/1/original/", "/media/1/", "/media/", "/media/catalog/product/s/e/", "/product_images/a/000/",
    "/spree/products/1/original/", "/sites/1/products/", "/static/", "/static/css/", "/",
)  # fmt: skip
UP = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "....//", ".%00./", "%c0%ae%c0%ae/", "%252e%252e%252f")
GOALS = ("secret.jpg", "media/secret.jpg", "packshot.sqlite", "etc/passwd")
DIRECT = (
    "/media/secret.jpg", "/media/originals/ab/secret.jpg", "/media/1/original//etc/passwd", "//etc/passwd",
    "/media/1/secret.jpg", "/media/1/original/file:///etc/passwd", "/originals/ab/secret.jpg", "/secret.jpg",
    "/static//etc/passwd", "/static/vendor/../../pyproject.toml", "/static/%2fetc/passwd", "/media/1/original/\0",
)  # fmt: skip


def test_o_2_no_path_and_no_link_leads_out_of_the_store(server: str, credentials: Credentials) -> None:
    key = {"Authorization": f"Token {credentials['ann']['token']['key']}"}
    sent = httpx.post(f"{server}/api/products/8/images", headers=key, files={"image": ("secret.jpg", jpeg())})
    assert sent.status_code == 201
    config = (ROOT / "pyproject.toml").read_bytes()[:60]
    paths = [place + up * deep + goal for place, up, deep, goal in product(PLACES, UP, (1, 3, 9), GOALS)]
    for path in (*paths, *DIRECT):
        answered = raw(server, path)
        status = int(answered.split()[1]) if answered else 400
        assert status in (200, 301, 303, 307, 400, 404, 405), (path, answered[:100])
        assert status != 200 or b"\r\ncontent-type: image/jpeg\r\n" in answered, (path, answered[:300])
        assert not any(secret in answered for secret in (SECRET, b"SQLite format", b"root:", config)), path
    assert httpx.get(f"{server}/healthz").status_code == 200


def test_o_3_only_sizes_that_are_offered_are_made(doors: Doors, tmp_path: Path) -> None:
    image = doors.send("token", jpeg(640, 480)).json()["id"]
    before = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    made_up = ("fit-241x241", "fit-99999x99999", "fill-241x241", "fit-0x0", "fit--1x5", "240x240", "working", "unsafe")
    for size, ending in product((*made_up, "fit-240x240;x", "FIT-240x240", "fit-240x240 "), ("jpg", "webp")):
        assert doors.client.get(f"/media/{image}/{size}/x.{ending}").status_code == 404, size
    for path in (f"/spree/products/{image}/huge/a.jpg", "/sites/1/products/8_dress_huge.jpg"):
        assert doors.client.get(path).status_code == 404, path
    for query in ("w=5000", "size=fit-9000x9000", "width=9&height=9", "resize=5"):
        got = doors.client.get(f"/media/{image}/fit-48x48/x.jpg?{query}")
        assert got.content == doors.client.get(f"/media/{image}/fit-48x48/x.jpg").content
    after = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    assert len(after) == len(before) + 1
