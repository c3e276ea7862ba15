"""A store and limits of each test's own, on the real disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.apart.gate import Gate, gate_in
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


@pytest.fixture
def gate(temp_dir: Path) -> Iterator[Gate]:
    """Where child processes wait."""
    with gate_in(temp_dir / "gate") as gate:
        yield gate
