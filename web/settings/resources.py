"""Folders of templates, static files and migrations: in `data/` of an installed package, at the top of a checkout."""

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = PACKAGE / "data"


def resource(name: Literal["templates", "static", "migrations"]) -> Path:
    """The folder of that name. The build maps it into the package (pyproject.toml, `sources`)."""
    return (INSTALLED if INSTALLED.is_dir() else PACKAGE.parent) / name
