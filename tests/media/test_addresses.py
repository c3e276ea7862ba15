"""Our own picture addresses: what they answer while an image is there, after it was replaced, and after it is gone."""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from PIL import Image

from tests.admin.conftest import Visitor
from tests.application import client_for
from tests.media_addresses import media
from tests.pictures import BLUE, GREEN, RED, YELLOW, exif, jpeg, png
from tests.shop import SECRET, Credentials
from web.auth.secrets import SecretBox
from web.imaging.renditions.signed_sizes import PURPOSE, Way, free_size, query
from web.imaging.renditions.sizes import Size
from web.media import delivery
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
    picture_response = shop.client.get(f"{media(shop.add(data, 'Größe 1.jpg'))}/original/x.jpg")
    assert picture_response.content == data
    assert picture_response.headers["content-disposition"] == "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%201.jpg"
    assert picture_response.headers["x-content-type-options"] == "nosniff"
    assert picture_response.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


@pytest.mark.parametrize("make", [jpeg, png])
def test_metadata_of_an_original_about_places_and_people_is_not_served(make: Any, shop: Shop) -> None:
    number = shop.add(make(640, 480, exif=exif(artist="Ada Lovelace")), "dress.png" if make is png else "dress.jpg")
    for size in ("original", "fit-240x240"):
        for ending in ("jpg", "png", "webp"):
            picture_response = shop.client.get(f"{media(number)}/{size}/x.{ending}")
            assert picture_response.status_code == 200
            assert b"Lovelace" not in picture_response.content
            assert picture_response.headers["content-disposition"] == "inline"


def test_the_address_of_a_removed_image_answers_410_at_once_and_the_picture_to_who_may_put_it_back(shop: Shop) -> None:
    number = shop.add(jpeg(640, 480))
    address = f"{media(number)}/fit-240x240/dress.webp"
    assert shop.client.get(address).status_code == 200
    shop.remove(number)
    assert shop.client.get(address).status_code == 410
    for name, status in (("cus", 410), ("sam", 200), ("ann", 200)):
        visitor = Visitor(shop.client)
        visitor.sign_in(name)
        picture_response = shop.client.get(address)
        assert picture_response.status_code == status, name
        if status == 200:
            assert picture_response.headers["cache-control"] == "private, no-store"
        shop.client.cookies.clear()


@pytest.mark.parametrize(("days", "status"), [(30, 200), (0, 410)])
def test_after_a_replacement_the_old_address_answers_for_the_grace_time(
    days: int, status: int, settings: Settings, credentials: Credentials
) -> None:
    with client_for(replace(settings, grace_days=days), raises=True) as client:
        shop = Shop(client, credentials)
        number, new = shop.add(jpeg(640, 480)), jpeg(320, 200)
        old = client.get(f"{media(number)}/original/dress.jpg").content
        shop.replace(number, new)
        picture_response = client.get(f"{media(number)}/original/dress.jpg")
        assert picture_response.status_code == status
        assert status == 410 or picture_response.content == old
        assert client.get(f"{media(number + 1)}/original/dress.jpg").content == new


@pytest.mark.parametrize(
    "path",
    [
        "0/original/x.jpg",
        "{n}/fill-241x241/x.jpg",
        "{n}/fill-96x96-300-1001/x.jpg",
        "{n}/fill-96x96-0500-500/x.jpg",
        "{n}/fill-96x96-500-500/x.jpg",
        "{n}/fit-96x96-300-700/x.jpg",
        "999/original/x.jpg",
        "{n}/fit-241x241/x.jpg",
        "{n}/original%2F../x.jpg",
        "{n}/../x.jpg",
    ],
)
def test_nothing_else_is_found(path: str, shop: Shop) -> None:
    assert shop.client.get("/media/" + path.format(n=shop.add(jpeg()))).status_code == 404


def focus(shop: Shop, image: int, x: str, y: str) -> None:
    ann = Visitor(shop.client)
    ann.sign_in()
    response = ann.post(f"/admin/products/8/images/{image}", {"do": "focus", "focus_x": x, "focus_y": y})
    assert response.status_code == 303, response.text
    shop.client.cookies.clear()


