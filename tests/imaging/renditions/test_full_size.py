"""A picture in its own size and another format takes no request longer than five seconds, at twelve megapixels."""

from pathlib import Path
from time import process_time

import pytest
from PIL import Image

from tests.imaging.renditions.conftest import FORMATS
from web.imaging.renditions.render import RenditionRequest, render


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve megapixels with the noise of a camera, which no encoder gets small."""
    path = tmp_path_factory.mktemp("photo") / "photo"
    ramp, noise = Image.linear_gradient("L").resize((4000, 3000)), Image.effect_noise((4000, 3000), 60)
    Image.merge("RGB", (ramp, Image.blend(ramp, noise, 0.2), noise)).save(path, "JPEG", quality=92)
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_twelve_megapixels_become_any_format_within_five_seconds(format: str, photo: Path, tmp_path: Path) -> None:
    began = process_time()
    render(photo, [RenditionRequest(None, format, tmp_path / "whole")])
    assert process_time() - began < 5
