"""A package index in a folder: all that the locks name, each beside a newer release that nothing may ever take."""

import fcntl
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.utils import parse_wheel_filename

from tests.needs import need
from tools.check_environment import read_locks
from web.settings import ROOT

LOCKS = ("requirements-build.lock", "requirements.lock", "requirements-test.lock")
OLD_PIP = "23.2.1"  # what Python 3.11 brings; it resolves what newer ones don't


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, filled once for all the processes of a run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "packages"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            _fill(folder)
            (folder / "complete").touch()
    return folder


def _fill(folder: Path) -> None:
    index = _download(folder, f"pip=={OLD_PIP}") and _download(folder, "pip")
    need(index or None, "package index to get what the locks name from")
    for lock in LOCKS:
        assert _download(folder, "--require-hashes", "--requirement", ROOT / lock, pip=pips(folder)[-1])
    for name, version in read_locks(ROOT / lock for lock in LOCKS).items():
        _release(folder, name.replace("-", "_"), f"{version}.99999")


def pips(folder: Path) -> list[Path]:
    """The releases of pip in the folder, the newest last; each can be run as it is."""
    return sorted(folder.glob("pip-*.whl"), key=lambda wheel: parse_wheel_filename(wheel.name)[1])


def _download(folder: Path, *what: str | Path, pip: Path | None = None) -> bool:
    program = [pip / "pip"] if pip else ["-m", "pip"]
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--dest", folder]
    command = [sys.executable, *program, "download", *options, *what]
    return subprocess.run(command, check=False).returncode == 0


def _release(folder: Path, name: str, version: str) -> None:
    """A wheel with nothing in it but its version, which is near enough to be taken by whoever resolves."""
    about = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{about}/RECORD", "")
