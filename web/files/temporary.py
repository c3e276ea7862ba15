"""Temporary folder of a server process, for files while they are received or made; locked while the process lives."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time

from web.files.received import PREFIX

PROCESS_PREFIX = "process-"
LOCK = "lock"


def name_folder(directory: Path) -> Path:
    """A path that no other process uses; the folder is there while it is `held`."""
    return directory / f"{PROCESS_PREFIX}{secrets.token_hex(8)}"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make the folder and remove it at the end. Blocks. Folders of processes that were killed are removed first."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.parent.chmod(0o700)
    with _locked(folder.parent / LOCK):  # or a folder could be taken for left behind before it is locked
        for other in folders_beside(folder):
            _remove_left_behind(other)  # however young: a lock ends with its process
        folder.mkdir(mode=0o700)
        lock = _lock(folder / LOCK)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def folders_beside(folder: Path) -> list[Path]:
    """Folders of other processes that share the parent folder."""
    return [other for other in folder.parent.glob(f"{PROCESS_PREFIX}*") if other != folder]


def discard_left_behind(directory: Path, seconds: float) -> None:
    """Blocks. Remove the files of commands, which have no folder of their own, that nobody can still be writing to."""
    for path in directory.glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError):  # another process may be at it
            if path.stat().st_mtime < time() - seconds:
                path.unlink()


def _remove_left_behind(folder: Path) -> None:
    with suppress(BlockingIOError, FileNotFoundError):  # its process lives, or has just ended and removed it itself
        lock = _lock(folder / LOCK, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = _lock(path)
    try:
        yield
    finally:
        os.close(lock)


def _lock(path: Path, how: int = fcntl.LOCK_EX) -> int:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, how)
    except BaseException:
        os.close(lock)
        raise
    return lock
