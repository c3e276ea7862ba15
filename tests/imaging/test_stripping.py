"""Stripping: what tells of people goes; pixels, colours, turn, frames and times stay, in every format."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence

from tests import pictures
from tests.checklist.file_parts import SHOWN, facts_in, parts
from tests.checklist.hidden_data import HIDDEN, HIDING
from tests.checklist.metadata_samples import METADATA_MARKS, WITH_METADATA
from web.gallery.picture_errors import PictureRefused
from web.imaging.checking import check
from web.imaging.renditions.render import RenditionRequest, render
from web.imaging.stripping.strip import STRIPPERS, write_stripped
from web.imaging.transform import orientation

FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Lovelace</x:xmpmeta>"
TOLD: dict[str, Any] = {"exif": pictures.exif(1, "Ada Lovelace"), "icc_profile": PROFILE}


def original(data: bytes, format: str, folder: Path) -> bytes:
    """The file as it is given out."""
    (folder / "source").write_bytes(data)
    render(folder / "source", [RenditionRequest(None, format, folder / "target")])
    return (folder / "target").read_bytes()


def frames(data: bytes) -> list[tuple[str, bytes, object]]:
    with Image.open(BytesIO(data)) as picture:
        return [(one.mode, one.tobytes(), one.info.get("duration")) for one in ImageSequence.Iterator(picture)]


def noise(mode: str) -> Image.Image:
    grey = Image.effect_noise((200, 150), 80)
    return grey.convert(mode) if mode != "I;16" else grey.point(lambda value: value * 257, "I").convert("I;16")


SOURCES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "lossless webp": ("WEBP", lambda: pictures.encoded(noise("RGB"), "WEBP", lossless=True, xmp=XMP, **TOLD)),
    "lossy webp": ("WEBP", lambda: pictures.encoded(noise("RGBA"), "WEBP", xmp=XMP, **TOLD)),
    "moving webp": ("WEBP", lambda: pictures.animated("WEBP", xmp=XMP, **TOLD)),
    "16-bit png": ("PNG", lambda: pictures.encoded(noise("I;16"), "PNG", exif=TOLD["exif"])),
    "palette png": ("PNG", lambda: pictures.encoded(noise("RGB").quantize(16), "PNG", bits=4, **TOLD)),
    "interlaced png": ("PNG", lambda: pictures.png_with(b"tEXt", b"Author\0Ada Lovelace")),
    "moving png": ("PNG", lambda: pictures.animated("PNG", **TOLD)),
    "gif": ("GIF", lambda: pictures.encoded(noise("L"), "GIF", comment=b"Ada Lovelace")),
    "moving gif": ("GIF", lambda: pictures.animated("GIF", comment=b"Ada Lovelace")),
    "transparent gif": ("GIF", lambda: pictures.animated("GIF", comment=b"Lovelace", transparency=0, disposal=2)),
    "avif": ("AVIF", lambda: pictures.encoded(noise("RGBA"), "AVIF", speed=10, xmp=XMP, **TOLD)),
    "moving avif": ("AVIF", lambda: pictures.animated("AVIF", speed=10, xmp=XMP, **TOLD)),
    "jpeg": ("JPEG", lambda: pictures.encoded(noise("RGB"), "JPEG", xmp=XMP, **TOLD)),
}


@pytest.mark.parametrize("name", SOURCES)
def test_no_pixel_and_no_time_changes_and_nothing_is_told(name: str, tmp_path: Path) -> None:
    format, make = SOURCES[name]
    data = make()
    clean = original(data, format, tmp_path)
    assert b"Lovelace" in data
    assert b"Lovelace" not in clean
    assert len(clean) <= len(data)
    assert frames(clean) == frames(data)
    with Image.open(BytesIO(clean)) as picture, Image.open(BytesIO(data)) as before:
        assert facts_in(picture) == {}
        for kept in ("icc_profile", "loop", "transparency", "gamma"):
            assert picture.info.get(kept) == before.info.get(kept), kept
    assert len(original(clean, format, tmp_path)) == len(clean)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_turn_is_kept_where_there_is_one(format: str, turn: int, tmp_path: Path) -> None:
    data = pictures.encoded(noise("RGB"), format, exif=pictures.exif(turn, "Ada Lovelace"))
    clean = original(data, format, tmp_path)
    assert frames(clean) == frames(data)
    with Image.open(BytesIO(clean)) as picture:
        assert orientation(picture) == turn
        assert facts_in(picture) == {}
        assert picture.getexif().get_ifd(0x8825) == {}


@pytest.mark.parametrize("ending", WITH_METADATA)
def test_every_kind_of_metadata_goes_and_no_pixel_with_it(ending: str, tmp_path: Path) -> None:
    data = WITH_METADATA[ending]()
    clean = original(data, FORMATS[ending], tmp_path)
    assert frames(clean) == frames(data)
    assert parts(clean, ending) <= SHOWN[ending]
    assert not [mark for mark in METADATA_MARKS if mark in clean]


@pytest.mark.parametrize("what", HIDDEN)
def test_what_is_hidden_goes_and_no_pixel_with_it(what: str, tmp_path: Path) -> None:
    data, ending = HIDDEN[what]
    clean = original(data, FORMATS[ending], tmp_path)
    assert HIDING not in clean
    assert frames(clean) == frames(data)


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_what_was_damaged_is_given_out_whole(format: str, tmp_path: Path) -> None:
    whole = pictures.encoded(noise("RGB"), format)
    (tmp_path / "file").write_bytes(whole[:-2] if format == "JPEG" else whole[:-12])
    facts = check(tmp_path / "file", 10_000_000, 100).facts
    assert facts is not None
    assert not facts.metadata_free  # or it would be given out as it was sent
    assert original((tmp_path / "file").read_bytes(), format, tmp_path) == whole


def test_a_large_avif_is_stripped_and_not_encoded_anew(tmp_path: Path) -> None:
    data = pictures.encoded(Image.new("RGB", (4000, 3000), "red"), "AVIF", speed=10, exif=pictures.exif())
    assert abs(len(original(data, "AVIF", tmp_path)) - len(data)) < 1000


@given(format=st.sampled_from(list(STRIPPERS)), place=st.integers(0, 9999), byte=st.integers(0, 255), cut=st.booleans())
def test_no_damage_makes_it_hang_or_fail_otherwise(
    format: str, place: int, byte: int, cut: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(next(make for kind, make in SOURCES.values() if kind == format)())
    data[place % len(data)] = byte
    folder = tmp_path_factory.getbasetemp()
    (folder / "damaged").write_bytes(data[: place % len(data)] if cut else data)
    try:
        write_stripped(folder / "damaged", folder / "written", format, 1)
    except PictureRefused:
        return
    with Image.open(folder / "written") as picture:
        assert picture.width > 0
