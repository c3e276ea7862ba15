"""Temporary files lie where no other user can look."""

import os
import tempfile
from pathlib import Path

import pytest

from web.files.temporary import private_folder


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
