"""Facts read from a picture at intake: true of the picture, and alike for similar ones."""

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageFilter

from tests import pictures
from web.imaging.facts import Facts, facts_of, is_metadata_free


def facts(data: bytes) -> Facts:
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        return facts_of(picture)


def scene(width: int = 800, height: int = 600) -> Image.Image:
    """A scene with edges, darks and lights, not the same on both sides."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    for place in range(6):
        picture.paste(
            (40 * place, 200 - 30 * place, 90), (place * 110, 40 + place * 60, place * 110 + 80, 220 + place * 60)
        )
    return picture


def distance(left: str, right: str) -> int:
    return (int(left, 16) ^ int(right, 16)).bit_count()


@pytest.mark.parametrize(
    "make", [pictures.jpeg, pictures.png, pictures.gif, pictures.webp, pictures.avif, pictures.cmyk_jpeg]
)
def test_a_file_with_nothing_but_its_picture_is_metadata_free(make: Callable[[], bytes]) -> None:
    assert facts(make()).metadata_free


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    "data",
    [
        pictures.jpeg(exif=pictures.exif()), pictures.jpeg(comment=b"Ada"), pictures.jpeg(xmp=b"<x/>"),
        pictures.png(exif=pictures.exif()), pictures.png_with(b"prVt", b"x"),
        pictures.png_with(b"tEXt", b"Author\0Ada"),
        pictures.webp(exif=pictures.exif()), pictures.webp(xmp=b"<x/>"), pictures.phone_jpeg(),
        pictures.encoded(pictures.quarters(), "GIF", comment=b"Ada"),
        pictures.encoded(pictures.quarters(), "AVIF", speed=10, exif=pictures.exif()),
    ],
)  # fmt: skip
def test_a_file_that_tells_of_people_or_places_is_not(data: bytes) -> None:
    assert not facts(data).metadata_free


def test_a_colour_profile_tells_of_nobody() -> None:
    assert facts(pictures.jpeg(icc_profile=profile())).metadata_free


def test_an_unknown_segment_of_a_jpeg_counts_as_telling() -> None:
    whole = pictures.jpeg()
    with Image.open(BytesIO(whole[:2] + b"\xff\xe5\x00\x06maker"[:8] + whole[2:])) as picture:
        assert not is_metadata_free(picture)


def test_colours_are_a_screens_unless_the_file_says_otherwise() -> None:
    other = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    assert facts(pictures.jpeg()).srgb
    assert facts(pictures.jpeg(icc_profile=profile())).srgb
    assert facts(pictures.jpeg(icc_profile=b"broken")).srgb
    assert not facts(pictures.jpeg(icc_profile=other)).srgb
    assert not facts(pictures.cmyk_jpeg()).srgb


def test_what_is_out_of_focus_has_no_sharp_edges() -> None:
    sharp = facts(pictures.encoded(scene(), "PNG")).sharpness
    blurred = facts(pictures.encoded(scene().filter(ImageFilter.GaussianBlur(12)), "PNG")).sharpness
    assert blurred < 4 < sharp


def test_the_commonest_colour_is_told() -> None:
    picture = Image.new("RGB", (100, 100), (200, 30, 40))
    picture.paste((0, 0, 255), (0, 0, 30, 30))
    red = facts(pictures.encoded(picture, "PNG")).colour
    assert all(abs(int(red[place : place + 2], 16) - meant) < 8 for place, meant in ((1, 200), (3, 30), (5, 40)))


def test_the_main_colour_is_that_of_the_thing_before_its_background() -> None:
    picture = Image.new("RGB", (640, 480), (190, 196, 206))
    picture.paste((214, 124, 48), (240, 120, 400, 440))
    for data in (pictures.encoded(picture, "PNG"), pictures.encoded(picture, "GIF"), pictures.encoded(picture, "JPEG")):
        orange = bytes.fromhex(facts(data).colour[1:])
        assert all(abs(found - meant) < 12 for found, meant in zip(orange, (214, 124, 48), strict=True))


def test_how_much_is_background_and_how_much_shines_through() -> None:
    picture = Image.new("RGB", (200, 200), (250, 250, 250))
    picture.paste((10, 10, 10), (80, 80, 120, 120))
    assert facts(pictures.encoded(picture, "PNG")).background == pytest.approx(0.96, abs=0.02)
    assert facts(pictures.transparent_png(640, 480)).transparent == 1.0
    assert facts(pictures.png()).transparent == 0.0


@pytest.mark.parametrize(
    "alike",
    [
        lambda picture: picture.resize((333, 250)),
        lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
        lambda picture: picture.point(lambda value: min(255, value + 12)),
    ],
)
def test_pictures_that_look_alike_have_likenesses_close_together(alike: Any) -> None:
    first = facts(pictures.encoded(scene(), "PNG")).likeness
    second = facts(pictures.encoded(alike(scene()), "JPEG", quality=60)).likeness
    other = facts(pictures.encoded(scene().transpose(Image.Transpose.FLIP_LEFT_RIGHT), "PNG")).likeness
    assert distance(first, second) <= 4
    assert distance(first, other) > 10


@pytest.mark.parametrize(
    ("picture", "alpha"),
    [(scene(), False), (scene(100, 700), False), (Image.open(BytesIO(pictures.transparent_png())), True)],
)
def test_the_placeholder_is_a_thumbhash_of_the_mean_colour_and_the_right_shape(
    picture: Image.Image, alpha: bool
) -> None:
    data = b64decode(facts(pictures.encoded(picture, "PNG")).thumbhash)
    head = int.from_bytes(data[:3], "little")
    shape = int.from_bytes(data[3:5], "little")
    assert bool(head >> 23) is alpha
    assert bool(shape >> 15) is (picture.width > picture.height)
    assert 15 <= len(data) <= 32
    if not alpha:
        light = sum(picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))) / 3 / 255  # type: ignore[arg-type]
        assert (head & 63) / 63 == pytest.approx(light, abs=0.03)


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1)])
def test_the_smallest_and_thinnest_pictures_have_facts_too(size: tuple[int, int]) -> None:
    assert facts(pictures.encoded(Image.new("RGB", size, "red"), "PNG")).transparent == 0
