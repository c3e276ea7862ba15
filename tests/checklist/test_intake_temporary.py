"""Intake, I-8: while a file is looked at nobody else can read it, and afterwards nothing of it lies about."""

import os
from pathlib import Path
from time import time
from typing import Any

import pytest

from tests.application import client_for
from tests.checklist.conftest import left
from tests.checklist.doors import MADE, NAMES, REFUSED, Doors, kept
from tests.pictures import jpeg, truncated_jpeg
from web.lifespan import LEFT_BEHIND
from web.settings import Settings
from web.storage import decoding
from web.storage.errors import Busy


def test_i_8_while_it_is_looked_at_a_file_is_for_this_user_alone(
    doors: Doors, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []

    def look(*_: Any) -> None:
        files = [path for path in temporary.rglob("*") if path.is_file()]
        seen.extend((path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) for path in files)
        raise Busy("looked enough")

    monkeypatch.setattr(decoding, "_carried_out", look)
    for door in NAMES:
        assert doors.send(door, jpeg()).status_code == 503, door
    assert seen
    assert set(seen) == {(0o600, 0o700)}
    assert left(temporary) == []


def test_i_8_nothing_of_what_was_refused_or_made_lies_about(doors: Doors, settings: Settings, temporary: Path) -> None:
    for door in NAMES:
        assert doors.send(door, truncated_jpeg()).status_code in REFUSED
        assert left(temporary) == [], door
    assert kept(settings) == []
    for door in NAMES:
        assert doors.send(door, jpeg()).status_code in MADE
        assert left(temporary) == [], door


def test_i_8_what_a_killed_server_left_is_removed_when_one_starts(settings: Settings, temporary: Path) -> None:
    folder = settings.temp_dir
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, age in (("packshot-abandoned", LEFT_BEHIND + 60), ("packshot-of-another-server", 60)):
        (folder / name).touch()
        os.utime(folder / name, (time() - age, time() - age))
    with client_for(settings, raises=True):
        assert left(temporary) == ["packshot-of-another-server"]
