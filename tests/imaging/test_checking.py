"""The check: limits from the header first, then every pixel; only refusals come out, whatever goes in."""

import struct
import zlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests import pictures
from tests.imaging.pixels import record_decodes
from web.gallery.picture_errors import (
    EmptyFile,
    FormatNotAllowed,
    NotAPicture,
    PictureRefused,
    TooManyFrames,
    TooManyPixels,
    TooMuchMetadata,
)
from web.imaging.checking import CheckedPicture, check

LIMIT = 10_000_000
MIB = 2**20


def checked(data: bytes, path: Path, max_pixels: int = LIMIT, allowed: frozenset[str] | None = None) -> CheckedPicture:
    file = path / "anything.jpg"
    file.write_bytes(data)
    return check(file, max_pixels, 100, allowed)


@pytest.mark.parametrize(
    ("data", "format", "mode", "frames"),
    [
        (pictures.jpeg(), "JPEG", "RGB", 1),
        (pictures.jpeg(progressive=True), "JPEG", "RGB", 1),
        (pictures.cmyk_jpeg(), "JPEG", "CMYK", 1),
        (pictures.phone_jpeg(), "JPEG", "RGB", 1),
        (pictures.png(), "PNG", "RGB", 1),
        (pictures.transparent_png(), "PNG", "RGBA", 1),
        (pictures.gif(), "GIF", "P", 1),
        (pictures.webp(), "WEBP", "RGB", 1),
        (pictures.avif(), "AVIF", "RGB", 1),
        (pictures.animated("GIF"), "GIF", "P", 3),
        (pictures.animated("WEBP"), "WEBP", "RGB", 3),
        (pictures.animated("PNG"), "PNG", "RGB", 3),
        (pictures.animated("AVIF", speed=10), "AVIF", "RGB", 3),
    ],
)
def test_content_decides_what_it_is_and_not_the_name(
    data: bytes, format: str, mode: str, frames: int, tmp_path: Path
) -> None:
    assert header(checked(data, tmp_path)) == CheckedPicture(format, 64, 48, mode, frames)


def test_width_and_height_are_those_stored_not_those_turned(tmp_path: Path) -> None:
    assert header(checked(pictures.turned_jpeg(6), tmp_path)) == CheckedPicture("JPEG", 48, 64, "RGB", 1)


def header(checked: CheckedPicture) -> CheckedPicture:
    return msgspec.structs.replace(checked, facts=None, memory=0)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1)])
def test_the_smallest_and_the_thinnest_pictures_are_fine(format: str, size: tuple[int, int], tmp_path: Path) -> None:
    data = pictures.encoded(Image.new("RGB", size, "red"), format)
    assert (checked(data, tmp_path).width, checked(data, tmp_path).height) == size