def colour_name(picture: bytes) -> tuple[int, ...]:
    """Name the colour in its middle: red, green, blue or yellow."""
    with Image.open(BytesIO(picture)) as opened:
        middle = opened.convert("RGB").getpixel((opened.width // 2, opened.height // 2))
    assert isinstance(middle, tuple)
    return min((RED, GREEN, BLUE, YELLOW), key=lambda one: sum(abs(a - b) for a, b in zip(one, middle, strict=True)))


def test_a_square_shows_the_focal_point(shop: Shop) -> None:
    number = shop.add(jpeg(800, 400))
    focus(shop, number, "90", "10")
    picture_response = shop.client.get(f"{media(number)}/fill-240x240-900-100/x.png")
    assert (picture_response.status_code, picture_response.headers["cache-control"]) == (
        200,
        "public, max-age=31536000, immutable",
    )
    with Image.open(BytesIO(picture_response.content)) as picture:
        assert picture.size == (240, 240)
        left_upper = picture.convert("RGB").getpixel((10, 10))
    assert isinstance(left_upper, tuple)
    assert sum(abs(a - b) for a, b in zip(left_upper, GREEN, strict=True)) < 60


def test_only_the_point_of_this_very_picture_is_answered_or_its_middle(shop: Shop) -> None:
    number = shop.add(jpeg(800, 400))
    other = f"{media(number)}/fill-240x240-300-700/x.webp"
    assert shop.client.get(other).status_code == 404
    focus(shop, number, "30", "70")
    assert shop.client.get(other).status_code == 200
    assert shop.client.get(f"{media(number)}/fill-240x240-300-701/x.webp").status_code == 404
    assert shop.client.get(f"{media(number)}/fill-240x240/x.webp").status_code == 200
    shop.replace(number, jpeg(400, 800))
    assert shop.client.get(f"{media(number + 1)}/fill-240x240-300-700/x.webp").status_code == 404
    shop.remove(number)
    assert shop.client.get(other).status_code == 410


def free_url(shop: Shop, picture: int, width: int | None, height: int | None, way: Way = "fit", **more: Any) -> str:
    ending = more.pop("ending", "PNG")
    size = free_size(width, height, way, **more)
    signed = query(SecretBox(SECRET).derived(PURPOSE), picture, size, ending)
    return f"{media(picture)}/free/dress.{ending.lower()}?{urlencode(signed)}"


@pytest.mark.parametrize(
    ("width", "height", "way", "size"),
    [(300, None, "fit", (300, 150)), (None, 100, "fit", (200, 100)), (300, 300, "fit", (300, 150)),
     (300, 300, "fill", (300, 300)), (300, None, "fill", (300, 150)), (4096, 4096, "fit", (800, 400))],
)  # fmt: skip
def test_a_signed_size_is_answered_and_may_be_kept_for_ever(
    shop: Shop, width: int, height: int, way: Way, size: tuple[int, int]
) -> None:
    picture_response = shop.client.get(free_url(shop, shop.add(jpeg(800, 400)), width, height, way))
    assert (picture_response.status_code, picture_response.headers["cache-control"]) == (
        200,
        "public, max-age=31536000, immutable",
    )
    with Image.open(BytesIO(picture_response.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", size)


def test_a_signed_size_is_cut_around_the_signed_point(shop: Shop) -> None:
    number = shop.add(jpeg(800, 400))
    assert colour_name(shop.client.get(free_url(shop, number, 50, 50, "fill", focus=(0, 0))).content) in (RED, BLUE)
    assert colour_name(shop.client.get(free_url(shop, number, 50, 50, "fill", focus=(1000, 0))).content) in (
        GREEN,
        YELLOW,
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("width=300", "width=301"), ("width=300", "width=0"), ("width=300", "width=a"), ("width=300", "width="),
     ("width=300&", ""), ("height=200", "height=4097"), ("height=200", "height=-200"), ("fit=fill", "fit=fit"),
     ("fit=fill", "fit=best"), ("focus=300-700", "focus=300-701"), ("&focus=300-700", ""), ("focus=300-700", "focus=x"),
     ("dress.png", "dress.webp"), ("dress.png", "dress.xyz"), ("dress.png", "dress"), ("&s=", "&s=A"),
     ("&s=", "&s=%ff"), ("&s=", "&t="), ("?", "?#")],
)  # fmt: skip
def test_what_is_signed_otherwise_or_not_at_all_is_refused(shop: Shop, old: str, new: str) -> None:
    signed = free_url(shop, shop.add(jpeg(800, 400)), 300, 200, "fill", focus=(300, 700))
    assert old in signed
    picture_response = shop.client.get(signed.replace(old, new))
    assert (picture_response.status_code, picture_response.headers["cache-control"]) == (403, "no-store")
    assert picture_response.text == "This size is not signed: ask those who run this server for its address.\n"


def test_the_signature_of_one_picture_opens_no_other_and_the_name_is_decoration(shop: Shop) -> None:
    first, second = shop.add(jpeg(800, 400)), shop.add(jpeg(400, 400))
    signed = free_url(shop, first, 300, 200, ending="WEBP")
    assert shop.client.get(signed.replace(media(first), media(second))).status_code == 403
    assert shop.client.get(signed.replace("dress.webp", "robe.webp")).status_code == 200
    shop.remove(first)
    assert shop.client.get(signed).status_code == 410


def test_a_picture_is_converted_whole_only_up_to_a_size(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    number = shop.add(png(64, 48), "dress.png")
    monkeypatch.setattr(delivery, "MAX_CONVERTED", 64 * 48)
    assert shop.client.get(f"{media(number)}/original/a.jpg").headers["content-type"] == "image/jpeg"
    monkeypatch.setattr(delivery, "MAX_CONVERTED", 64 * 48 - 1)
    refused = shop.client.get(f"{media(number)}/original/a.avif")
    assert (refused.status_code, "too large" in refused.text) == (404, True)
    assert shop.client.get(f"{media(number)}/original/a.png").status_code == 200
    assert shop.client.get(f"{media(number)}/fit-320x320/a.webp").status_code == 200


def test_an_address_that_a_vendor_promises_answers_however_large_the_picture(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.add(png(640, 480), "dress.png")
    monkeypatch.setattr(delivery, "MAX_CONVERTED", 640 * 480 - 1)
    monkeypatch.setattr(delivery, "LARGEST", Size.fit(320, 320))
    for ending, size in (("jpg", (320, 240)), ("png", (640, 480))):
        picture_response = shop.client.get(f"/sites/1/products/8_dress_full.{ending}")
        with Image.open(BytesIO(picture_response.content)) as picture:
            assert picture.size == size
