"""Rendering: the right way up, the right colours, small enough, and nothing but the picture."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from tests import pictures
from tests.imaging.renditions.conftest import FORMATS, SMALL, Rendered, corners, near, shows_quarters
from tests.pictures import BLUE, GREEN, RED, YELLOW
from web.imaging.renditions.render import RenderResult, RenditionRequest, render
from web.imaging.renditions.sizes import Size


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("source", [pictures.png, pictures.jpeg, pictures.gif, pictures.webp, pictures.avif])
def test_every_format_becomes_every_other(source: Callable[[int, int], bytes], format: str, rendered: Rendered) -> None:
    picture = rendered(source(640, 480), Size.fit(240, 240), format)
    assert picture.size == (240, 180)
    assert shows_quarters(picture)


@pytest.mark.parametrize(
    ("stored", "box", "size"),
    [
        ((640, 480), (240, 240), (240, 180)),
        ((480, 640), (240, 240), (180, 240)),
        ((640, 480), (600, 240), (320, 240)),
        ((100, 80), (240, 240), (100, 80)),
        ((1, 1), (240, 240), (1, 1)),
        ((1, 3000), (240, 240), (1, 240)),
        ((3000, 1), (16, 16), (16, 1)),
    ],
)
@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_it_fits_the_box_and_is_never_enlarged(
    stored: tuple[int, int], box: tuple[int, int], size: tuple[int, int], format: str, rendered: Rendered
) -> None:
    assert rendered(pictures.encoded(Image.new("RGB", stored), format), Size.fit(*box), format).size == size


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_the_right_way_up(orientation: int, format: str, rendered: Rendered) -> None:
    picture = rendered(pictures.turned_jpeg(orientation, 640, 480), Size.fit(300, 120), format)
    assert picture.size == (160, 120)
    assert shows_quarters(picture)


@pytest.mark.parametrize("format", ["WEBP", "PNG"])
def test_the_orientation_of_other_formats_than_jpeg_counts_too(format: str, rendered: Rendered) -> None:
    turned = pictures.quarters().transpose(Image.Transpose.ROTATE_90)
    picture = rendered(pictures.encoded(turned, format, exif=pictures.exif(6)), Size.fit(63, 63), "PNG")
    assert shows_quarters(picture)


def xmp_turned() -> bytes:
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="6"/></x:xmpmeta>'


@pytest.mark.parametrize("way", ["as stored", "held the same way"])
@pytest.mark.parametrize(("format", "written"), [("JPEG", "PNG"), ("WEBP", "PNG"), ("PNG", "WEBP"), ("AVIF", "PNG")])
def test_what_xmp_says_of_the_orientation_turns_nothing(
    way: str, format: str, written: str, rendered: Rendered
) -> None:
    marks: dict[str, Any] = {} if way == "as stored" else {"exif": pictures.exif(1)}
    if format == "PNG":
        whole = pictures.png(**marks)
        text = pictures.png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp_turned())
        data = whole[:33] + text + whole[33:]
    else:
        data = pictures.encoded(pictures.quarters(), format, xmp=xmp_turned(), **marks)
    picture = rendered(data, None, written)
    assert picture.size == (64, 48)
    assert shows_quarters(picture)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0M\x8b\0*\0\0\0\x08\0\x03",
        b"Exif\0\0MM\0*\0",
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x02\0\0\0\x01A\0\0\0\0\0\0\0",
    ],
    ids=["beyond the end", "unknown byte order", "cut short", "a text"],
)
def test_broken_exif_is_no_reason_to_show_nothing(exif: bytes, format: str, rendered: Rendered) -> None:
    data = pictures.encoded(pictures.quarters(), format, exif=exif)
    assert shows_quarters(rendered(data, SMALL, "PNG"))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("size", [SMALL, None])
def test_nothing_but_the_picture_is_left(format: str, size: Size | None, rendered: Rendered, tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    marks: dict[str, Any] = {"exif": pictures.exif(1, artist="Ada Lovelace"), "icc_profile": profile}
    sources = [
        pictures.jpeg(comment=b"Ada Lovelace", xmp=b"Ada Lovelace", **marks) + b"Ada Lovelace",
        pictures.png_with(b"tEXt", b"Author\0Ada Lovelace") + b"Ada Lovelace",
        pictures.png(**marks),
        pictures.webp(xmp=b"Ada Lovelace", **marks),
        pictures.encoded(pictures.quarters(), "GIF", comment=b"Ada Lovelace"),
        pictures.animated("GIF", comment=b"Ada Lovelace"),
    ]
    for source in sources:
        picture = rendered(source, size, format)
        written = (tmp_path / "target").read_bytes()
        assert b"Lovelace" not in written
        assert not {"exif", "xmp", "comment"} & set(picture.info)
        if size is not None or Image.open(BytesIO(source)).format != format:  # as it is, its colours need their profile
            assert b"acsp" not in written  # every colour profile holds these letters


@pytest.mark.parametrize("format", FORMATS)
def test_printers_colours_become_the_screens(format: str, rendered: Rendered) -> None:
    assert shows_quarters(rendered(pictures.cmyk_jpeg(640, 480), Size.fit(240, 240), format), by=40)
    assert shows_quarters(rendered(pictures.cmyk_jpeg(), None, format), by=40)


def other_profile() -> bytes:
    """A sound profile, but of colours that are neither a screen's nor a printer's."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 5000, other_profile(), bytes(5 * 2**20)])
