"""Serving, O-4 to O-6: errors that nobody keeps, parts and conditions, and nothing poisoned or given out for good."""

from itertools import product
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.checklist.doors import Doors, kept
from tests.dialects.test_one_gallery import LISTS
from tests.pictures import encoded, jpeg, quarters
from tests.shop import Credentials
from web.settings import Settings

NOWHERE = (
    "/media/999/original/x.jpg", "/media/0/fit-48x48/x.jpg", "/media/99999999999999999999/original/x.jpg",
    "/media/x/original/x.jpg", "/media/1/nothing/x.jpg", "/media/", "/media/1", "/media/catalog/product/a/b/ab.jpg",
    "/product_images/a/000/x__00000.jpg", "/spree/products/999/mini/a.jpg", "/sites/1/products/8_none_full.jpg",
)  # fmt: skip


def is_no_picture_and_not_kept(got: Any) -> bool:
    caching = got.headers.get("cache-control", "")
    short = caching in ("no-store", "private, no-store") or (got.status_code in (404, 405) and "max-age" not in caching)
    return short and not got.headers["content-type"].startswith("image/") and "etag" not in got.headers


def test_o_4_what_is_not_there_is_no_picture_and_kept_by_nobody(doors: Doors) -> None:
    for path, method in product(NOWHERE, ("GET", "HEAD")):
        got = doors.client.request(method, path)
        assert got.status_code == 404, path
        assert is_no_picture_and_not_kept(got), (path, dict(got.headers))


def test_o_4_what_cannot_be_read_for_now_is_no_picture_and_answers_again_when_it_can(
    doors: Doors, settings: Settings
) -> None:
    image = doors.send("token", jpeg(640, 480)).json()["id"]
    original = kept(settings)[0]
    away = original.rename(original.with_name("away"))
    for path in (f"/media/{image}/original/x.jpg", f"/media/{image}/fit-48x48/x.webp"):
        got = doors.client.get(path)
        assert got.status_code in (404, 503)
        assert got.headers["cache-control"] == "no-store"
    away.rename(original)
    assert doors.client.get(f"/media/{image}/fit-48x48/x.webp").status_code == 200


@pytest.mark.parametrize("large", [False, True])
def test_o_5_parts_and_conditions_of_a_real_answer(large: bool, doors: Doors) -> None:
    size = (900, 700) if large else (64, 48)
    data = encoded(quarters(*size), "PNG", compress_level=0)
    address = f"/media/{doors.send('token', data, 'a.png').json()['id']}/original/a.png"
    whole = doors.client.get(address)
    assert whole.content == data
    length, etag = len(data), whole.headers["etag"]

    def asked(method: str = "GET", **headers: str) -> tuple[int, bytes, str | None]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        got = doors.client.request(method, address, headers=named)
        assert got.headers["cache-control"] == whole.headers["cache-control"]
        return got.status_code, got.content, got.headers.get("content-range")

    assert asked(range="bytes=0-9") == (206, data[:10], f"bytes 0-9/{length}")
    assert asked(range="bytes=-5") == (206, data[-5:], f"bytes {length - 5}-{length - 1}/{length}")
    assert asked(range=f"bytes={length - 1}-") == (206, data[-1:], f"bytes {length - 1}-{length - 1}/{length}")
    assert asked(range=f"bytes={length}-")[0::2] == (416, f"bytes */{length}")
    assert asked(range="bytes=0-1,4-5")[:2] == (200, data)
    assert asked(range="bytes=9-2")[:2] == (200, data)
    assert asked(range="bytes=" + "0-1," * 5000 + "0-1")[:2] == (200, data)
    assert asked(range="bytes=0-9", if_range='"another"')[:2] == (200, data)
    assert asked(range="bytes=0-9", if_range=etag)[:2] == (206, data[:10])
    assert asked(if_none_match=etag)[:2] == (304, b"")
    assert asked(if_none_match=etag, range="bytes=0-9")[:2] == (304, b"")
    assert asked("HEAD", range="bytes=0-9")[:2] == (200, b"")


def test_o_6_a_removed_picture_is_public_nowhere_and_neither_is_one_that_only_waits(doors: Doors) -> None:
    image = doors.send("token", jpeg(640, 480)).json()["id"]
    ways = list(product(("original", "fit-48x48"), ("jpg", "webp", "avif")))
    addresses = [*doors.addresses(), *(f"/media/{image}/{size}/x.{end}" for size, end in ways)]
    etags = [doors.client.get(address).headers["etag"] for address in addresses]
    assert doors.client.delete(f"/api/products/8/images/{image}", headers=doors.key).status_code == 204
    for address, etag in zip(addresses, etags, strict=True):
        for headers in ({}, {"If-None-Match": etag}, {"Range": "bytes=0-9"}, {"Cookie": "packshot_session=made-up"}):
            got = doors.client.get(address, headers=headers)
            assert got.status_code in (404, 410), address
            assert is_no_picture_and_not_kept(got), address
    waiting = doors.visitor.post("/admin/products/8/files", files={"files": ("a.jpg", jpeg(99, 99))})
    assert waiting.status_code == 200
    doors.client.cookies.clear()
    assert all(doors.client.get(f"/media/{image + further}/original/a.jpg").status_code == 404 for further in (1, 2))


POISON = (
    {"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Proto": "gopher"},
    {"X-Forwarded-For": "127.0.0.1", "Forwarded": "host=evil.example;proto=gopher"}, {"X-Original-URL": "/admin"},
    {"X-Rewrite-URL": "/admin"}, {"X-HTTP-Method-Override": "DELETE"}, {"X-Forwarded-Prefix": "/evil.example"},
    {"Accept": "text/html"}, {"Accept": "image/evil.example"}, {"Accept-Language": "evil.example"},
    {"Origin": "https://evil.example"}, {"Accept-Encoding": "gzip, br"}, {"Save-Data": "on"}, {"DPR": "9"},
)  # fmt: skip


def test_o_6_no_header_changes_what_a_picture_answers_to_others(doors: Doors) -> None:
    image = doors.send("token", jpeg(640, 480)).json()["id"]
    addresses = {urlpath(address) for address in doors.addresses()}
    addresses |= {f"/media/{image}/{size}/x.{end}" for size in ("original", "fit-48x48") for end in ("jpg", "webp")}
    for address, headers in product(sorted(addresses), POISON):
        poisoned = doors.client.get(address, headers=headers)
        after = doors.client.get(address)
        assert poisoned.status_code == after.status_code == 200, (address, headers)
        assert poisoned.content == after.content, (address, headers)
        assert dict(poisoned.headers) == dict(after.headers), (address, headers)
        assert "evil" not in str(poisoned.headers), (address, headers)


def test_o_6_a_list_asked_for_under_a_false_name_is_not_given_to_others(
    doors: Doors, client: TestClient[Any], credentials: Credentials
) -> None:
    """Answers are kept; one that was made for another host must not be somebody else's."""
    doors.send("token", jpeg())
    for (name, make), headers in product(LISTS.items(), POISON):
        path, own = make(credentials)
        client.get(path, headers={**own, **headers})
        after = client.get(path, headers={**own, "Accept": "application/json"})
        assert after.status_code == 200, name
        assert "evil.example" not in after.text, (name, headers)
        assert "gopher" not in after.text, (name, headers)


def urlpath(address: str) -> str:
    return address.removeprefix("http://testserver.local")
