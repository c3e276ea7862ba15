"""Decoding, D-1 to D-3 and D-7: what is refused by its header, what no library may open, and what is damaged."""

import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.checklist.bombs import BOMBS
from tests.checklist.decoders import begin_measuring, peak_memory
from tests.checklist.fake_pictures import IMPOSTORS
from tests.checklist.upload_routes import FORMATS, MADE, NAMES, REFUSED, UploadRoutes, stored_files
from tests.imaging.pixels import record_decodes
from tests.media_addresses import media
from tests.pictures import avif, encoded, gif, jpeg, png, quarters, webp
from tests.shop import Credentials
from web.gallery.picture_errors import PictureRefused, TooCostly
from web.imaging.checking import check
from web.imaging.opening import FORMATS as OPENED
from web.imaging.opening import open_picture
from web.settings import ROOT, Settings

MIB = 2**20
WHOLE = {"JPEG": jpeg(640, 480), "PNG": png(640, 480), "GIF": gif(640, 480), "WEBP": webp(640, 480), "AVIF": avif()}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what memory is held")
def test_d_1_bombs_are_refused_by_their_headers_before_anything_is_unpacked(
    settings: Settings, credentials: Credentials, host: str, tmp_path: Path, refusals: list[type[PictureRefused]]
) -> None:
    settings = replace(settings, max_pixels=10_000_000)
    with client_for(settings) as client:
        routes = UploadRoutes(client, credentials, settings, host)
        routes.send("token", jpeg())
        begin_measuring()
        before, bomb = peak_memory(), tmp_path / "bomb"
        for what, make in BOMBS.items():
            bomb.write_bytes(make())
            response = routes.send("token", bomb.read_bytes())
            assert response.status_code in REFUSED, (what, response.status_code, response.text)
            assert peak_memory() - before < 24 * MIB, (what, peak_memory() - before)
            assert TooCostly not in refusals, what
            with record_decodes() as decoded, pytest.raises(PictureRefused):
                check(bomb, settings.max_pixels, 1000)
            assert decoded == [], what
        assert len(refusals) == len(BOMBS)
        assert len(routes.images()) == len(stored_files(settings)) == 1


def test_d_1_a_bomb_is_refused_at_every_route(settings: Settings, credentials: Credentials, host: str) -> None:
    settings = replace(settings, max_pixels=10_000_000)
    with client_for(settings) as client:
        routes = UploadRoutes(client, credentials, settings, host)
        for route, what in product(NAMES, ("webp of 8000 x 8000", "png of 20000 x 20000 bits", "gif of 10000 frames")):
            response = routes.send(route, BOMBS[what]())
            assert response.status_code in REFUSED, (route, what, response.status_code, response.text)
        assert stored_files(settings) == []


def test_d_2_only_the_five_formats_are_opened_and_only_in_one_place(tmp_path: Path) -> None:
    assert set(OPENED) == {"JPEG", "PNG", "GIF", "WEBP", "AVIF"}
    opening = [path.name for path in (ROOT / "web").rglob("*.py") if re.search(r"Image\.open\(", path.read_text())]
    assert opening == ["opening.py"]
    for what, data in IMPOSTORS.items():
        (tmp_path / "file.jpg").write_bytes(data)
        with pytest.raises(Exception, match=r"cannot identify|Truncated|broken|syntax error"):
            open_picture(tmp_path / "file.jpg").load()
        assert what


def test_d_3_the_librarys_own_guard_is_an_error_and_never_off() -> None:
    """In a fresh interpreter, where nobody else has set how warnings are taken."""
    script = (
        "import warnings; from PIL import Image; import web.imaging.checking\n"
        "assert 0 < Image.MAX_IMAGE_PIXELS <= 1_000_000_000\n"
        "try: Image._decompression_bomb_check((40_000, 30_000))\n"
        "except Image.DecompressionBombWarning: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "refused\n", done.stderr
    off = [path for path in (ROOT / "web").rglob("*.py") if re.search(r"MAX_IMAGE_PIXELS = None", path.read_text())]
    assert off == []


def test_d_7_what_is_cut_short_damaged_or_empty_is_refused_with_a_reason(
    routes: UploadRoutes, settings: Settings
) -> None:
    for route, format in product(NAMES, FORMATS["token"]):
        data = WHOLE[format]
        for damaged in (b"", data[:3], data[:40], data[: len(data) // 2], data[:20] + bytes(len(data) - 20)):
            response = routes.send(route, damaged)
            assert response.status_code in REFUSED, (route, format, len(damaged), response.status_code, response.text)
            assert len(response.text) > 20
    assert routes.images() == []
    assert stored_files(settings) == []


def test_d_7_the_smallest_and_the_thinnest_are_shown_whole_in_every_format_or_refused(routes: UploadRoutes) -> None:
    for format, size in product(FORMATS["token"], ((1, 1), (1, 16_383), (16_383, 1), (1, 65_500))):
        if format in ("WEBP", "AVIF") and 65_500 in size:  # these formats hold no such picture
            continue
        ending = {"JPEG": "jpg"}.get(format, format.lower())
        response = routes.send("token", encoded(quarters(*size), format), f"thin.{ending}")
        assert response.status_code in MADE, (format, size, response.text)
        for shown, end in product(("original", "fit-240x240", "fit-16x16"), ("jpg", "webp", "png", "gif", "avif")):
            picture_response = routes.client.get(f"{media(response.json()['id'])}/{shown}/x.{end}")
            assert picture_response.status_code == 200, (format, size, shown, end)
