"""Process folders: files are received and made in a folder of ours, emptied of what was left behind."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests import pictures
from tests.admin.conftest import Visitor
from tests.application import client_for
from tests.media_addresses import media
from tests.shop import settings_in
from web.files import received
from web.settings import Settings


def test_a_start_removes_what_commands_left_behind_a_day_ago_and_keeps_the_folder_private(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.temp_dir.mkdir()
    old, new = settings.temp_dir / "packshot-old", settings.temp_dir / "packshot-new"
    for path, hours in ((old, 25), (new, 23)):
        path.touch()
        os.utime(path, (path.stat().st_mtime - hours * 3600,) * 2)
    with client_for(settings, raises=True):
        assert [*settings.temp_dir.glob("packshot-*")] == [new]
    assert settings.temp_dir.stat().st_mode & 0o777 == 0o700


def test_uploads_and_renditions_are_made_there_and_leave_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[Path | None] = []
    opened = received.open_temporary

    def recorded(directory: Path | None, *more: Any) -> Any:
        used.append(directory)
        return opened(directory, *more)

    monkeypatch.setattr(received, "open_temporary", recorded)
    with client_for(settings, raises=True) as client:
        ann = Visitor(client)
        ann.sign_in()
        ann.upload(("a.png", pictures.png()))
        received_there = len(used)
        (image,) = ann.images()
        assert client.get(f"{media(image)}/fit-48x48/a.webp").status_code == 200
    assert 0 < received_there < len(used)
    (folder,) = {*used}
    assert folder is not None
    assert folder.parent == settings.temp_dir
    assert {path.name for path in settings.temp_dir.iterdir()} == {"lock", "decoding"}  # locks, in a folder and without
