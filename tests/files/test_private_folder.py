"""Temporary files lie where no other user can look."""

import os
import tempfile
from pathlib import Path

import pytest

from web.files.temporary import made_private, private_folder


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


def test_a_folder_is_made_with_those_above_it_for_this_user_alone(elsewhere: Path) -> None:
    assert made_private(elsewhere / "var" / "temporary" / "own")
    for path in ("var/temporary", "var/temporary/own"):
        assert (elsewhere / path).stat().st_mode & 0o777 == 0o700


def test_what_is_no_folder_or_cannot_be_made_is_not_used(elsewhere: Path) -> None:
    (elsewhere / "file").touch()
    (elsewhere / "closed").mkdir(mode=0o500)
    assert not made_private(elsewhere / "file")
    assert not made_private(elsewhere / "file" / "below")
    assert os.getuid() == 0 or not made_private(elsewhere / "closed" / "below")
