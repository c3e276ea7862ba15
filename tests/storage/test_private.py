"""Temporary files lie where no other user can look, and what was left behind is removed."""

import os
import tempfile
from pathlib import Path
from time import time

import pytest

from web.storage.private import DAY, private_folder, remove_abandoned


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_folder_is_for_this_user_alone() -> None:
    folder = private_folder("tests")
    assert folder is not None
    assert folder.stat().st_mode & 0o777 == 0o700
    assert private_folder("tests") == folder


def test_a_folder_that_others_can_look_into_is_not_used(elsewhere: Path) -> None:
    name = f"packshot-tests-{os.getuid()}"
    (elsewhere / name).mkdir(mode=0o755)
    assert private_folder("tests") is None
    (elsewhere / name).rmdir()
    (elsewhere / "other").mkdir(mode=0o700)
    (elsewhere / name).symlink_to(elsewhere / "other")
    assert private_folder("tests") is None


def test_what_lies_there_for_longer_than_a_day_is_removed() -> None:
    folder = private_folder("tests")
    assert folder is not None
    for name, age in (("old", DAY + 60), ("new", 60)):
        (folder / name).touch()
        os.utime(folder / name, (time() - age, time() - age))
    remove_abandoned("tests")
    assert [path.name for path in folder.iterdir()] == ["new"]
