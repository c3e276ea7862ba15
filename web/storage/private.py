"""Folders for temporary files that no other user of this machine can look into."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from time import time

DAY = 86_400  # seconds; no upload and no rendition takes that long


def private_folder(purpose: str) -> Path | None:
    """One for this user, made when it is not there; None where somebody else made one of that name."""
    folder = Path(tempfile.gettempdir()) / f"packshot-{purpose}-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder.lstat()
    private = stat.S_ISDIR(made.st_mode) and stat.S_IMODE(made.st_mode) == 0o700
    return folder if private and made.st_uid == os.getuid() else None


def remove_abandoned(purpose: str) -> None:
    """What a process that was killed left behind. Blocks."""
    folder = private_folder(purpose)
    for path in folder.iterdir() if folder else ():
        with suppress(OSError):  # another server may be doing the same
            if path.lstat().st_mtime < time() - DAY:
                path.unlink()
