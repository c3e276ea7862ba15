"""Serving, O-1 to O-6: inert responses, no way out of the store, errors that are not cached, parts and conditions."""

import socket
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from litestar.testing import TestClient

from tests.checklist.upload_routes import UploadRoutes, stored_files
from tests.dialects.test_one_gallery import LISTS
from tests.listening import listening
from tests.media_addresses import media
from tests.pictures import encoded, gif, jpeg, png, quarters
from tests.shop import Credentials
from web.settings import ROOT, Settings

SECRET = b"nobody is to read this"
TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif")


def test_o_1_every_address_of_every_dialect_answers_inert_exact_and_without_cookies(routes: UploadRoutes) -> None:
    for number, data in enumerate((jpeg(640, 480), png(640, 480), gif(64, 48))):
        routes.send("token", data, f"{number}.{('jpg', 'png', 'gif')[number]}")
    routes.visitor.get("/admin")  # from now on with a session's cookie
    image = routes.images()[0]["id"]
    urls = product(("original", "fit-240x240"), ("jpg", "png", "gif", "webp", "avif", "html", "php", ""))
    addresses = [*routes.addresses(), *(f"{media(image)}/{size}/x.{end}" for size, end in urls)]
    for address, method in product(addresses, ("GET", "HEAD")):
        picture_response = routes.client.request(method, address)
        assert picture_response.status_code == 200, address
        assert picture_response.headers["content-type"] in TYPES, address
        assert picture_response.headers["x-content-type-options"] == "nosniff", address
        assert (
            picture_response.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        ), address
        assert picture_response.headers["content-disposition"].startswith(
            ("inline", "attachment; filename*=UTF-8''")
        ), address
        assert "set-cookie" not in picture_response.headers, address
        assert "vary" not in picture_response.headers, address


def get_raw_path(base: str, target: str) -> bytes:
    """Send a path as it stands, which HTTP clients would normalise; returns the raw response."""
    to = urlsplit(base)
    with socket.create_connection((to.hostname, to.port), timeout=20) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {to.netloc}\r\nConnection: close\r\n\r\n".encode("latin-1"))
        response = b""
        while piece := connection.recv(65536):
            response += piece
        return response


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[str]:
    """A server with a secret beside its store, and links to it within."""
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
    created = httpx.post(f"{server}/api/products/8/images", headers=key, files={"image": ("secret.jpg", jpeg())})
    assert created.status_code == 201
    config = (ROOT / "pyproject.toml").read_bytes()[:60]
    paths = [place + up * deep + goal for place, up, deep, goal in product(PLACES, UP, (1, 3, 9), GOALS)]
    for path in (*paths, *DIRECT):
        response = get_raw_path(server, path)
        status = int(response.split()[1]) if response else 400
        assert status in (200, 301, 303, 307, 400, 404, 405), (path, response[:100])
        assert status != 200 or b"\r\ncontent-type: image/jpeg\r\n" in response, (path, response[:300])
        assert not any(secret in response for secret in (SECRET, b"SQLite format", b"root:", config)), path
    assert httpx.get(f"{server}/healthz").status_code == 200


def test_o_3_only_sizes_that_are_offered_are_made(routes: UploadRoutes, tmp_path: Path) -> None:
    image = routes.send("token", jpeg(640, 480)).json()["id"]
    before = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    made_up = ("fit-241x241", "fit-99999x99999", "fill-241x241", "fit-0x0", "fit--1x5", "240x240", "working", "unsafe")
    for size, ending in product((*made_up, "fit-240x240;x", "FIT-240x240", "fit-240x240 "), ("jpg", "webp")):
        assert routes.client.get(f"{media(image)}/{size}/x.{ending}").status_code == 404, size
    for path in (f"/spree/products/{image}/huge/a.jpg", "/sites/1/products/8_dress_huge.jpg"):
        assert routes.client.get(path).status_code == 404, path
    for query in ("w=5000", "size=fit-9000x9000", "width=9&height=9", "resize=5"):
        picture_response = routes.client.get(f"{media(image)}/fit-48x48/x.jpg?{query}")
        assert picture_response.content == routes.client.get(f"{media(image)}/fit-48x48/x.jpg").content
    after = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    assert len(after) == len(before) + 1


NOWHERE = (
    "/media/999/original/x.jpg", "/media/0/fit-48x48/x.jpg", "/media/99999999999999999999/original/x.jpg",
    "/media/x/original/x.jpg", "/media/1/nothing/x.jpg", "/media/", "/media/1", "/media/catalog/product/a/b/ab.jpg",
    "/product_images/a/000/x__00000.jpg", "/spree/products/999/mini/a.jpg", "/sites/1/products/8_none_full.jpg",
)  # fmt: skip


def is_uncached_error(response: Any) -> bool:
    caching = response.headers.get("cache-control", "")
    short = caching in ("no-store", "private, no-store") or (
        response.status_code in (404, 405) and "max-age" not in caching
    )
    return short and not response.headers["content-type"].startswith("image/") and "etag" not in response.headers


def test_o_4_what_is_not_there_is_no_picture_and_kept_by_nobody(routes: UploadRoutes) -> None:
    for path, method in product(NOWHERE, ("GET", "HEAD")):
        response = routes.client.request(method, path)
        assert response.status_code == 404, path
        assert is_uncached_error(response), (path, dict(response.headers))


