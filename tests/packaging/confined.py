"""Runs a program as a confined container does: nothing writable but its volumes and an empty /tmp, no capabilities."""

import os
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

from tests.needs import need

# In a mount namespace of its own: first what stays writable, then all else is not.
READ_ONLY = """
while [ "$1" != -- ]; do mount --bind "$1" "$1" || exit; shift; done; shift
mount --types tmpfs --options noexec,nosuid,nodev tmpfs /tmp && mount --options remount,bind,ro / && exec "$@"
"""
OUTSIDE = "/var/tmp"  # noqa: S108 - where what is confined and its volumes may lie, since /tmp is another one then


def confined(command: list[str], writable: list[Path], user: list[str]) -> list[str]:
    """The command that runs `command` so, as the user and group with these numbers."""
    need(possible() or None, "way to confine a program (root, unshare and setpriv of Linux)")
    unprivileged = ["setpriv", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--clear-groups"]
    numbers = [f"--reuid={user[0]}", f"--regid={user[1]}"]
    read_only = ["unshare", "--mount", "sh", "-c", READ_ONLY, "sh", *map(str, writable), "--"]
    return [*read_only, *unprivileged, *numbers, *command]


@cache
def possible() -> bool:
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "setpriv"))):
        return False
    return subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0


def copy_interpreter(folder: Path, pip: Path) -> Path:
    """This Python below `folder`, for users who may not enter the place where it is. Returns its folder of programs."""
    base, name = Path(sys.base_prefix), f"python3.{sys.version_info.minor}"
    left_out = shutil.ignore_patterns("site-packages", "dist-packages", "test", "idlelib", "config-*")
    shutil.copytree(base / "lib" / name, folder / "lib" / name, copy_function=link, ignore=left_out)
    for library in (base / "lib").glob("libpython3*"):
        link(library, folder / "lib" / library.name)
    zipfile.ZipFile(pip).extractall(folder / "lib" / name / "site-packages")
    (folder / "bin").mkdir()
    link(Path(sys._base_executable).resolve(), folder / "bin" / "python")  # type: ignore[attr-defined]
    return folder / "bin"


def link(source: str | Path, to: str | Path) -> None:
    try:
        os.link(source, to)
    except OSError:  # on another file system
        shutil.copy(source, to)
