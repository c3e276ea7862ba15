"""Damaged envelopes: all pixels there is accepted and shown as undamaged, pixels missing is refused, at every size."""

import random
import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests import pictures
from web.gallery.picture_errors import NotAPicture
from web.imaging.checking import check
from web.imaging.envelope import MARKER, mended
from web.imaging.opening import open_picture
from web.imaging.png_pixels import raw_size

SIZES = [(40, 30), (500, 400), (1800, 1500)]  # files of one block of a decoder's, of some, of many
SAVINGS = [{}, {"progressive": True}, {"restart_marker_blocks": 5}, {"optimize": True, "subsampling": 0}]


def samsungs(data: bytes) -> bytes:
    """What Samsung's phones write behind the pixels: data, and a list that says where it begins."""
    block = b"\0\0\x01\x0a" + struct.pack("<I", 10) + b"Image_Data" + data
    entries = b"SEFH" + struct.pack("<IIHHII", 107, 1, 0, 0x0A01, len(block), len(block))
    return block + entries + struct.pack("<I", len(entries)) + b"SEFT"


TRAILERS = {
    "none": b"",
    "Samsung's": samsungs(b"Panorama_Shot_Info" + bytes(40)),
    "Samsung's with a picture": samsungs(pictures.jpeg(64, 64)),
    "zeros": bytes(300),
    "a picture": pictures.jpeg(64, 64),
}


@cache
def photo(width: int, height: int) -> Image.Image:
    """Noise on a ramp, so that every pixel costs bytes."""
    noise = Image.frombytes("L", (64, 64), random.Random(1).randbytes(4096)).resize((width, height))  # noqa: S311
    return Image.blend(Image.linear_gradient("L").resize((width, height)), noise, 0.3).convert("RGB")


def accepted(data: bytes, folder: Path) -> Image.Image:
    """Check it; the picture as it is opened everywhere."""
    file = folder / "file"
    file.write_bytes(data)
    check(file, 10_000_000, 100)
    with open_picture(file) as picture:
        picture.load()
        return picture.copy()


def same(left: Image.Image, right: bytes) -> bool:
    with Image.open(BytesIO(right)) as picture:
        return left.size == picture.size and left.tobytes() == picture.tobytes()


def chunk_places(png: bytes) -> list[tuple[bytes, int, int]]:
    found, place = [], 8
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        found.append((kind, place, place + 12 + length))
        place += 12 + length
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("saving", SAVINGS)
@pytest.mark.parametrize("trailer", TRAILERS)
def test_a_jpeg_without_its_end_is_accepted_and_shows_every_pixel(
    trailer: str, saving: dict[str, Any], size: tuple[int, int], tmp_path: Path
) -> None:
    whole = pictures.encoded(photo(*size), "JPEG", **saving)
    assert same(accepted(whole[:-2] + TRAILERS[trailer], tmp_path), whole)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("saving", SAVINGS)
@pytest.mark.parametrize("missing", [0.02, 0.3, 0.7])
@pytest.mark.parametrize("trailer", ["none", "Samsung's"])
def test_a_jpeg_with_pixels_missing_is_refused(
    trailer: str, missing: float, saving: dict[str, Any], size: tuple[int, int], tmp_path: Path
) -> None:
    whole = pictures.encoded(photo(*size), "JPEG", **saving)
    scans = len(whole) - whole.index(b"\xff\xda")
    with pytest.raises(NotAPicture):
        accepted(whole[: -max(6, int(scans * missing))] + TRAILERS[trailer], tmp_path)


@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize("saving", SAVINGS)
@pytest.mark.parametrize("missing", [0.02, 0.3, 0.7])
def test_a_jpeg_cut_in_its_first_scan_is_refused_although_an_end_was_put_behind_it(
    missing: float, saving: dict[str, Any], size: tuple[int, int], tmp_path: Path
) -> None:
    whole = pictures.encoded(photo(*size), "JPEG", **saving)
    end = next(found.start() for found in MARKER.finditer(whole, whole.index(b"\xff\xda") + 2))
    scan = end - whole.index(b"\xff\xda")
    with pytest.raises(NotAPicture):
        accepted(whole[: end - max(12, int(scan * missing))] + b"\xff\xd9", tmp_path)


