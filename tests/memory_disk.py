"""What a run keeps for a while lies in memory, where the machine has a place for that.

Copying a database there takes a sixth of the time, and there are thousands of copies.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

PLACE = Path("/dev/shm")  # noqa: S108 - each run makes folders of its own in it
ROOM = 4 * 2**30  # bytes


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Unless somebody said where temporary files belong. Worker processes and servers inherit it."""
    unset = "TMPDIR" not in os.environ
    if unset and os.access(PLACE, os.W_OK) and shutil.disk_usage(PLACE).free >= ROOM:
        os.environ["TMPDIR"] = str(PLACE)
        tempfile.tempdir = None
