"""GIFs written: alpha of half and more is solid and keeps its colour, less is nothing, in every frame."""

from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests import pictures
from tests.imaging.renditions.conftest import Rendered, near
from tests.pictures import BLUE, RED
from web.imaging.renditions.sizes import Size


def cut_out(colour: tuple[int, int, int] = RED) -> Image.Image:
    """A thing with a soft shadow, and nothing around."""
    shadow = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(shadow).ellipse((60, 120, 140, 160), fill=(0, 0, 0, 110))
    shadow = shadow.filter(ImageFilter.GaussianBlur(12))
    ImageDraw.Draw(shadow).rectangle((80, 40, 120, 140), fill=(*colour, 255))
    return shadow


def coverage(picture: Image.Image) -> float:
    return picture.convert("RGBA").getchannel("A").point(lambda alpha: 255 * (alpha >= 128)).histogram()[255] / (
        picture.width * picture.height
    )


@pytest.mark.parametrize("size", [None, Size.fit(96, 96)])
def test_a_cut_out_with_a_soft_shadow_stays_a_cut_out(size: Size | None, rendered: Rendered) -> None:
    picture = rendered(pictures.encoded(cut_out(), "PNG"), size, "GIF").convert("RGBA")
    middle, edge = picture.width // 2, picture.width // 20
    assert near(picture.getpixel((middle, middle)), (*RED, 255), 8)
    assert picture.getpixel((edge, edge))[3] == 0  # type: ignore[index]
    assert coverage(picture) == pytest.approx(coverage(cut_out()), abs=0.02)


@pytest.mark.parametrize(("alpha", "shown"), [(0, 0), (1, 0), (127, 0), (128, 255), (254, 255), (255, 255)])
def test_half_is_solid_and_less_is_nothing(alpha: int, shown: int, rendered: Rendered) -> None:
    picture = Image.new("RGBA", (64, 64), (*RED, alpha))
    picture.paste((*BLUE, 255), (0, 0, 9, 9))
    found = rendered(pictures.encoded(picture, "PNG"), None, "GIF").convert("RGBA")
    assert found.getpixel((40, 40))[3] == shown  # type: ignore[index]
    assert not shown or near(found.getpixel((40, 40)), RED, 8)


def test_traces_of_alpha_do_not_grow_when_a_transparent_gif_is_shrunk(rendered: Rendered) -> None:
    sparse = Image.new("P", (960, 960), 0)
    sparse.putpalette([255, 255, 255, *RED])
    for place in range(0, 960, 16):
        sparse.paste(1, (place, 0, place + 1, 960))
    source = pictures.encoded(sparse, "GIF", transparency=0)
    assert coverage(Image.open(BytesIO(source))) == pytest.approx(0.0625, abs=0.001)
    assert coverage(rendered(source, Size.fit(96, 96), "GIF")) <= 0.0625


def test_255_colours_are_left_beside_the_one_for_nothing(rendered: Rendered) -> None:
    picture = Image.new("RGBA", (256, 4), (0, 0, 0, 0))
    for column in range(255):
        picture.paste((column, 255 - column, 90, 255), (column, 0, column + 1, 4))
    found: Any = rendered(pictures.encoded(picture, "PNG"), None, "GIF").convert("RGBA")
    assert found.getpixel((255, 2))[3] == 0
    assert all(near(found.getpixel((column, 2)), (column, 255 - column, 90, 255), 2) for column in range(255))


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), RED])
def test_every_frame_has_its_own_alpha(colour: tuple[int, int, int], rendered: Rendered) -> None:
    """Also a frame with nothing in it, and one that reaches to the edges in the colour of another's nothing."""
    empty, full = Image.new("RGBA", (200, 200), (0, 0, 0, 0)), Image.new("RGBA", (200, 200), (*colour, 255))
    full.paste((0, 0, 0, 0), (90, 90, 110, 110))
    frames = [empty, cut_out(colour), empty, full, cut_out(colour)]
    data = pictures.encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100, lossless=True)
    picture: Any = rendered(data, None, "GIF")
    assert picture.n_frames == 5
    for number, frame in enumerate(frames):
        picture.seek(number)
        found = picture.convert("RGBA")
        assert coverage(found) == pytest.approx(coverage(frame), abs=0.001)
        seen = Counter(pixel[:3] for pixel in found.get_flattened_data() if pixel[3])
        assert not seen or near(seen.most_common(1)[0][0], colour, 4)


def test_an_opaque_picture_keeps_256_colours_and_no_transparency(rendered: Rendered) -> None:
    found = rendered(pictures.encoded(Image.linear_gradient("L"), "PNG"), None, "GIF")
    assert "transparency" not in found.info
    assert len(found.convert("L").getcolors() or []) == 256


def test_a_palette_is_no_longer_than_its_colours(rendered: Rendered, tmp_path: Path) -> None:
    for picture in (pictures.quarters(16, 16), Image.new("L", (16, 16), 90), Image.new("RGBA", (16, 16), (0, 0, 0, 0))):
        rendered(pictures.encoded(picture, "PNG"), None, "GIF")
        assert (tmp_path / "target").stat().st_size < 120
