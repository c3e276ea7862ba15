"""Depth and transparency of every kind of PNG are resolved alike in renditions, in facts and in placeholders."""

import struct
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.imaging.renditions.conftest import FORMATS, WHOLE, Rendered, near
from tests.pictures import png_chunk
from web.imaging.checking import check
from web.imaging.facts import Facts
from web.imaging.opening import open_picture
from web.imaging.pixels import plain
from web.imaging.renditions.render import RenditionRequest, render

SIDE = 64
GREY, COLOUR, GREY_ALPHA = 0, 2, 4


def png(depth: int, kind: int, rows: list[list[int]], shining: tuple[int, ...] = ()) -> bytes:
    """A PNG of these samples, of which one colour shines through."""
    return b"".join(
        [*head(depth, kind, rows, shining), png_chunk(b"IDAT", lines(rows, depth)), png_chunk(b"IEND", b"")]
    )


def moving_png(depth: int, frames: list[list[list[int]]], shining: int) -> bytes:
    """An APNG of grey frames of the same size."""
    start, header, transparency = head(depth, GREY, frames[0], (shining,))
    data = start + header + transparency + png_chunk(b"acTL", struct.pack(">II", len(frames), 0))
    for number, rows in enumerate(frames):
        place = max(0, 2 * number - 1)  # control and pixels are counted, but for the first frame's pixels
        control = struct.pack(">IIIIIHHBB", place, len(rows[0]), len(rows), 0, 0, 1, 10, 0, 0)
        pixels = lines(rows, depth)
        counted = png_chunk(b"fdAT", struct.pack(">I", place + 1) + pixels) if number else png_chunk(b"IDAT", pixels)
        data += png_chunk(b"fcTL", control) + counted
    return data + png_chunk(b"IEND", b"")


def head(depth: int, kind: int, rows: list[list[int]], shining: tuple[int, ...]) -> list[bytes]:
    samples = {GREY: 1, COLOUR: 3, GREY_ALPHA: 2}[kind]
    header = struct.pack(">IIBBBBB", len(rows[0]) // samples, len(rows), depth, kind, 0, 0, 0)
    transparency = png_chunk(b"tRNS", struct.pack(f">{len(shining)}H", *shining)) if shining else b""
    return [b"\x89PNG\r\n\x1a\n", png_chunk(b"IHDR", header), transparency]


def lines(rows: list[list[int]], depth: int) -> bytes:
    return zlib.compress(b"".join(b"\0" + packed(row, depth) for row in rows))


def packed(row: list[int], depth: int) -> bytes:
    bits = "".join(f"{value:0{depth}b}" for value in row)
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))


def gradient(depth: int, samples: int = 1) -> list[list[int]]:
    """From nothing at the left to all at the right."""
    most = 2**depth - 1
    return [[round(column * most / (SIDE - 1)) for column in range(SIDE) for _ in range(samples)]] * SIDE


