"""Temporary files: private folders, one for each server process and locked while it lives; half-written files.

A store on disk does not list its own half-written files, whose writers were killed.
"""

import fcntl
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time


def private_folder(purpose: str) -> Path | None:
    """A folder for this user in the system's own, made when it is not there; None where somebody else made it."""
    folder = Path(tempfile.gettempdir()) / f"packshot-{purpose}-{os.getuid()}"
    return folder if made_private(folder) else None


def made_private(folder: Path) -> bool:
    """Make it where it is missing. Returns whether nobody else can look into it; a link to a folder is none."""
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        made = folder.lstat()
    except (FileExistsError, NotADirectoryError, PermissionError):
        return False
    return stat.S_ISDIR(made.st_mode) and not made.st_mode & 0o077 and made.st_uid == os.getuid()


FILE_PREFIX, PROCESS_PREFIX = "packshot-", "process-"
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
    for path in directory.glob(f"{FILE_PREFIX}*"):
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


STAGED = re.compile(r"#\d+\Z")  # the store writes `name#1` first and calls it `name` once it is whole


def is_half_written(folder: Path, before: float) -> Iterator[Path]:
    """Files last written to before a time (seconds since 1970), since which nobody can still write to them. Blocks."""
    for path in folder.rglob("*#*"):
        with suppress(FileNotFoundError):  # its writer has finished
            if STAGED.search(path.name) and path.is_file() and path.stat().st_mtime < before:
                yield path


def discard(folder: Path, before: float) -> int:
    """Remove them; returns how many there were. Blocks."""
    count = 0
    for path in is_half_written(folder, before):
        path.unlink(missing_ok=True)
        count += 1
    return count


def check_writable(folder: Path, content: bytes) -> None:
    """Write a file there, as what is half written is called, and remove it. Blocks. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"ready#{secrets.randbelow(10**9)}"
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    finally:
        path.unlink(missing_ok=True)
