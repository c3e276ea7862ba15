"""Renders of one picture, and the colours that come out."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.pictures import BLUE, GREEN, RED, YELLOW
from web.imaging.renditions.render import RenditionRequest, render
from web.imaging.renditions.sizes import Size

FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
SMALL = Size.fit(32, 32)
WHOLE = Size.fit(2048, 2048)  # larger than pictures here; an original in its own format is not drawn anew
Rendered = Callable[[bytes, Size | None, str], Image.Image]


@pytest.fixture
def rendered(tmp_path: Path) -> Rendered:
    def rendered(data: bytes, size: Size | None, format: str) -> Image.Image:
        (tmp_path / "source").write_bytes(data)
        render(tmp_path / "source", [RenditionRequest(size, format, tmp_path / "target")])
        picture = Image.open(BytesIO((tmp_path / "target").read_bytes()))
        assert picture.format == format
        return picture

    return rendered


def corners(picture: Image.Image) -> list[Any]:
    """The colour in the middle of each quarter, as one reads."""
    width, height = picture.size
    solid = picture.convert("RGBA")
    return [solid.getpixel((width * x // 4, height * y // 4)) for y in (1, 3) for x in (1, 3)]


def near(left: Any, right: Any, by: int = 24) -> bool:
    return all(abs(one - other) <= by for one, other in zip(left, right, strict=False))


def shows_quarters(picture: Image.Image, by: int = 24) -> bool:
    return all(
        near(colour, expected, by)
        for colour, expected in zip(corners(picture), (RED, GREEN, BLUE, YELLOW), strict=True)
    )