def gif_claiming(width: int, height: int, frames: int = 1) -> bytes:
    frame = struct.pack("<cHHHHB", b",", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + frame * frames + b";"


@pytest.mark.parametrize(
    ("data", "width", "height"),
    [
        (pictures.huge_png_header(8000, 8000), 8000, 8000),
        (pictures.encoded(Image.new("1", (5000, 5000)), "PNG"), 5000, 5000),
        (pictures.encoded(Image.new("L", (4000, 4000)), "WEBP", method=0), 4000, 4000),
        (gif_claiming(20_000, 30_000), 20_000, 30_000),
        (gif_claiming(400, 300, frames=90), 400, 300),
        (pictures.huge_png_header(2_000_000_000, 2_000_000_000), None, None),
        (gif_claiming(65_535, 65_535), None, None),
    ],
    ids=["png header", "one-bit png", "webp", "gif", "gif frames", "absurd png", "absurd gif"],
)
def test_too_many_pixels_are_refused_before_any_is_decoded(
    data: bytes, width: int | None, height: int | None, tmp_path: Path
) -> None:
    with record_decodes() as decoded, pytest.raises(TooManyPixels) as refused:
        checked(data, tmp_path)
    assert decoded == []
    assert (refused.value.width, refused.value.height, refused.value.limit) == (width, height, LIMIT)


@pytest.mark.parametrize("data", [pictures.jpeg(), pictures.png(), pictures.gif(), pictures.webp(), pictures.avif()])
def test_what_is_taken_was_decoded(data: bytes, tmp_path: Path) -> None:
    """Or the test above would not see it."""
    with record_decodes() as decoded:
        checked(data, tmp_path)
    assert decoded != []


def test_a_later_frame_larger_than_the_header_counts(tmp_path: Path) -> None:
    small = gif_claiming(1, 1)
    frame = struct.pack("<cHHHHB", b",", 0, 0, 9000, 9000, 0) + b"\x02\x02\x44\x01\x00"
    with pytest.raises(TooManyPixels):
        checked(small[:-1] + frame + b";", tmp_path)


def test_exactly_as_many_pixels_as_allowed_pass(tmp_path: Path) -> None:
    assert checked(pictures.png(64, 48), tmp_path, max_pixels=64 * 48).width == 64
    with pytest.raises(TooManyPixels):
        checked(pictures.png(64, 48), tmp_path, max_pixels=64 * 48 - 1)


def test_ten_thousand_frames_are_refused_although_they_are_small(tmp_path: Path) -> None:
    with pytest.raises(TooManyFrames):
        checked(gif_claiming(1, 1, frames=10_000), tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        pictures.truncated_jpeg(),
        pictures.png(640, 480)[:-60],
        pictures.gif()[: len(pictures.gif()) // 2],
        pictures.webp()[:-1],
        pictures.avif()[:-1],
        pictures.animated("GIF")[:-20],
        pictures.animated("PNG")[:-40],
        pictures.animated("WEBP")[:-10],
    ],
    ids=["jpeg", "png", "gif", "webp", "avif", "moving gif", "moving png", "moving webp"],
)
def test_what_is_cut_short_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotAPicture):
        checked(data, tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        pictures.text_renamed(),
        b"<?php system($_GET[0]); ?>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        pictures.encoded(pictures.quarters(), "TIFF"),
        pictures.encoded(pictures.quarters(), "BMP"),
        pictures.encoded(pictures.quarters(), "EPS"),
        pictures.encoded(pictures.quarters(), "JPEG2000"),
        pictures.encoded(pictures.quarters(), "PDF"),
        b"8BPS\0\1" + bytes(200),
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF\x20\0\0\0WEBPVP8 ",
        b"\0",
    ],
)
def test_anything_else_is_no_picture_whatever_it_is_called(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotAPicture):
        checked(data, tmp_path)


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        checked(b"", tmp_path)


def test_a_format_not_allowed_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatNotAllowed) as refused:
        checked(pictures.avif(), tmp_path, allowed=frozenset({"JPEG", "PNG"}))
    assert refused.value.format == "AVIF"


@pytest.mark.parametrize(
    "data",
    [
        pictures.png_with(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(MIB + 1))),
        pictures.png_with(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(bytes(MIB + 1))),
        pictures.png_with(b"iCCP", b"profile\0\0" + zlib.compress(bytes(MIB + 1))),
        pictures.png_with(b"tEXt", b"Comment\0" + b"x" * (MIB + 1)),
        pictures.png_with(b"prIv", bytes(MIB + 1)),
        pictures.png()[:-12] + pictures.png_chunk(b"tEXt", b"Comment\0" + b"x" * (MIB + 1)) + pictures.png()[-12:],
        pictures.webp(xmp=bytes(MIB + 1)),
        pictures.webp(icc_profile=bytes(MIB + 1)),
        pictures.encoded(pictures.quarters(), "GIF", comment=b"x" * (MIB + 1)),
    ],
    ids=["zTXt", "iTXt", "iCCP", "tEXt", "private", "tEXt at the end", "webp xmp", "webp profile", "gif comment"],
)
def test_more_than_a_mebibyte_of_metadata_in_one_chunk_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(TooMuchMetadata):
        checked(data, tmp_path)


def test_a_large_printers_profile_in_many_small_chunks_of_a_jpeg_is_fine(tmp_path: Path) -> None:
    assert checked(pictures.jpeg(icc_profile=bytes(2 * MIB)), tmp_path).format == "JPEG"


SAMPLES = [
    pictures.jpeg(32, 24),
    pictures.phone_jpeg(32, 24),
    pictures.png(32, 24),
    pictures.gif(32, 24),
    pictures.webp(32, 24),
    pictures.avif(32, 24),
    *(pictures.animated(format, 2, 32, 24) for format in ("GIF", "PNG", "WEBP")),
]


@settings(max_examples=150, deadline=None)
@given(
    sample=st.sampled_from(SAMPLES),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=6),
    length=st.floats(0.2, 1),
)
def test_damaged_pictures_are_refused_or_fine_and_nothing_else(
    sample: bytes, flips: list[tuple[float, int]], length: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    damaged = bytearray(sample)
    for place, change in flips:
        damaged[int(place * len(damaged))] ^= change
    folder = tmp_path_factory.getbasetemp()
    try:
        outcome = checked(bytes(damaged[: int(length * len(damaged))]), folder)
    except PictureRefused:
        return
    assert outcome.width * outcome.height * outcome.frames <= LIMIT
