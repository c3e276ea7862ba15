"""The check of a picture as a child process does it, but not before a gate is open."""

from pathlib import Path

from tests.storage.apart.misdeeds import wait_at
from web.storage import checking
from web.storage.checking import Checked


def check(
    path: Path, max_pixels: int, max_frames: int, allowed: frozenset[str] | None = None, room: int | None = None
) -> Checked:
    """The gate is beside the file."""
    wait_at(path.with_name("gate"))
    return checking.check(path, max_pixels, max_frames, allowed, room)
