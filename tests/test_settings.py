"""The secret key: made once and whole, or told to be missing; never taken for one when it is empty."""

import subprocess
import sys
from pathlib import Path

import pytest

from web.settings import ROOT, BadSetting, read_settings

READ = """
import sys
from web.settings import read_settings
print(read_settings({"PACKSHOT_VAR": sys.argv[1]}).secret_key)
"""


def secret_in(folder: Path) -> str:
    return read_settings({"PACKSHOT_VAR": str(folder)}).secret_key


def test_a_secret_is_made_once_for_this_user_alone_and_nothing_else_is_left(tmp_path: Path) -> None:
    assert len(secret_in(tmp_path)) >= 48
    assert secret_in(tmp_path) == secret_in(tmp_path)
    (made,) = tmp_path.iterdir()
    assert (made.name, made.stat().st_mode & 0o777) == ("secret_key", 0o600)


def test_several_that_start_at_once_have_the_same_secret(tmp_path: Path) -> None:
    words = [sys.executable, "-c", READ, str(tmp_path / "var")]
    running = [subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate()[0] for process in running}) == 1


@pytest.mark.parametrize("content", ["", "\n", "too short"])
def test_a_file_without_a_secret_is_told_and_not_taken_for_one(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret_key").write_text(content)
    with pytest.raises(BadSetting, match="secret_key"):
        secret_in(tmp_path)


def test_a_start_that_was_interrupted_leaves_no_empty_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        secret_in(tmp_path)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    assert len(secret_in(tmp_path)) >= 48


def test_a_blank_secret_of_the_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="PACKSHOT_SECRET_KEY"):
        read_settings({"PACKSHOT_VAR": str(tmp_path), "PACKSHOT_SECRET_KEY": " "})
    assert read_settings({"PACKSHOT_VAR": str(tmp_path), "PACKSHOT_SECRET_KEY": "x"}).secret_key == "x"
