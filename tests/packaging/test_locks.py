"""What `make` installs is what the locks name, whatever was released since, and what they lack is named."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.checkout import LIST_INSTALLED, bare_environ, copy_checkout, make, offline, read_installed
from tests.packaging.conftest import LOCKS, OLD_PIP, pips
from tools.check_environment import read_locks
from web import __version__

RUNTIME, TEST = LOCKS[:2], LOCKS[2]


class Clone:
    """A clone on a machine with nothing but Python, and an index in which everything has a newer release."""

    def __init__(self, folder: Path, packages: Path) -> None:
        self.tree = copy_checkout(folder)
        self.environ = bare_environ(folder, **offline(packages))

    def make(self, target: str) -> None:
        done = make(self.tree, target, self.environ)
        assert done.returncode == 0, done.stdout + done.stderr

    def complaints(self, target: str) -> list[str]:
        """What a failing target says, but for make's own line."""
        done = make(self.tree, target, self.environ)
        assert done.returncode != 0
        return [line for line in done.stderr.splitlines() if not line.startswith("make: ")]

    def python(self, *words: str) -> str:
        command = [str(self.tree / ".venv/bin/python"), *words]
        return subprocess.run(command, env=self.environ, check=True, stdout=subprocess.PIPE, text=True).stdout

    def installed(self) -> dict[str, str]:
        return read_installed(self.python("-c", LIST_INSTALLED))

    def locked(self, *locks: str) -> dict[str, str]:
        return {name: str(version) for name, version in read_locks(self.tree / lock for lock in locks).items()}

    def use_pip(self, release: Path) -> None:
        self.python(str(release / "pip"), "--quiet", "install", str(release))
        assert self.python("-m", "pip", "--version").split()[1] == release.name.split("-")[1]

    def take_out(self, lock: str, *names: str) -> None:
        """As if they had never been there: neither locked nor installed."""
        self.python("-m", "pip", "--quiet", "uninstall", "--yes", *names)
        entries = re.split(r"^(?=\w)", (self.tree / lock).read_text(), flags=re.MULTILINE)
        kept = [entry for entry in entries if entry.partition("==")[0] not in names]
        assert len(kept) == len(entries) - len(names)
        (self.tree / lock).write_text("".join(kept))


@pytest.fixture
def clone(packages: Path, tmp_path: Path) -> Iterator[Clone]:
    """Its environment is large, and goes afterwards."""
    yield Clone(tmp_path, packages)
    shutil.rmtree(tmp_path / ".venv")


@pytest.mark.parametrize("pip", [0, -1], ids=[f"pip {OLD_PIP}", "the newest pip"])
def test_make_installs_exactly_what_is_locked_and_names_what_is_not(pip: int, packages: Path, clone: Clone) -> None:
    clone.make("environment")
    clone.use_pip(pips(packages)[pip])
    ours = {"pip": clone.installed()["pip"], "packshot": __version__}

    clone.make(".venv/.runtime")
    assert clone.installed() == clone.locked(*RUNTIME) | ours
    clone.make(".venv/.test")
    assert clone.installed() == clone.locked(*RUNTIME, TEST) | ours

    clone.take_out(TEST, "iniconfig", "pyvips-binary")
    assert clone.complaints(".venv/.test") == [
        "iniconfig is in no lock, and pytest needs it. Bring the locks up to date: make lock",
        "pyvips-binary is in no lock, and pyvips[binary] needs it. Bring the locks up to date: make lock",
    ]
    clone.take_out(RUNTIME[1], "jinja2", "email-validator")
    assert clone.complaints(".venv/.runtime") == [
        "email-validator is in no lock, and pydantic[email] needs it. Bring the locks up to date: make lock",
        "jinja2 is in no lock, and packshot needs it. Bring the locks up to date: make lock",
    ]
