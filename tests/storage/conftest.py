"""A store and limits of each test's own, on the real disk."""

from pathlib import Path

import pytest

from web.storage.files import FileStore
from web.storage.received import Limits


@pytest.fixture
def temp_dir(tmp_path: Path) -> Path:
    return tmp_path / "temporary"


@pytest.fixture
def limits(temp_dir: Path) -> Limits:
    return Limits(max_bytes=2**20, max_pixels=10_000_000, temp_dir=temp_dir)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "media").as_uri())
