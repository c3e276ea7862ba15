"""Folders for temporary files that no other user of this machine can look into."""

import os
import stat
import tempfile
from pathlib import Path


def private_folder(purpose: str) -> Path | None:
    """A folder for this user, made when it is not there; None where somebody else made one of that name."""
    folder = Path(tempfile.gettempdir()) / f"packshot-{purpose}-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder.lstat()
    private = stat.S_ISDIR(made.st_mode) and stat.S_IMODE(made.st_mode) == 0o700
    return folder if private and made.st_uid == os.getuid() else None
