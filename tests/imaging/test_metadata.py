"""A JPEG freed of what it tells keeps its pixels bit for bit, its turn and its colours, and nothing else."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from tests import pictures
from web.gallery.picture_errors import NotAPicture
from web.imaging.facts import is_metadata_free
from web.imaging.renditions.render import RenditionRequest, render
from web.imaging.stripping.strip import write_stripped
from web.imaging.transform import orientation


def stripped(tmp_path: Path, data: bytes) -> bytes:
    (tmp_path / "source").write_bytes(data)
    render(tmp_path / "source", [RenditionRequest(None, "JPEG", tmp_path / "target")])
    return (tmp_path / "target").read_bytes()


def pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as picture:
        return picture.tobytes()


@pytest.mark.parametrize(
    "saving",
    [{}, {"progressive": True}, {"restart_marker_blocks": 3}, {"optimize": True}, {"subsampling": 0}],
)
@pytest.mark.parametrize("turn", [1, 6])
def test_every_pixel_stays_and_nothing_that_tells(saving: dict[str, Any], turn: int, tmp_path: Path) -> None:
    metadata: dict[str, Any] = {
        "exif": pictures.exif(turn, artist="Ada Lovelace"),
        "comment": b"Lovelace",
        "xmp": b"Lovelace",
    }
    data = pictures.jpeg(640, 480, **metadata, **saving) + b"PK\x03\x04 Lovelace"
    clean = stripped(tmp_path, data)
    assert b"Lovelace" not in clean
    assert pixels(clean) == pixels(data)
    with Image.open(BytesIO(clean)) as picture:
        assert orientation(picture) == turn
        assert picture.getexif().get_ifd(0x8825) == {}


def test_colours_stay_as_they_are_to_be_shown(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clean = stripped(tmp_path, pictures.jpeg(icc_profile=profile, exif=pictures.exif()))
    with Image.open(BytesIO(clean)) as picture:
        assert picture.info["icc_profile"] == profile
        assert is_metadata_free(picture)
    cmyk = pictures.cmyk_jpeg()
    assert pixels(stripped(tmp_path, cmyk)) == pixels(cmyk)


def test_a_phones_second_frame_is_left_out(tmp_path: Path) -> None:
    data = pictures.phone_jpeg(640, 480)
    clean = stripped(tmp_path, data)
    assert len(clean) < len(data)
    assert pixels(clean) == pixels(data)
    with Image.open(BytesIO(clean)) as picture:
        assert getattr(picture, "n_frames", 1) == 1


def test_an_odd_file_that_decodes_all_the_same_is_written_anew(tmp_path: Path) -> None:
    whole = pictures.jpeg(640, 480, exif=pictures.exif(artist="Lovelace"))
    odd = whole[:2] + b"junk" + whole[2:]
    (tmp_path / "odd").write_bytes(odd)
    with pytest.raises(NotAPicture):
        write_stripped(tmp_path / "odd", tmp_path / "out", "JPEG", 1)


@given(place=st.integers(0, 3000), byte=st.integers(0, 255), cut=st.integers(0, 3000))
def test_no_damage_makes_it_hang_or_fail_otherwise(
    place: int, byte: int, cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(pictures.jpeg(exif=pictures.exif()))
    data[place % len(data)] = byte
    folder = tmp_path_factory.getbasetemp()
    for one in (bytes(data), bytes(data[: cut % len(data)])):
        source, target = folder / "damaged", folder / "written"
        source.write_bytes(one)
        try:
            write_stripped(source, target, "JPEG", 1)
        except NotAPicture:
            continue
        assert target.read_bytes().startswith(b"\xff\xd8")
        assert target.read_bytes().endswith(b"\xff\xd9")
