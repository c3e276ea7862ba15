"""Our own picture addresses: what they answer while an image is there, after it was replaced, and after it is gone."""

from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.admin.conftest import Visitor
from tests.pictures import exif, jpeg, png
from tests.shop import Credentials
from web import delivery
from web.app import create_app
from web.settings import Settings

AT = "/api/products/8/images"


class Shop:
    """A client of the Token API with ann's key."""

    def __init__(self, client: TestClient[Any], credentials: Credentials) -> None:
        self.client = client
        self.headers = {"Authorization": f"Token {credentials['ann']['token']['key']}"}

    def add(self, data: bytes, name: str = "dress.jpg") -> int:
        sent = self.client.post(AT, headers=self.headers, files={"image": (name, data)})
        assert sent.status_code == 201, sent.text
        return int(sent.json()["id"])

    def remove(self, image: int) -> None:
        assert self.client.delete(f"{AT}/{image}", headers=self.headers).status_code == 204

    def replace(self, image: int, data: bytes) -> None:
        sent = self.client.patch(f"{AT}/{image}", headers=self.headers, files={"image": ("new.jpg", data)})
        assert sent.status_code == 200, sent.text


@pytest.fixture
def shop(client: TestClient[Any], credentials: Credentials) -> Shop:
    return Shop(client, credentials)


def test_an_original_that_tells_nothing_is_given_as_it_was_sent_and_to_be_saved(shop: Shop) -> None:
    data = jpeg(640, 480)
    got = shop.client.get(f"/media/{shop.add(data, 'Größe 1.jpg')}/original/x.jpg")
    assert got.content == data
    assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%201.jpg"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("make", [jpeg, png])
def test_what_an_original_tells_of_places_and_people_is_not_given_out(make: Any, shop: Shop) -> None:
    number = shop.add(make(640, 480, exif=exif(artist="Ada Lovelace")), "dress.png" if make is png else "dress.jpg")
    for size in ("original", "fit-240x240"):
        for ending in ("jpg", "png", "webp"):
            got = shop.client.get(f"/media/{number}/{size}/x.{ending}")
            assert got.status_code == 200
            assert b"Lovelace" not in got.content
            assert got.headers["content-disposition"] == "inline"


def test_the_address_of_a_removed_image_answers_410_at_once_and_the_picture_to_who_may_put_it_back(shop: Shop) -> None:
    number = shop.add(jpeg(640, 480))
    address = f"/media/{number}/fit-240x240/dress.webp"
    assert shop.client.get(address).status_code == 200
    shop.remove(number)
    assert shop.client.get(address).status_code == 410
    for name, status in (("cus", 410), ("sam", 200), ("ann", 200)):
        visitor = Visitor(shop.client)
        visitor.sign_in(name)
        got = shop.client.get(address)
        assert got.status_code == status, name
        if status == 200:
            assert got.headers["cache-control"] == "private, no-store"
        shop.client.cookies.clear()


@pytest.mark.parametrize(("days", "status"), [(30, 200), (0, 410)])
def test_after_a_replacement_the_old_address_answers_for_the_grace_time(
    days: int, status: int, settings: Settings, credentials: Credentials
) -> None:
    with TestClient(create_app(replace(settings, grace_days=days))) as client:
        shop = Shop(client, credentials)
        number, new = shop.add(jpeg(640, 480)), jpeg(320, 200)
        old = client.get(f"/media/{number}/original/dress.jpg").content
        shop.replace(number, new)
        got = client.get(f"/media/{number}/original/dress.jpg")
        assert got.status_code == status
        assert status == 410 or got.content == old
        assert client.get(f"/media/{number + 1}/original/dress.jpg").content == new


@pytest.mark.parametrize(
    "path",
    ["0/original/x.jpg", "999/original/x.jpg", "{n}/fit-241x241/x.jpg", "{n}/original%2F../x.jpg", "{n}/../x.jpg"],
)
def test_nothing_else_is_found(path: str, shop: Shop) -> None:
    assert shop.client.get("/media/" + path.format(n=shop.add(jpeg()))).status_code == 404


def test_a_picture_is_converted_whole_only_up_to_a_size(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    number = shop.add(png(64, 48), "dress.png")
    monkeypatch.setattr(delivery, "MOST_CONVERTED", 64 * 48)
    assert shop.client.get(f"/media/{number}/original/a.jpg").headers["content-type"] == "image/jpeg"
    monkeypatch.setattr(delivery, "MOST_CONVERTED", 64 * 48 - 1)
    refused = shop.client.get(f"/media/{number}/original/a.avif")
    assert (refused.status_code, "too large" in refused.text) == (404, True)
    assert shop.client.get(f"/media/{number}/original/a.png").status_code == 200
    assert shop.client.get(f"/media/{number}/fit-320x320/a.webp").status_code == 200
