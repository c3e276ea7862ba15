"""Serving, O-6: what was removed is not public, and nobody can change what others get."""

from itertools import product
from typing import Any

from litestar.testing import TestClient

from tests.checklist.test_serving_safely import is_no_picture_and_not_kept
from tests.checklist.upload_routes import UploadRoutes
from tests.dialects.test_one_gallery import LISTS
from tests.pictures import jpeg
from tests.shop import Credentials


def test_o_6_a_removed_picture_is_public_nowhere_and_neither_is_one_that_only_waits(routes: UploadRoutes) -> None:
    image = routes.send("token", jpeg(640, 480)).json()["id"]
    ways = list(product(("original", "fit-48x48"), ("jpg", "webp", "avif")))
    addresses = [*routes.addresses(), *(f"/media/{image}/{size}/x.{end}" for size, end in ways)]
    etags = [routes.client.get(address).headers["etag"] for address in addresses]
    assert routes.client.delete(f"/api/products/8/images/{image}", headers=routes.key).status_code == 204
    for address, etag in zip(addresses, etags, strict=True):
        for headers in ({}, {"If-None-Match": etag}, {"Range": "bytes=0-9"}, {"Cookie": "packshot_session=made-up"}):
            got = routes.client.get(address, headers=headers)
            assert got.status_code in (404, 410), address
            assert is_no_picture_and_not_kept(got), address
    waiting = routes.visitor.post("/admin/products/8/files", files={"files": ("a.jpg", jpeg(99, 99))})
    assert waiting.status_code == 200
    routes.client.cookies.clear()
    assert all(routes.client.get(f"/media/{image + further}/original/a.jpg").status_code == 404 for further in (1, 2))


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
    addresses |= {f"/media/{image}/{size}/x.{end}" for size in ("original", "fit-48x48") for end in ("jpg", "webp")}
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