@pytest.mark.parametrize("picture", [pictures.quarters(), pictures.quarters().convert("CMYK")])
def test_a_profile_that_is_broken_giant_or_of_other_colours_is_dropped(
    profile: bytes, picture: Image.Image, rendered: Rendered
) -> None:
    data = pictures.encoded(picture, "JPEG", quality=92, icc_profile=profile)
    assert shows_quarters(rendered(data, None, "JPEG"), by=40)


def test_the_embedded_profile_is_applied(rendered: Rendered) -> None:
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = swapped.index(b"rXYZ"), swapped.index(b"gXYZ")
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"
    picture = Image.new("RGB", (64, 48), (255, 0, 0))
    for format in ("PNG", "JPEG", "WEBP"):
        data = pictures.encoded(picture, format, icc_profile=bytes(swapped))
        assert near(rendered(data, SMALL, "PNG").convert("RGB").getpixel((9, 9)), (0, 255, 0))


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_transparency_stays(format: str, rendered: Rendered) -> None:
    left, right, *_ = corners(rendered(pictures.transparent_png(640, 480), Size.fit(240, 240), format))
    assert left[3] == 0
    assert near(right, (220, 30, 30, 128), 8)


def test_transparency_stays_in_a_gif_as_far_as_it_can(rendered: Rendered) -> None:
    left, right, *_ = corners(rendered(pictures.transparent_png(640, 480), Size.fit(240, 240), "GIF"))
    assert left[3] == 0
    assert right[3] == 255


def test_transparency_becomes_white_in_a_jpeg(rendered: Rendered) -> None:
    picture = rendered(pictures.transparent_png(640, 480), Size.fit(240, 240), "JPEG")
    left, right, *_ = corners(picture)
    assert near(left, (255, 255, 255), 3)
    assert near(right, (237, 142, 142), 8)


def test_a_transparent_edge_does_not_darken_when_shrunk(rendered: Rendered) -> None:
    stripes = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    for column in range(0, 400, 2):
        stripes.paste((255, 255, 255, 255), (column, 0, column + 1, 400))
    colour = rendered(pictures.encoded(stripes, "PNG"), Size.fit(50, 50), "PNG").getpixel((25, 25))
    assert near(colour, (255, 255, 255, 128), 10)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "I;16", "RGB", "RGBA"])
def test_every_kind_of_pixels_can_be_rendered(mode: str, format: str, rendered: Rendered) -> None:
    grey = Image.linear_gradient("L").resize((300, 300))
    picture = grey.point(lambda value: value * 257, "I").convert("I;16") if mode == "I;16" else None
    stored = "LA" if mode == "PA" else mode
    data = pictures.encoded(picture or grey.convert(stored), "PNG")
    small = rendered(data, Size.fit(100, 100), format).convert("L")
    assert near((small.getpixel((50, 2)), small.getpixel((50, 97))), (4, 250), 16)
    if mode != "1":
        assert near((small.getpixel((50, 50)),), (128,), 16)


def test_a_palette_with_transparent_entries_is_resolved(rendered: Rendered) -> None:
    palette = pictures.quarters().quantize(8)
    data = pictures.encoded(palette, "PNG", transparency=bytes([0] * 8))
    assert corners(rendered(data, SMALL, "PNG"))[0][3] == 0


