"""The generator draws what is stored.

Pixels are compared within a tolerance, not bytes: Pillow's wheels bring an encoder and a decoder each of their own, and
the mathematics of another platform may round a colour or an edge differently. Another camera, colour or light is far
beyond it.
"""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tools.demo_pictures import __main__ as generator
from tools.demo_pictures.shots import SHOTS
from web.demo.loading import FOLDER, demo_pictures

SMALL = "sunglasses-round-small.jpg"  # 420 pixels wide
TOLERANCE = 1.0  # levels of 255, on average over all pixels of a channel


def pixels(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the generator writes to in this test, for one small picture."""
    monkeypatch.setattr(generator, "FOLDER", tmp_path)
    monkeypatch.setattr("sys.argv", ["demo_pictures", SMALL])
    return tmp_path


def test_it_knows_how_to_draw_every_planned_picture_and_no_other() -> None:
    assert set(SHOTS) == {picture.file_name for picture in demo_pictures()}


def test_it_writes_the_picture_that_is_stored_and_nothing_else(folder: Path) -> None:
    generator.main()
    assert [path.name for path in folder.iterdir()] == [SMALL]
    drawn, stored = pixels(folder / SMALL), pixels(FOLDER / SMALL)
    assert drawn.size == stored.size
    assert difference(drawn, stored) < TOLERANCE
