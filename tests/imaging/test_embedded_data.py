"""A picture file holds its picture and nothing else, or it is found out."""

import pytest

from tests import pictures
from tests.pictures import png_chunk, png_with
from web.imaging.embedded_data import nothing_else

FILES = {
    "JPEG": pictures.jpeg(progressive=True),
    "PNG": pictures.animated("PNG"),
    "GIF": pictures.animated("GIF"),
    "WEBP": pictures.animated("WEBP"),
    "AVIF": pictures.avif(),
}


def in_gif(block: bytes) -> bytes:
    whole = FILES["GIF"]
    return whole[:-1] + block + b";"


@pytest.mark.parametrize("format", FILES)
def test_what_our_own_encoders_write_is_a_picture_and_nothing_else(format: str) -> None:
    assert nothing_else(FILES[format], format)


@pytest.mark.parametrize("format", FILES)
def test_a_byte_more_or_less_is_something_else(format: str) -> None:
    assert not nothing_else(FILES[format] + b"\0", format)
    assert not nothing_else(FILES[format][:-1], format)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (png_with(b"zzZz", b"?"), "PNG"),
        (png_with(b"tIME", bytes(7)), "PNG"),
        (pictures.png() + png_chunk(b"IDAT", b"?"), "PNG"),
        (in_gif(b"!\xfe\x01?\0"), "GIF"),
        (in_gif(b"!\xff\x0bXMP DataXMP\x01?\0"), "GIF"),
        (in_gif(b"!\xff\x0bNETSCAPE2.0" + b"\x14" + b"?" * 20 + b"\0"), "GIF"),
        (in_gif(b"!\xf9\x05" + b"?" * 5 + b"\0"), "GIF"),
        (in_gif(b"?"), "GIF"),
        (pictures.webp(xmp=b"<x/>"), "WEBP"),
        (FILES["AVIF"] + b"\0\0\0\x0cuuid????", "AVIF"),
        (FILES["AVIF"] + b"\0\0\0\0mdat", "AVIF"),
    ],
)
def test_a_part_that_no_picture_needs_is_something_else(data: bytes, format: str) -> None:
    assert not nothing_else(data, format)


def test_frames_within_frames_without_end_are_something_else() -> None:
    data, header = b"", b"ANMF"
    for _ in range(5000):
        data = header + (16 + len(data)).to_bytes(4, "little") + bytes(16) + data
    whole = b"RIFF" + (len(data) + 4).to_bytes(4, "little") + b"WEBP" + data
    assert not nothing_else(whole, "WEBP")
