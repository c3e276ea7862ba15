"""Rendering of animations: frames, times, repetitions, and which stand still."""

import struct
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests import pictures
from tests.imaging.renditions.conftest import SMALL, Rendered, near
from web.imaging.renditions.animation import MOST_PIXELS
from web.imaging.renditions.sizes import Size


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
@pytest.mark.parametrize("source", ["GIF", "WEBP", "PNG", "AVIF"])
@pytest.mark.parametrize("size", [SMALL, None])
def test_what_moves_keeps_moving(source: str, format: str, size: Size | None, rendered: Rendered) -> None:
    saving = {"speed": 10} if source == "AVIF" else {}
    picture: Any = rendered(pictures.animated(source, **saving), size, format)
    assert picture.n_frames == 3
    assert picture.size == ((32, 24) if size else (64, 48))
    durations = []
    for frame in range(3):
        picture.seek(frame)
        solid = picture.convert("RGB")
        durations.append(picture.info["duration"])
        bars = [near(solid.getpixel((solid.width * (2 * bar + 1) // 6, 4)), (255,) * 3, 40) for bar in range(3)]
        assert bars == [bar == frame for bar in range(3)]
    assert durations == [100, 200, 300]
    assert picture.info["loop"] == 0


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
def test_transparent_frames_do_not_pile_up(format: str, rendered: Rendered) -> None:
    frames = []
    for number in range(3):
        frame = Image.new("RGBA", (60, 20), (0, 0, 0, 0))
        frame.paste((220, 30, 30, 255), (number * 20, 0, number * 20 + 20, 20))
        frames.append(frame)
    data = pictures.encoded(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=100)
    picture: Any = rendered(data, None, format)
    for number in range(3):
        picture.seek(number)
        solid = picture.convert("RGBA")
        assert [solid.getpixel((10 + 20 * place, 10))[3] > 0 for place in range(3)] == [
            place == number for place in range(3)
        ]


@pytest.mark.parametrize(("loop", "plays"), [(None, 1), (0, 0), (2, 3)])
def test_how_often_it_plays_stays(loop: int | None, plays: int, rendered: Rendered) -> None:
    data = pictures.animated("GIF", loop=loop)
    assert rendered(data, SMALL, "WEBP").info["loop"] == plays
    assert rendered(data, SMALL, "GIF").info.get("loop") == loop


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
def test_absurd_times_and_repetitions_are_cut_to_what_can_be_written(format: str, rendered: Rendered) -> None:
    data = pictures.animated("WEBP", duration=[9_000_000, 9_000_000, 100], loop=65_535)
    picture: Any = rendered(data, SMALL, format)
    picture.seek(1)
    picture.load()
    assert picture.info["duration"] <= 655_350
    same = pictures.encoded(Image.new("L", (9, 9)), "GIF")
    still = Image.open(BytesIO(same))
    data = pictures.encoded(still, "WEBP", save_all=True, append_images=[still] * 3, duration=650_000)
    assert rendered(data, None, format).size == (9, 9)


def test_a_still_format_shows_the_first_frame(rendered: Rendered) -> None:
    picture = rendered(pictures.animated("GIF"), SMALL, "JPEG")
    assert getattr(picture, "n_frames", 1) == 1
    assert near(picture.convert("RGB").getpixel((4, 12)), (255, 255, 255))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "AVIF"])
@pytest.mark.parametrize("size", [SMALL, None])
def test_the_still_of_an_apng_is_its_default_image(size: Size | None, format: str, rendered: Rendered) -> None:
    default, *steps = [Image.new("RGB", (64, 48), colour) for colour in ("red", "lime", "blue")]
    data = pictures.encoded(default, "PNG", save_all=True, append_images=steps, default_image=True, duration=100)
    assert near(rendered(data, size, format).convert("RGB").getpixel((9, 9)), (255, 0, 0), 8)
    moving: Any = rendered(data, size, "WEBP")
    assert moving.n_frames == 2
    assert near(moving.convert("RGB").getpixel((9, 9)), (0, 255, 0), 8)


def test_an_animation_too_large_to_keep_moving_stands_still(rendered: Rendered) -> None:
    side = 2000
    data = pictures.animated("GIF", MOST_PIXELS // side**2 + 1, side, side)
    assert getattr(rendered(data, None, "WEBP"), "n_frames", 1) == 1
    assert getattr(rendered(data, SMALL, "GIF"), "n_frames", 1) > 1


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
def test_an_animation_whose_frames_outgrow_it_stands_still(format: str, rendered: Rendered) -> None:
    data = bytearray(pictures.animated("GIF"))
    data[6:10] = struct.pack("<HH", 8, 8)
    second = data.index(b",", data.index(b",") + 10)
    data[second + 1 : second + 5] = struct.pack("<HH", 40, 40)
    assert getattr(rendered(bytes(data), SMALL, format), "n_frames", 1) == 1


def test_a_phones_second_frame_is_no_animation(rendered: Rendered) -> None:
    assert getattr(rendered(pictures.phone_jpeg(), SMALL, "WEBP"), "n_frames", 1) == 1
