"""The check of a picture as a child process does it, but not before a gate is open."""

from pathlib import Path

from tests.imaging.sandbox.misbehaving import wait_at
from web.imaging import checking
from web.imaging.checking import CheckedPicture


def check(
    path: Path, max_pixels: int, max_frames: int, allowed: frozenset[str] | None = None, max_memory: int | None = None
) -> CheckedPicture:
    """The gate is beside the file."""
    wait_at(path.with_name("gate"))
    return checking.check(path, max_pixels, max_frames, allowed, max_memory)
