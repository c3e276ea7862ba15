"""A store of each test's own, and a way to put pictures into it."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

import pytest

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