def test_a_picture_too_long_for_the_format_is_shrunk_to_what_it_holds(rendered: Rendered) -> None:
    data = pictures.encoded(Image.new("L", (20_000, 4)), "PNG")
    assert rendered(data, None, "WEBP").width == 16_383
    assert rendered(data, None, "PNG").width == 20_000


def test_jpegs_are_progressive(rendered: Rendered) -> None:
    assert rendered(pictures.jpeg(), SMALL, "JPEG").info["progressive"] == 1


def render_all(
    tmp_path: Path, data: bytes, *outputs: tuple[Size | None, str]
) -> tuple[RenderResult, list[Image.Image]]:
    """Render all outputs from one decode, and the working copy where one is worth it."""
    (tmp_path / "source").write_bytes(data)
    orders = [RenditionRequest(size, format, tmp_path / str(number)) for number, (size, format) in enumerate(outputs)]
    result = render(tmp_path / "source", orders, tmp_path / "working")
    files = [order.target for order in orders] + ([tmp_path / "working"] if result.working_copy else [])
    return result, [Image.open(BytesIO(file.read_bytes())) for file in files]


def test_all_sizes_come_from_one_decode_and_each_is_right(tmp_path: Path) -> None:
    outputs = [(Size.fit(side, side), format) for side in (48, 1200, 240) for format in ("JPEG", "WEBP")]
    _, (*several, working) = render_all(tmp_path, pictures.turned_jpeg(6, 3000, 2000), *outputs, (None, "PNG"))
    sizes = [(48, 32), (48, 32), (1200, 800), (1200, 800), (240, 160), (240, 160), (3000, 2000)]
    assert [picture.size for picture in several] == sizes
    assert all(shows_quarters(picture) for picture in several)
    assert working.size == (1600, 1067)
    assert shows_quarters(working)


@pytest.mark.parametrize(("stored", "kind"), [("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("RGBA", "PNG")])
def test_a_large_picture_leaves_a_working_copy_that_loses_nothing_one_would_see(
    stored: str, kind: str, tmp_path: Path
) -> None:
    data = pictures.encoded(pictures.quarters(2400, 1800).convert(stored), "PNG" if stored == "RGBA" else "JPEG")
    done, (_, working) = render_all(tmp_path, data, (SMALL, "WEBP"))
    assert done.working_copy
    assert (working.format, working.size) == (kind, (1600, 1200))


@pytest.mark.parametrize("data", [pictures.jpeg(2000, 1500), pictures.animated("GIF", 3, 2400, 1800)])
def test_small_and_moving_pictures_leave_none(data: bytes, tmp_path: Path) -> None:
    done, _ = render_all(tmp_path, data, (SMALL, "WEBP"))
    assert not done.working_copy
    assert not (tmp_path / "working").exists()


@pytest.mark.parametrize(
    ("focus", "colours"),
    [((0, 0), [RED] * 4), ((1000, 0), [GREEN] * 4), ((0, 1000), [BLUE] * 4), ((500, 500), [RED, GREEN, BLUE, YELLOW])],
)
@pytest.mark.parametrize("format", ["JPEG", "WEBP"])
def test_filling_cuts_around_the_focal_point(
    focus: tuple[int, int], colours: list[Any], format: str, rendered: Rendered
) -> None:
    stored = {"JPEG": pictures.turned_jpeg(8, 800, 400), "WEBP": pictures.animated("WEBP", 2, 800, 400)}[format]
    size = Size.fill(100, 100, focus) if focus == (500, 500) else Size.fill(60, 20, focus)
    picture = rendered(stored, size, format)
    assert picture.size == (size.width, size.height)
    if format == "JPEG" and focus == (500, 500):
        assert all(near(colour, expected) for colour, expected in zip(corners(picture), colours, strict=True))


def test_filling_never_enlarges_and_keeps_the_shape_of_the_box(rendered: Rendered) -> None:
    assert rendered(pictures.png(60, 200), Size.fill(120, 80), "PNG").size == (60, 40)
    assert rendered(pictures.png(300, 30), Size.fill(120, 80), "PNG").size == (45, 30)


def test_without_room_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(pictures.png(640, 480))
    result = render(tmp_path / "source", [RenditionRequest(SMALL, "JPEG", tmp_path / "target")], max_memory=1000)
    assert not result.done
    assert result.memory > 640 * 480 * 4
    assert not (tmp_path / "target").exists()