@pytest.mark.parametrize("size", [*SIZES[:2], (1, 1), (17, 9), (8, 8)])
@pytest.mark.parametrize("saving", SAVINGS)
@pytest.mark.parametrize("colour", ["white", "#c03", "black"])
def test_a_jpeg_that_ends_in_one_colour_is_accepted(
    colour: str, saving: dict[str, Any], size: tuple[int, int], tmp_path: Path
) -> None:
    picture = Image.new("RGB", size, colour)
    picture.paste(photo(*size).crop((0, 0, size[0] // 2, size[1] // 2)))
    whole = pictures.encoded(picture, "JPEG", **saving)
    assert same(accepted(whole, tmp_path), whole)


def test_a_progressive_jpeg_that_ends_between_two_scans_is_refused(tmp_path: Path) -> None:
    whole = pictures.encoded(photo(500, 400), "JPEG", progressive=True)
    for last_scan in (whole.rindex(b"\xff\xda"), whole.rindex(b"\xff\xc4")):
        with pytest.raises(NotAPicture):
            accepted(whole[:last_scan], tmp_path)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("saving", [{}, {"compress_level": 0}])
def test_a_png_without_its_end_is_accepted_and_shows_every_pixel(
    saving: dict[str, Any], size: tuple[int, int], tmp_path: Path
) -> None:
    whole = pictures.encoded(photo(*size), "PNG", **saving)
    for cut in (12, 11, 8, 4, 1):
        assert same(accepted(whole[:-cut], tmp_path), whole), cut


@pytest.mark.parametrize("saving", [{}, {"compress_level": 0}])
@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_a_png_that_lacks_nothing_but_the_end_of_its_compression_is_accepted(
    mode: str, saving: dict[str, Any], tmp_path: Path
) -> None:
    picture = photo(500, 400).convert("I").convert(mode) if mode == "I;16" else photo(500, 400).convert(mode)
    whole = pictures.encoded(picture, "PNG", **saving)
    for checksum in (1, 2, 3, 4):
        assert same(accepted(whole[: -16 - checksum], tmp_path), whole), checksum


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (7, 1), (64, 33)])
def test_so_is_an_interlaced_one(size: tuple[int, int], tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 1)
    data = zlib.compress(bytes(raw_size(header)))
    whole = b"\x89PNG\r\n\x1a\n" + pictures.png_chunk(b"IHDR", header) + pictures.png_chunk(b"IDAT", data)
    assert same(accepted(whole[:-6], tmp_path), whole + pictures.png_chunk(b"IEND", b""))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("missing", [0.02, 0.3, 0.7])
def test_a_png_with_pixels_missing_is_refused(missing: float, size: tuple[int, int], tmp_path: Path) -> None:
    whole = pictures.encoded(photo(*size), "PNG")
    with pytest.raises(NotAPicture):
        accepted(whole[: -max(40, int(len(whole) * missing))], tmp_path)


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt", b"pHYs", b"gAMA", b"tIME", b"iCCP", b"prVt", b"eXIf"])
@pytest.mark.parametrize("size", SIZES)
def test_a_wrong_checksum_of_an_unneeded_chunk_is_no_damage(kind: bytes, size: tuple[int, int], tmp_path: Path) -> None:
    whole = pictures.encoded(photo(*size), "PNG")
    broken = bytearray(pictures.png_chunk(kind, b"\0\0\0\x01"))
    broken[-1] ^= 0x55
    for place in (33, len(whole) - 12):
        assert same(accepted(whole[:place] + broken + whole[place:], tmp_path), whole)


@pytest.mark.parametrize("kind", [b"IHDR", b"PLTE"])
def test_a_wrong_checksum_of_a_needed_chunk_is_refused(kind: bytes, tmp_path: Path) -> None:
    whole = pictures.encoded(photo(40, 30).quantize(16), "PNG")
    end = next(end for one, _, end in chunk_places(whole) if one == kind)
    with pytest.raises(NotAPicture):
        accepted(whole[: end - 1] + bytes([whole[end - 1] ^ 1]) + whole[end:], tmp_path)


def test_a_moving_png_without_its_end_keeps_its_frames(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(pictures.animated("PNG", 3)[:-12])
    assert check(tmp_path / "file", 10_000_000, 100).frames == 3


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.phone_jpeg, pictures.png, pictures.gif, pictures.webp])
def test_what_is_whole_is_opened_as_it_is(make: Any, tmp_path: Path) -> None:
    for data in (make(), make() + b"behind"):
        (tmp_path / "file").write_bytes(data)
        assert mended(tmp_path / "file") is None


def test_a_bomb_without_its_end_is_not_unpacked(tmp_path: Path) -> None:
    header = pictures.png_chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0))
    data = pictures.png_chunk(b"IDAT", zlib.compress(bytes(30_000 * 30_001)))
    (tmp_path / "file").write_bytes(b"\x89PNG\r\n\x1a\n" + header + data)
    with open_picture(tmp_path / "file") as picture:
        assert picture.size == (30_000, 30_000)
