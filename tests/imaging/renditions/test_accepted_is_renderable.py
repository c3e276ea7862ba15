"""Accepted means renderable: whatever the check takes comes out in every size and format, and as its original."""

import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests import pictures
from tests.imaging.renditions.conftest import FORMATS, shows_quarters
from web.gallery.picture_errors import PictureRefused
from web.imaging.checking import check
from web.imaging.jpeg_kinds import SHOWN_BY_BROWSERS, frame_kind
from web.imaging.renditions.render import RenditionRequest, render
from web.imaging.renditions.sizes import SIZES, Size

BOXES = [*SIZES.values(), Size.fill(240, 240, (0, 1000)), Size.fit(7, 4096), Size.fill(4096, 3), None]
MODES = {
    "JPEG": ("L", "RGB", "CMYK"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "GIF": ("1", "L", "P", "RGB", "RGBA"),
    "WEBP": ("L", "RGB", "RGBA"),
    "AVIF": ("RGB", "RGBA"),
}
SAVINGS: dict[str, list[dict[str, Any]]] = {
    "JPEG": [{}, {"progressive": True}, {"subsampling": 2}, {"restart_marker_blocks": 1}, {"icc_profile": b"broken"}],
    "PNG": [{}, {"bits": 4}, {"transparency": 0}, {"compress_level": 0}],
    "GIF": [{}, {"transparency": 0}, {"interlace": 0}],
    "WEBP": [{}, {"lossless": True}, {"quality": 1}],
    "AVIF": [{"speed": 10}, {"speed": 10, "subsampling": "4:4:4"}],
}


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Pictures of every format, mode and shape, still and moving, turned, and some cut short or with a byte changed."""
    format = draw(st.sampled_from(FORMATS))
    size = draw(st.sampled_from([(1, 1), (1, 97), (97, 1), (2, 3), (33, 47), (300, 200), (9, 700), (513, 257)]))
    mode = draw(st.sampled_from(MODES[format]))
    picture = pictures.quarters(*size).convert("L" if mode == "I;16" else mode)
    picture = picture.convert("I;16") if mode == "I;16" else picture
    saving = dict(draw(st.sampled_from(SAVINGS[format])))
    if mode not in ("L", "P"):
        saving.pop("transparency", None)
    if format != "GIF" and draw(st.booleans()):
        saving["exif"] = pictures.exif(draw(st.integers(0, 9)))
    if format in ("PNG", "GIF", "WEBP") and mode != "I;16" and draw(st.booleans()):  # libavif falls over tiny clips
        saving |= {"save_all": True, "append_images": [picture.rotate(180)] * draw(st.integers(0, 2)), "duration": 50}
    return _damaged(draw, pictures.encoded(picture, format, **saving))


def _damaged(draw: st.DrawFn, data: bytes) -> bytes:
    damage = draw(st.sampled_from(["none", "none", "cut", "byte"]))
    place = draw(st.integers(0, len(data) - 1))
    if damage == "cut":
        return data[: len(data) - draw(st.integers(1, 40))]
    return (
        data[:place] + bytes([data[place] ^ 1 << draw(st.integers(0, 7))]) + data[place + 1 :]
        if damage == "byte"
        else data
    )


def assert_renderable(data: bytes, folder: Path, boxes: list[Size | None]) -> None:
    """Render it in these sizes and every format, if the check takes it at all."""
    (folder / "source").write_bytes(data)
    try:
        checked = check(folder / "source", 10_000_000, 100)
    except PictureRefused:
        return
    wanted = [
        RenditionRequest(size, format, folder / f"{number}{format}")
        for number, size in enumerate(boxes)
        for format in FORMATS
    ]
    assert render(folder / "source", wanted).done
    for one in wanted:
        with Image.open(one.target) as picture:
            picture.load()
            assert picture.format == one.format
            if one.size is not None:
                assert max(picture.size) <= max(checked.width, checked.height)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=files(), boxes=st.lists(st.sampled_from(BOXES), min_size=1, max_size=3))
def test_whatever_is_accepted_comes_out_in_every_size_and_format(
    data: bytes, boxes: list[Size | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert_renderable(data, tmp_path_factory.getbasetemp(), boxes)


@pytest.mark.parametrize("size", [(40, 30), (600, 400), (2400, 40)])
def test_a_lossless_jpeg_is_shown_in_every_size_and_its_original_as_browsers_can(
    size: tuple[int, int], tmp_path: Path
) -> None:
    data = pictures.lossless_jpeg(*size)
    (tmp_path / "source").write_bytes(data)
    facts = check(tmp_path / "source", 10_000_000, 100).facts
    assert facts is not None
    assert not facts.metadata_free  # or it would be given out as it was sent
    assert_renderable(data, tmp_path, list(BOXES))
    render(tmp_path / "source", [RenditionRequest(None, "JPEG", tmp_path / "original")])
    with Image.open(tmp_path / "original") as picture:
        assert picture.size == size
        assert shows_quarters(picture)
    assert frame_kind((tmp_path / "original").read_bytes()) in SHOWN_BY_BROWSERS


@pytest.mark.parametrize("kind", sorted({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}))
@pytest.mark.parametrize("make", [pictures.jpeg, pictures.lossless_jpeg])
def test_a_jpeg_of_any_kind_is_refused_or_shown(kind: int, make: Any, tmp_path: Path) -> None:
    data = make(600, 400)
    place = next(place for place in range(len(data)) if data[place] == 0xFF and data[place + 1] in (0xC0, 0xC3))
    assert_renderable(data[: place + 1] + bytes([kind]) + data[place + 2 :], tmp_path, [None, Size.fit(48, 48)])


def test_a_moving_png_whose_default_stands_apart_is_shown(tmp_path: Path) -> None:
    frames = [pictures.quarters(), pictures.quarters().rotate(180)]
    for count in (1, 2):
        options: dict[str, Any] = {"save_all": True, "append_images": frames[:count], "default_image": True}
        assert_renderable(pictures.encoded(frames[0], "PNG", **options), tmp_path, list(BOXES[:5]))


def test_a_gif_whose_frames_lie_beyond_its_canvas_is_shown(tmp_path: Path) -> None:
    data = bytearray(pictures.animated("GIF"))
    for canvas in ((1, 1), (8, 8), (64, 1), (640, 480)):
        data[6:10] = struct.pack("<HH", *canvas)
        assert_renderable(bytes(data), tmp_path, [Size.fit(600, 600), None])
