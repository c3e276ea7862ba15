"""Files of the installation: its folders of templates, static files and migrations, and its secret key.

The folders are in `data/` of an installed package, at the top of a checkout. The key is made once.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = PACKAGE / "data"


def resource(name: Literal["templates", "static", "migrations"]) -> Path:
    """The folder of that name. The build maps it into the package (pyproject.toml, `sources`)."""
    return (INSTALLED if INSTALLED.is_dir() else PACKAGE.parent) / name


SHORTEST = 16  # characters


def stored_secret(path: Path) -> str:
    """Read the secret from its file, made when it is not there. Raises ValueError when it holds no secret."""
    if not path.exists():
        _make(path)
    secret = path.read_text().strip()
    if len(secret) < SHORTEST:
        raise ValueError(f"{path} holds no secret key: put the right one back, or remove the file to have one made")
    return secret


def _make(path: Path) -> None:
    """Make the file atomically: it is whole or not there, and of several processes one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix="secret_key-", dir=path.parent)  # for this user alone
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        Path(temporary).unlink()
