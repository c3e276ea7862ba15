"""Decoding, D-4 to D-6: apart from the server, bounded in all, and counted at its full cost."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from httpx import Response
from PIL import Image

from tests.checklist.bombs import MIB, interlaced_png
from tests.checklist.conftest import remaining_files
from tests.checklist.decoders import begin_measuring, decoders, end_decoders, kill_every_decoder, peak_memory
from tests.checklist.upload_routes import MADE, NAMES, UploadRoutes, stored_files
from tests.media_addresses import media
from tests.pictures import encoded, jpeg
from web.imaging.checking import check
from web.imaging.sandbox import pool
from web.imaging.sandbox.limits import MemoryBudget
from web.imaging.sandbox.pool import MAX_WORKERS
from web.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what runs and what memory is held")

SIDE = 4000


def test_d_4_while_decoders_are_killed_again_and_again_whoever_asks_may_come_again_and_the_server_lives(
    routes: UploadRoutes, settings: Settings, temporary: Path
) -> None:
    assert routes.send("token", jpeg()).status_code in MADE
    before = len(stored_files(settings))
    with kill_every_decoder() as killed:
        for route in NAMES:
            response = routes.send(route, jpeg(200, 100))
            assert response.status_code == 503, (route, response.status_code, response.text)
            assert routes.client.get("/healthz").status_code == 200
    assert len(killed) >= len(NAMES)
    assert (len(stored_files(settings)), remaining_files(temporary)) == (before, [])
    assert routes.send("token", jpeg(200, 100)).status_code in MADE


def test_d_4_a_rendition_whose_decoder_is_killed_is_made_when_it_is_asked_for_again(routes: UploadRoutes) -> None:
    address = f"{media(routes.send('token', jpeg(640, 480)).json()['id'])}/fit-240x240/x.webp"
    with kill_every_decoder():
        lost = routes.client.get(address)
    assert lost.status_code == 503
    assert lost.headers["cache-control"] == "no-store"
    assert routes.client.get(address).status_code == 200


def test_d_5_decoders_are_few_however_many_ask(routes: UploadRoutes) -> None:
    files = [jpeg(300 + number, 200) for number in range(24)]
    with ThreadPoolExecutor(12) as people:
        responses: list[Response] = list(people.map(lambda data: routes.send("token", data), files))
    assert {response.status_code for response in responses} == {201}
    assert len(decoders()) <= MAX_WORKERS


def test_d_5_who_finds_no_room_to_decode_is_told_when_to_come_back(
    routes: UploadRoutes, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = f"{media(routes.send('token', jpeg(640, 480)).json()['id'])}/fit-100x100/x.webp"
    full = MemoryBudget(1, tmp_path)
    monkeypatch.setattr(pool, "_budget", lambda: full)
    monkeypatch.setattr(pool, "MAX_WAIT", 0.05)
    with full.taken(1, 1e9):
        for route in NAMES:
            response = routes.send(route, jpeg())
            assert (response.status_code, "retry-after" in response.headers) == (503, True), route
        response = routes.client.get(shown)
        assert (response.status_code, "retry-after" in response.headers) == (503, True)
    assert len(stored_files(settings)) == 1
    assert routes.client.get(shown).status_code == 200


def noise() -> Image.Image:
    return Image.effect_noise((500, 500), 90).convert("RGB").resize((SIDE, SIDE), Image.Resampling.NEAREST)


HEAVY: dict[str, Callable[[], bytes]] = {
    "progressive": lambda: encoded(noise(), "JPEG", quality=90, progressive=True),
    "progressive with fine colours": lambda: encoded(noise(), "JPEG", quality=90, progressive=True, subsampling=0),
    "progressive with four inks": lambda: encoded(noise().convert("CMYK"), "JPEG", quality=90, progressive=True),
    "interlaced": lambda: interlaced_png(SIDE),
}


def test_d_6_what_is_held_whole_until_its_end_is_counted_at_its_full_cost(routes: UploadRoutes, tmp_path: Path) -> None:
    for what, make in HEAVY.items():
        (tmp_path / "file").write_bytes(make())
        counted = check(tmp_path / "file", 10**9, 10, max_memory=0).memory
        end_decoders()
        assert routes.send("token", jpeg()).status_code in MADE
        begin_measuring()
        before = peak_memory()
        image = routes.send("token", (tmp_path / "file").read_bytes())
        assert image.status_code in MADE, (what, image.text)
        assert routes.client.get(f"{media(image.json()['id'])}/fit-960x960/x.webp").status_code == 200
        taken = peak_memory() - before
        assert taken > SIDE * SIDE * 3, what
        assert taken < counted, (what, taken / MIB, counted / MIB)
