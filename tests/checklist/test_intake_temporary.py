"""Intake, I-8: while a file is looked at nobody else can read it, and afterwards nothing of it lies about."""

import os
from pathlib import Path
from time import time
from typing import Any

import pytest

from tests.application import client_for
from tests.checklist.conftest import left
from tests.checklist.upload_routes import MADE, NAMES, REFUSED, UploadRoutes, kept
from tests.pictures import jpeg, truncated_jpeg
from web.gallery.picture_errors import Busy
from web.imaging.sandbox import pool
from web.lifespan import ABANDONED_AFTER
from web.settings import Settings


def test_i_8_while_it_is_looked_at_a_file_is_for_this_user_alone(
    routes: UploadRoutes, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []

    def look(*_: Any) -> None:
        files = [path for path in temporary.rglob("*") if path.is_file()]
        seen.extend((path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) for path in files)
        raise Busy("looked enough")

    monkeypatch.setattr(pool, "_run", look)
    for route in NAMES:
        assert routes.send(route, jpeg()).status_code == 503, route
    assert seen
    assert set(seen) == {(0o600, 0o700)}
    assert left(temporary) == []


def test_i_8_nothing_of_what_was_refused_or_made_lies_about(
    routes: UploadRoutes, settings: Settings, temporary: Path
) -> None:
    for route in NAMES:
        assert routes.send(route, truncated_jpeg()).status_code in REFUSED
        assert left(temporary) == [], route
    assert kept(settings) == []
    for route in NAMES:
        assert routes.send(route, jpeg()).status_code in MADE
        assert left(temporary) == [], route


def test_i_8_what_a_killed_server_left_is_removed_when_one_starts(settings: Settings, temporary: Path) -> None:
    folder = settings.temp_dir
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, age in (("packshot-abandoned", ABANDONED_AFTER + 60), ("packshot-of-another-server", 60)):
        (folder / name).touch()
        os.utime(folder / name, (time() - age, time() - age))
    with client_for(settings, raises=True):
        assert left(temporary) == ["packshot-of-another-server"]
