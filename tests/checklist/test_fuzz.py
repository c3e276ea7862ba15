"""Decoding, D-8: pictures with bytes changed at random, by the hundred, through the whole way of a picture."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checklist.conftest import remaining_files
from tests.checklist.decoders import decoders, memory_held
from tests.checklist.upload_routes import UploadRoutes, stored_files
from tests.media_addresses import media
from tests.pictures import animated, avif, encoded, gif, jpeg, phone_jpeg, png, quarters, webp
from tests.waiting import LONG
from web.imaging.sandbox import pool, worker_process
from web.imaging.sandbox.pool import MAX_WORKERS
from web.settings import Settings

SEED = 20_261_121
MIB = 2**20
EACH = 50
SAMPLES = {
    "baseline.jpg": jpeg(48, 32),
    "progressive.jpg": jpeg(48, 32, progressive=True),
    "phone.jpg": phone_jpeg(48, 32),
    "still.png": png(48, 32),
    "palette.png": encoded(quarters(48, 32).convert("P"), "PNG"),
    "moving.png": animated("PNG", 3, 48, 32),
    "still.gif": gif(48, 32),
    "moving.gif": animated("GIF", 3, 48, 32),
    "lossy.webp": webp(48, 32),
    "lossless.webp": webp(48, 32, lossless=True),
    "moving.webp": animated("WEBP", 3, 48, 32),
    "still.avif": avif(48, 32),
    "moving.avif": animated("AVIF", 2, 48, 32, speed=10),
}


def damaged(data: bytes, dice: random.Random) -> bytes:
    """A few bytes changed; sometimes some lost, doubled or set to an extreme, as lengths and sizes are."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        changed[dice.randrange(len(changed))] ^= dice.randint(1, 255)
    place = dice.randrange(len(changed))
    match dice.randrange(6):
        case 0:
            del changed[place : place + dice.randint(1, 40)]
        case 1:
            changed[place:place] = changed[place : place + dice.randint(1, 40)]
        case 2:
            changed[place : place + 4] = dice.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
    return bytes(changed)


def corpus() -> Iterator[tuple[str, bytes]]:
    """Samples to damage, the same in every run."""
    for name, data in SAMPLES.items():
        dice = random.Random(f"{SEED} {name}")  # noqa: S311 - damage, not secrets
        for _ in range(EACH):
            yield name, damaged(data, dice)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what runs and what memory is held")
def test_d_8_no_damage_crashes_hangs_or_leaks_whatever_becomes_of_the_picture(
    routes: UploadRoutes, settings: Settings, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "SECONDS", 2)  # of the processor, after which what hangs is ended
    monkeypatch.setattr(worker_process, "CLOCK_FACTOR", LONG)  # of the clock, for others may be using this machine
    statuses: dict[int, int] = {}
    for number, (name, data) in enumerate(corpus()):
        if number == len(SAMPLES):
            before, at_work = memory_held(), set(decoders())
        response = routes.send("token", data, name)
        statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
        assert response.status_code in (201, 400), (number, name, response.text)
        if response.status_code == 201:
            for shown in ("original/x.png", "fit-32x32/x.webp", "original/x.jpg"):
                picture_response = routes.client.get(f"{media(response.json()['id'])}/{shown}")
                assert picture_response.status_code == 200, (number, name, shown)
    assert min(statuses.values()) > 20, statuses
    assert at_work <= set(decoders()), "whoever crashes or hangs is ended"
    assert len(decoders()) <= MAX_WORKERS
    assert memory_held() - before < 32 * MIB * MAX_WORKERS
    assert remaining_files(temporary) == []
    assert len([path for path in stored_files(settings) if "originals" in path.parts]) <= statuses[201]
    assert routes.client.get("/healthz").status_code == 200
