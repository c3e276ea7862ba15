"""A store of each test's own, and a way to put pictures into it."""

from collections.abc import Awaitable, Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.storage.apart.gate import Gate, gate_in
from web.renditions.renditions import Renditions
from web.storage.files import FileStore, original_key

Keep = Callable[[bytes], Awaitable[str]]


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "media").as_uri())


@pytest.fixture
def renditions(store: FileStore, tmp_path: Path) -> Renditions:
    return Renditions(store, tmp_path / "temporary")


@pytest.fixture
def keep(store: FileStore) -> Keep:
    """Keep an original; its hash comes back."""

    async def keep(data: bytes) -> str:
        digest = sha256(data).hexdigest()
        await store.keep_bytes(original_key(digest), data)
        return digest

    return keep


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    """Where child processes wait."""
    with gate_in(tmp_path / "gate") as gate:
        yield gate