def halves(depth: int, left: int, right: int, samples: int = 1) -> list[list[int]]:
    return [[left] * (SIDE // 2 * samples) + [right] * (SIDE // 2 * samples)] * SIDE


def resolved(tmp_path: Path, data: bytes) -> Image.Image:
    (tmp_path / "picture").write_bytes(data)
    with open_picture(tmp_path / "picture") as picture:
        return plain(picture).convert("RGBA")


def facts(tmp_path: Path, data: bytes) -> Facts:
    (tmp_path / "picture").write_bytes(data)
    found = check(tmp_path / "picture", 10**7, 10).facts
    assert found is not None
    return found


@pytest.mark.parametrize("shining", [(), (0,)])
@pytest.mark.parametrize("depth", [2, 4, 8, 16])
def test_grey_of_every_depth_becomes_one_scale(depth: int, shining: tuple[int, ...], tmp_path: Path) -> None:
    picture = resolved(tmp_path, png(depth, GREY, gradient(depth), shining))
    for column in range(SIDE):
        value = gradient(depth)[0][column]
        grey, alpha = round(value * 255 / (2**depth - 1)), 0 if shining and value == 0 else 255
        assert near(picture.getpixel((column, 9)), (grey, grey, grey, alpha), 1), column


@pytest.mark.parametrize("format", FORMATS)
def test_a_gradient_of_16_bits_of_which_black_shines_through_keeps_its_greys(format: str, rendered: Rendered) -> None:
    picture = rendered(png(16, GREY, gradient(16), (0,)), WHOLE, format).convert("RGBA")
    assert near(picture.getpixel((SIDE // 2, 9)), (130, 130, 130, 255), 6)
    assert near(picture.getpixel((SIDE - 2, 9)), (251, 251, 251, 255), 6)


@pytest.mark.parametrize(
    ("depth", "kind", "samples"),
    [(1, GREY, 1), (2, GREY, 1), (4, GREY, 1), (8, GREY, 1), (16, GREY, 1), (8, COLOUR, 3), (16, COLOUR, 3)],
)
@pytest.mark.parametrize("light", [False, True])
def test_the_one_transparent_colour_is_found_in_every_mode(
    depth: int, kind: int, samples: int, light: bool, tmp_path: Path, rendered: Rendered
) -> None:
    most = 2**depth - 1
    shining, solid = (most, 0) if light else (most // 3, most)
    data = png(depth, kind, halves(depth, shining, solid, samples), (shining,) * samples)
    for picture in (resolved(tmp_path, data), rendered(data, WHOLE, "PNG"), rendered(data, None, "WEBP")):
        assert picture.getpixel((9, 9))[3] == 0  # type: ignore[index]
        assert near(picture.getpixel((SIDE - 9, 9)), (solid * 255 // most,) * 3 + (255,), 2)
    assert near(rendered(data, None, "JPEG").convert("RGB").getpixel((9, 9)), (255, 255, 255), 3)
    found = facts(tmp_path, data)
    assert found.transparent == pytest.approx(0.5, abs=0.02)
    assert b64decode(found.thumbhash)[2] & 0x80  # it has alpha


@pytest.mark.parametrize("depth", [8, 16])
def test_a_colour_that_only_resembles_the_transparent_one_stays(depth: int, tmp_path: Path) -> None:
    data = png(depth, GREY, halves(depth, 100, 101), (101,))
    picture: Any = resolved(tmp_path, data)
    assert [picture.getpixel((column, 9))[3] for column in (9, SIDE - 9)] == [255, 0]


@pytest.mark.parametrize("depth", [8, 16])
def test_grey_with_alpha_keeps_both(depth: int, tmp_path: Path) -> None:
    most = 2**depth - 1
    rows = [[value for column in range(SIDE) for value in (most // 2, round(column * most / (SIDE - 1)))]] * SIDE
    picture = resolved(tmp_path, png(depth, GREY_ALPHA, rows))
    assert near(picture.getpixel((SIDE // 2, 9)), (127, 127, 127, 130), 2)


@pytest.mark.parametrize("depth", [2, 4, 8, 16])
def test_every_frame_of_an_animation_is_resolved_also_when_it_is_read_again(depth: int, tmp_path: Path) -> None:
    most = 2**depth - 1
    grounds = [halves(depth, most // 3, most), halves(depth, most, most // 3)]
    (tmp_path / "source").write_bytes(moving_png(depth, grounds, most // 3))
    requests = [RenditionRequest(WHOLE, format, tmp_path / format) for format in ("WEBP", "GIF", "PNG")]
    render(tmp_path / "source", requests)
    for format, frames in (("WEBP", 2), ("GIF", 2), ("PNG", 1)):
        with Image.open(tmp_path / format) as picture:
            for number in range(frames):
                picture.seek(number)
                solid: Any = picture.convert("RGBA")
                alpha = [solid.getpixel((column, 9))[3] for column in (9, SIDE - 9)]
                assert alpha == ([255, 0] if number else [0, 255]), (format, number)


def test_facts_of_16_bits_are_those_of_8(tmp_path: Path) -> None:
    inside = range(16, 48)
    rows = [[51_400 if {column, row} <= {*inside} else 20_046 for column in range(SIDE)] for row in range(SIDE)]
    deep = facts(tmp_path, png(16, GREY, rows))
    flat = facts(tmp_path, png(8, GREY, [[value // 257 for value in row] for row in rows]))
    assert deep == flat
    assert deep.background == pytest.approx(0.75, abs=0.02)
    assert deep.sharpness > 4
