"""Pictures in our pages: several sizes and formats, their place kept, and no page heavier for it than it may be."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.admin.gallery.test_routes import at, card
from tests.application import client_for
from web.database.engines.bound import bound_engine
from web.settings import ROOT, Settings


@pytest.fixture
def avif(settings: Settings) -> Iterator[Visitor]:
    """Ann, where AVIF is offered."""
    with client_for(replace(settings, avif=True), raises=True) as client:
        visitor = Visitor(client)
        visitor.sign_in("ann")
        yield visitor


def shown(visitor: Visitor, data: bytes, name: str = "dress.jpg") -> str:
    """The first <picture> of the card that this file gets."""
    visitor.upload((name, data))
    found = re.search(r"<picture>.*?</picture>", card(visitor.get(MUG).text, visitor.images()[-1]), re.DOTALL)
    assert found
    return found[0]


def types(picture: str) -> list[str]:
    return re.findall(r'<source type="([^"]*)"', picture)


def attribute(picture: str, name: str) -> str:
    found = re.search(rf'<img[^>]* {name}="([^"]*)"', " ".join(picture.split()))
    assert found, name
    return found[1]


def test_a_picture_is_offered_as_webp_in_widths_that_fit_its_place(ann: Visitor) -> None:
    picture = shown(ann, pictures.jpeg(1200, 900))
    assert types(picture) == ["image/webp"]
    found = re.search(r'srcset="([^"]*)"', picture)
    assert found
    offered = [one.split() for one in found[1].split(", ")]
    assert [width for _, width in offered] == ["320w", "480w", "640w"]
    for address, width in offered:
        picture_response = ann.get(address)
        assert (picture_response.status_code, picture_response.headers["content-type"]) == (200, "image/webp")
        assert f"fit-{width[:-1]}x" in address
    assert attribute(picture, "loading") == "lazy"
    assert attribute(picture, "decoding") == "async"


def test_widths_that_a_small_picture_does_not_have_are_not_offered(ann: Visitor) -> None:
    assert re.findall(r"\d+w", shown(ann, pictures.jpeg(400, 300))) == ["320w", "400w"]


def test_avif_is_offered_first_where_the_setting_says_so_but_not_for_what_moves(avif: Visitor) -> None:
    assert types(shown(avif, pictures.jpeg(1200, 900))) == ["image/avif", "image/webp"]
    assert types(shown(avif, pictures.animated("GIF"), "walk.gif")) == ["image/webp"]
    assert types(shown(avif, pictures.animated("WEBP"), "walk.webp")) == ["image/webp"]


@pytest.mark.parametrize(
    ("name", "data", "fallback"),
    [("a.jpg", pictures.jpeg(), "jpg"), ("a.png", pictures.png(), "png"), ("a.gif", pictures.gif(), "gif"),
     ("a.webp", pictures.webp(), "jpg"), ("a.avif", pictures.avif(), "jpg"),
     ("a.webp", pictures.encoded(pictures.quarters().convert("RGBA"), "WEBP", exact=True), "jpg")],
)  # fmt: skip
def test_browsers_without_webp_get_what_every_browser_shows(
    ann: Visitor, name: str, data: bytes, fallback: str
) -> None:
    source = attribute(shown(ann, data, name), "src")
    assert source.endswith(f".{fallback}")
    assert ann.get(source).status_code == 200


def test_a_photo_held_sideways_has_the_place_of_one_that_stands(ann: Visitor) -> None:
    picture = shown(ann, pictures.turned_jpeg(6, 800, 600))
    assert (attribute(picture, "width"), attribute(picture, "height")) == ("800", "600")
    assert re.findall(r"\d+w", picture) == ["320w", "480w", "640w"]


def test_every_picture_has_a_likeness_to_show_while_it_loads(ann: Visitor) -> None:
    assert re.fullmatch(r"[A-Za-z0-9+/]{20,40}=*", attribute(shown(ann, pictures.jpeg(800, 600)), "data-thumbhash"))


def test_lists_show_squares_cut_around_the_focal_point(ann: Visitor) -> None:
    ann.upload(("dress.jpg", pictures.jpeg(1200, 900)))
    ann.post(at(MUG, ann.images()[0]), {"do": "focus", "focus_x": "25", "focus_y": "80"})
    squares = re.findall(r"/media/\d+-[\w-]+/(fill-[^/]*)/", ann.get("/admin/?q=mug").text)
    assert set(squares) == {f"fill-{side}x{side}-250-800" for side in (96, 240, 480)}
    assert "/fill-240x240-250-800/" in ann.part(at(MUG, ann.images()[0])).text


@pytest.mark.parametrize(("x", "y"), [("101", "0"), ("-1", "0"), ("", "0"), ("a", "0"), ("0", "1e1"), ("0", "٣")])
def test_a_point_that_is_none_is_refused(ann: Visitor, mug: list[int], x: str, y: str) -> None:
    response = ann.htmx(at(MUG, mug[0]), {"do": "focus", "focus_x": x, "focus_y": y})
    assert response.status_code == 400
    assert "must be a number from 0 to 100" in response.text


def test_a_gallery_of_twelve_takes_five_statements_and_less_than_60_kb(ann: Visitor) -> None:
    names = [f"{number} a rather long name of a file from a camera.jpg" for number in range(12)]
    ann.upload(*((name, pictures.jpeg(300 + number, 400)) for number, name in enumerate(names)))
    for address in (MUG, f"{MUG}?store=french"):
        before = bound_engine().statements
        page = ann.get(address)
        assert bound_engine().statements - before <= 5
        assert page.text.count('class="notes"') == 12
        assert len(page.content) < 60_000


def test_the_stylesheets_of_the_gallery_stay_below_40_kb(ann: Visitor) -> None:
    sheets = re.findall(r'<link rel="stylesheet" href="/static/\w{12}/([^"]+)"', ann.get(MUG).text)
    assert "css/gallery.css" in sheets
    assert sum((ROOT / "static" / sheet).stat().st_size for sheet in sheets) < 40 * 1024


def test_a_replaced_picture_is_told_to_every_card_that_spoke_of_it(ann: Visitor) -> None:
    scene = pictures.jpeg(1600, 1600)
    ann.upload(("a.jpg", scene), ("b.jpg", pictures.jpeg(1600, 1600, quality=80)))
    first, second = ann.images()
    assert f'href="#image-{first}"' in card(ann.get(MUG).text, second)
    changed = ann.htmx(f"{MUG}/images/{first}/picture", files={"files": ("c.jpg", without_sources(1600))})
    assert f'href="#image-{first}"' not in card(changed.text, second)


def without_sources(side: int) -> Any:
    picture = pictures.quarters(side, side).rotate(90)
    return pictures.encoded(picture, "JPEG")
