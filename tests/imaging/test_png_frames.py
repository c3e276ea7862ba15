"""Animated PNGs move as in browsers: on an empty canvas, cleared to nothing, never over a default image of its own."""

import struct
import zlib
from typing import Any, NamedTuple

import pytest

from tests.imaging.renditions.conftest import Rendered, near
from tests.pictures import BLUE, GREEN, RED, png_chunk

KEPT, CLEARED, RESTORED = 0, 1, 2
CANVAS = (60, 40)
PLACES = ((5, 5), (25, 5), (50, 30))


class Drawn(NamedTuple):
    colour: tuple[int, ...]
    left: int
    disposal: int = KEPT
    blend: int = 0


def lines(width: int, height: int, colour: tuple[int, ...]) -> bytes:
    return zlib.compress((b"\0" + bytes(colour) * width) * height)


def apng(default: tuple[int, ...], *frames: Drawn) -> bytes:
    """Frames of 20 × 20 pixels, and a default image that is none of them."""
    kind = {3: 2, 4: 6}[len(default)]
    data = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", *CANVAS, 8, kind, 0, 0, 0))
    data += png_chunk(b"acTL", struct.pack(">II", len(frames), 0)) + png_chunk(b"IDAT", lines(*CANVAS, default))
    for number, frame in enumerate(frames):
        control = struct.pack(">IIIIIHHBB", 2 * number, 20, 20, frame.left, 0, 1, 10, frame.disposal, frame.blend)
        pixels = struct.pack(">I", 2 * number + 1) + lines(20, 20, frame.colour)
        data += png_chunk(b"fcTL", control) + png_chunk(b"fdAT", pixels)
    return data + png_chunk(b"IEND", b"")


def colours_at(picture: Any, number: int) -> list[Any]:
    picture.seek(number)
    solid = picture.convert("RGBA")
    return [solid.getpixel(place) for place in PLACES]


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
@pytest.mark.parametrize("alpha", [(), (255,)])
@pytest.mark.parametrize(("disposal", "left"), [(KEPT, 255), (CLEARED, 0), (RESTORED, 0)])
def test_frames_leave_behind_what_they_say(
    disposal: int, left: int, alpha: tuple[int, ...], format: str, rendered: Rendered
) -> None:
    data = apng((*RED, *alpha), Drawn((*GREEN, *alpha), 0, disposal), Drawn((*BLUE, *alpha), 20))
    picture: Any = rendered(data, None, format)
    assert picture.n_frames == 2
    first, second, uncovered = colours_at(picture, 1)
    assert (first[3], second[3], uncovered[3]) == (left, 255, 0)
    assert near(second, (*BLUE, 255), 40)


@pytest.mark.parametrize(("blend", "alpha"), [(0, 0), (1, 255)])
def test_what_shines_through_replaces_or_is_laid_over(blend: int, alpha: int, rendered: Rendered) -> None:
    data = apng((*RED, 255), Drawn((*GREEN, 255), 0), Drawn((0, 0, 0, 0), 0, blend=blend), Drawn((*BLUE, 255), 20))
    assert colours_at(rendered(data, None, "WEBP"), 2 if blend == 0 else 1)[0][3] == alpha
