"""GIFs are shown as browsers show them: what no frame covers is transparent, and width and height are those shown."""

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import GifImagePlugin, Image

from tests.imaging.renditions.conftest import SMALL, WHOLE, Rendered, near
from tests.pictures import BLUE, GREEN, RED
from web.imaging.checking import CheckedPicture, check

KEPT, CLEARED, RESTORED = 1, 2, 3
CANVAS = (60, 40)


class Drawn:
    """A frame of one colour, or with a hole in its middle."""

    def __init__(self, colour: tuple[int, int, int], left: int, upper: int, disposal: int = KEPT, hole: bool = False):
        picture = Image.new("P", (20, 20), 1)
        picture.putpalette([9, 9, 9, *colour])
        if hole:
            picture.paste(0, (8, 8, 12, 12))
        transparency = {"transparency": 0} if hole else {}
        options = {"duration": 100, "disposal": disposal, "include_color_table": True, **transparency}
        self.data = b"".join(GifImagePlugin.getdata(picture, (left, upper), **options))


def gif(frames: Sequence[Drawn], canvas: tuple[int, int] = CANVAS, background: int = 0) -> bytes:
    """A GIF whose background is said to be a loud colour."""
    loud = bytes([0, 0, 0, 255, 0, 255])
    header = b"GIF89a" + struct.pack("<HHBBB", *canvas, 0x80, background, 0) + loud
    return header + b"".join(frame.data for frame in frames) + b";"


def checked(data: bytes, tmp_path: Path) -> CheckedPicture:
    (tmp_path / "picture").write_bytes(data)
    return check(tmp_path / "picture", 10**7, 10)


@pytest.mark.parametrize("hole", [False, True])
@pytest.mark.parametrize("background", [0, 1])
def test_what_the_first_frame_does_not_cover_is_transparent(
    background: int, hole: bool, tmp_path: Path, rendered: Rendered
) -> None:
    data = gif([Drawn(RED, 20, 10, hole=hole)], background=background)
    for format in ("PNG", "WEBP", "GIF"):
        picture = rendered(data, WHOLE, format).convert("RGBA")
        assert picture.size == CANVAS
        assert picture.getpixel((4, 4))[3] == 0  # type: ignore[index]
        assert near(picture.getpixel((24, 14)), (*RED, 255), 8)
        assert picture.getpixel((30, 20))[3] == (0 if hole else 255)  # type: ignore[index]
    assert near(rendered(data, None, "JPEG").convert("RGB").getpixel((4, 4)), (255, 255, 255), 3)
    facts = checked(data, tmp_path).facts
    assert facts is not None
    assert facts.transparent == pytest.approx(5 / 6, abs=0.02)


def test_a_gif_that_covers_its_canvas_has_no_alpha(rendered: Rendered) -> None:
    assert rendered(gif([Drawn(RED, 0, 0)], (20, 20)), None, "PNG").mode == "RGB"


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
@pytest.mark.parametrize(("disposal", "left"), [(KEPT, 255), (CLEARED, 0), (RESTORED, 0)])
def test_frames_leave_behind_what_they_say(disposal: int, left: int, format: str, rendered: Rendered) -> None:
    data = gif([Drawn(RED, 0, 0, disposal), Drawn(GREEN, 20, 0, disposal, hole=True), Drawn(BLUE, 40, 20)])
    picture = rendered(data, WHOLE, format)
    picture.seek(2)
    last = picture.convert("RGBA")
    assert [last.getpixel((x, y))[3] for x, y in ((4, 4), (24, 4), (44, 24), (30, 10), (4, 30))] == [  # type: ignore[index]
        left,
        left,
        255,
        0,
        0,
    ]


def test_a_frame_without_a_word_of_disposal_stays_whatever_the_one_before_said(rendered: Rendered) -> None:
    data = gif([Drawn(RED, 0, 0, CLEARED), Drawn(GREEN, 20, 0, 0), Drawn(BLUE, 40, 20)])
    picture = rendered(data, None, "WEBP")
    picture.seek(2)
    assert [picture.convert("RGBA").getpixel((x, 4))[3] for x in (4, 24)] == [0, 255]  # type: ignore[index]


@pytest.mark.parametrize(
    ("canvas", "places", "shown"),
    [
        ((60, 40), [(0, 0)], (60, 40)),
        ((8, 8), [(0, 0)], (20, 20)),
        ((8, 40), [(10, 0)], (30, 40)),
        ((0, 0), [(0, 0)], (20, 20)),
        ((20, 20), [(0, 0), (90, 90)], (20, 20)),
        ((60, 40), [(0, 0), (50, 30)], (60, 40)),
    ],
)
def test_width_and_height_are_those_shown(
    canvas: tuple[int, int], places: list[tuple[int, int]], shown: tuple[int, int], tmp_path: Path, rendered: Rendered
) -> None:
    """The canvas, made larger by the first frame; later ones are cut off at its edges."""
    data = gif([Drawn(RED, *place) for place in places], canvas)
    assert (checked(data, tmp_path).width, checked(data, tmp_path).height) == shown
    for format in ("PNG", "GIF", "WEBP"):
        assert rendered(data, None, format).size == shown


def test_a_frame_of_no_width_draws_nothing(tmp_path: Path, rendered: Rendered) -> None:
    empty = Drawn(GREEN, 0, 0)
    place = empty.data.index(b",")
    empty.data = empty.data[: place + 5] + b"\0\0\0\0" + empty.data[place + 9 :]
    data = gif([Drawn(RED, 0, 0), empty])
    assert checked(data, tmp_path).frames == 2
    assert rendered(data, SMALL, "WEBP").size == (32, 21)