def test_o_4_what_cannot_be_read_for_now_is_no_picture_and_answers_again_when_it_can(
    routes: UploadRoutes, settings: Settings
) -> None:
    image = routes.send("token", jpeg(640, 480)).json()["id"]
    original = stored_files(settings)[0]
    away = original.rename(original.with_name("away"))
    for path in (f"{media(image)}/original/x.jpg", f"{media(image)}/fit-48x48/x.webp"):
        response = routes.client.get(path)
        assert response.status_code in (404, 503)
        assert response.headers["cache-control"] == "no-store"
    away.rename(original)
    assert routes.client.get(f"{media(image)}/fit-48x48/x.webp").status_code == 200


@pytest.mark.parametrize("large", [False, True])
def test_o_5_parts_and_conditions_of_a_real_answer(large: bool, routes: UploadRoutes) -> None:
    size = (900, 700) if large else (64, 48)
    data = encoded(quarters(*size), "PNG", compress_level=0)
    address = f"{media(routes.send('token', data, 'a.png').json()['id'])}/original/a.png"
    whole = routes.client.get(address)
    assert whole.content == data
    length, etag = len(data), whole.headers["etag"]

    def get_part(method: str = "GET", **headers: str) -> tuple[int, bytes, str | None]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = routes.client.request(method, address, headers=named)
        assert response.headers["cache-control"] == whole.headers["cache-control"]
        return response.status_code, response.content, response.headers.get("content-range")

    assert get_part(range="bytes=0-9") == (206, data[:10], f"bytes 0-9/{length}")
    assert get_part(range="bytes=-5") == (206, data[-5:], f"bytes {length - 5}-{length - 1}/{length}")
    assert get_part(range=f"bytes={length - 1}-") == (206, data[-1:], f"bytes {length - 1}-{length - 1}/{length}")
    assert get_part(range=f"bytes={length}-")[0::2] == (416, f"bytes */{length}")
    assert get_part(range="bytes=0-1,4-5")[:2] == (200, data)
    assert get_part(range="bytes=9-2")[:2] == (200, data)
    assert get_part(range="bytes=" + "0-1," * 5000 + "0-1")[:2] == (200, data)
    assert get_part(range="bytes=0-9", if_range='"another"')[:2] == (200, data)
    assert get_part(range="bytes=0-9", if_range=etag)[:2] == (206, data[:10])
    assert get_part(if_none_match=etag)[:2] == (304, b"")
    assert get_part(if_none_match=etag, range="bytes=0-9")[:2] == (304, b"")
    assert get_part("HEAD", range="bytes=0-9")[:2] == (200, b"")


def test_o_6_a_removed_picture_is_public_nowhere_and_neither_is_one_that_only_waits(routes: UploadRoutes) -> None:
    image = routes.send("token", jpeg(640, 480)).json()["id"]
    urls = list(product(("original", "fit-48x48"), ("jpg", "webp", "avif")))
    addresses = [*routes.addresses(), *(f"{media(image)}/{size}/x.{end}" for size, end in urls)]
    etags = [routes.client.get(address).headers["etag"] for address in addresses]
    assert routes.client.delete(f"/api/products/8/images/{image}", headers=routes.key).status_code == 204
    for address, etag in zip(addresses, etags, strict=True):
        for headers in ({}, {"If-None-Match": etag}, {"Range": "bytes=0-9"}, {"Cookie": "packshot_session=made-up"}):
            response = routes.client.get(address, headers=headers)
            assert response.status_code in (404, 410), address
            assert is_uncached_error(response), address
    waiting = routes.visitor.post("/admin/products/8/files", files={"files": ("a.jpg", jpeg(99, 99))})
    assert waiting.status_code == 200
    routes.client.cookies.clear()
    assert all(routes.client.get(f"{media(image + further)}/original/a.jpg").status_code == 404 for further in (1, 2))


POISON = (
    {"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Proto": "gopher"},
    {"X-Forwarded-For": "127.0.0.1", "Forwarded": "host=evil.example;proto=gopher"}, {"X-Original-URL": "/admin"},
    {"X-Rewrite-URL": "/admin"}, {"X-HTTP-Method-Override": "DELETE"}, {"X-Forwarded-Prefix": "/evil.example"},
    {"Accept": "text/html"}, {"Accept": "image/evil.example"}, {"Accept-Language": "evil.example"},
    {"Origin": "https://evil.example"}, {"Accept-Encoding": "gzip, br"}, {"Save-Data": "on"}, {"DPR": "9"},
)  # fmt: skip


def test_o_6_no_header_changes_what_a_picture_answers_to_others(routes: UploadRoutes) -> None:
    image = routes.send("token", jpeg(640, 480)).json()["id"]
    addresses = {urlpath(address) for address in routes.addresses()}
    addresses |= {f"{media(image)}/{size}/x.{end}" for size in ("original", "fit-48x48") for end in ("jpg", "webp")}
    for address, headers in product(sorted(addresses), POISON):
        poisoned = routes.client.get(address, headers=headers)
        after = routes.client.get(address)
        assert poisoned.status_code == after.status_code == 200, (address, headers)
        assert poisoned.content == after.content, (address, headers)
        assert dict(poisoned.headers) == dict(after.headers), (address, headers)
        assert "evil" not in str(poisoned.headers), (address, headers)


def test_o_6_a_list_asked_for_under_a_false_name_is_not_given_to_others(
    routes: UploadRoutes, client: TestClient[Any], credentials: Credentials
) -> None:
    """Answers are kept; one that was made for another host must not be somebody else's."""
    routes.send("token", jpeg())
    for (name, make), headers in product(LISTS.items(), POISON):
        path, own = make(credentials)
        client.get(path, headers={**own, **headers})
        after = client.get(path, headers={**own, "Accept": "application/json"})
        assert after.status_code == 200, name
        assert "evil.example" not in after.text, (name, headers)
        assert "gopher" not in after.text, (name, headers)


def urlpath(address: str) -> str:
    return address.removeprefix("http://testserver.local")
