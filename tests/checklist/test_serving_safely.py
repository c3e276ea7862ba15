"""Serving, O-4 and O-5: errors that nobody keeps, parts and conditions."""

from itertools import product
from typing import Any

import pytest

from tests.checklist.upload_routes import UploadRoutes, kept
from tests.pictures import encoded, jpeg, quarters
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


def test_o_4_what_is_not_there_is_no_picture_and_kept_by_nobody(routes: UploadRoutes) -> None:
    for path, method in product(NOWHERE, ("GET", "HEAD")):
        got = routes.client.request(method, path)
        assert got.status_code == 404, path
        assert is_no_picture_and_not_kept(got), (path, dict(got.headers))


def test_o_4_what_cannot_be_read_for_now_is_no_picture_and_answers_again_when_it_can(
    routes: UploadRoutes, settings: Settings
) -> None:
    image = routes.send("token", jpeg(640, 480)).json()["id"]
    original = kept(settings)[0]
    away = original.rename(original.with_name("away"))
    for path in (f"/media/{image}/original/x.jpg", f"/media/{image}/fit-48x48/x.webp"):
        got = routes.client.get(path)
        assert got.status_code in (404, 503)
        assert got.headers["cache-control"] == "no-store"
    away.rename(original)
    assert routes.client.get(f"/media/{image}/fit-48x48/x.webp").status_code == 200


@pytest.mark.parametrize("large", [False, True])
def test_o_5_parts_and_conditions_of_a_real_answer(large: bool, routes: UploadRoutes) -> None:
    size = (900, 700) if large else (64, 48)
    data = encoded(quarters(*size), "PNG", compress_level=0)
    address = f"/media/{routes.send('token', data, 'a.png').json()['id']}/original/a.png"
    whole = routes.client.get(address)
    assert whole.content == data
    length, etag = len(data), whole.headers["etag"]

    def asked(method: str = "GET", **headers: str) -> tuple[int, bytes, str | None]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        got = routes.client.request(method, address, headers=named)
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
