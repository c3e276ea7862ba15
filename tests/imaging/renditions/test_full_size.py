"""A picture in its own size and another format takes no request longer than five seconds, at twelve megapixels."""

from pathlib import Path
from time import process_time

import pytest
from PIL import Image

from tests.imaging.renditions.conftest import FORMATS
from web.imaging.renditions.render import RenditionRequest, render
from web.imaging.renditions.sizes import Size


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve megapixels with the noise of a camera, which no encoder gets small."""
    path = tmp_path_factory.mktemp("photo") / "photo"
    ramp, noise = Image.linear_gradient("L").resize((4000, 3000)), Image.effect_noise((4000, 3000), 60)
    Image.merge("RGB", (ramp, Image.blend(ramp, noise, 0.2), noise)).save(path, "JPEG", quality=92)
    return path


def _seconds(photo: Path, size: Size | None, format: str, target: Path) -> float:
    """Processor time of making the picture so."""
    began = process_time()
    render(photo, [RenditionRequest(size, format, target)])
    return process_time() - began


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_takes_far_longer_than_shrinking_at_twelve_megapixels(
    format: str, photo: Path, tmp_path: Path
) -> None:
    """A ratio, for machines differ: where shrinking takes a quarter of a second, the whole stays within five."""
    shrinking = _seconds(photo, Size.fit(2048, 2048), "JPEG", tmp_path / "shrunk")
    assert _seconds(photo, None, format, tmp_path / "whole") < 20 * shrinking
