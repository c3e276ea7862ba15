"""Renditions made when first asked for, once, and kept in the store."""

import asyncio
from pathlib import Path

import msgspec

from web.gallery.formats import extension, format_of_extension, media_type
from web.renditions.rendering import render
from web.renditions.sizes import Size
from web.storage.decoding import LITTLE, decode, decode_within
from web.storage.errors import MissingFile
from web.storage.files import FileStore, original_key, rendition_key
from web.storage.received import open_temporary

__all__ = ["Rendered", "Renditions", "extension", "format_of_extension", "media_type"]


class Rendered(msgspec.Struct, frozen=True):
    """Where a rendition lies in the store."""

    key: str
    size_bytes: int
    media_type: str


class Renditions:
    """`temp_dir` holds renditions while they are made; None is the system's own."""

    def __init__(self, store: FileStore, temp_dir: Path | None = None) -> None:
        self.store = store
        self._temp_dir = temp_dir
        self._being_made: dict[str, asyncio.Task[int]] = {}

    async def get(self, content_hash: str, source_format: str, size: Size | None, format: str) -> Rendered:
        """The original itself when neither size nor format is another. Raises MissingFile without an original."""
        key = key_of(content_hash, source_format, size, format)
        found = await self.store.head(key)
        if found is not None:
            return Rendered(key, found.size, media_type(format))
        if key == original_key(content_hash):
            raise MissingFile(key)
        return Rendered(key, await self._made_once(key, content_hash, size, format), media_type(format))

    async def _made_once(self, key: str, content_hash: str, size: Size | None, format: str) -> int:
        """All who ask meanwhile wait for the same work, and it goes on when the first of them leaves."""
        task = self._being_made.get(key)
        if task is None:
            task = self._being_made[key] = asyncio.create_task(self._make(key, content_hash, size, format))
            task.add_done_callback(lambda done: self._finished(key, done))
        return await asyncio.shield(task)

    def _finished(self, key: str, task: asyncio.Task[int]) -> None:
        del self._being_made[key]
        if not task.cancelled():
            task.exception()  # seen, also when everyone who asked has left

    async def _make(self, key: str, content_hash: str, size: Size | None, format: str) -> int:
        if found := await self.store.head(key):
            return found.size  # made between the asker's look and now
        file, path = await asyncio.to_thread(open_temporary, self._temp_dir)
        try:
            await asyncio.to_thread(file.close)
            async with self.store.at_hand(original_key(content_hash), self._temp_dir) as source:
                memory = await decode(render, source, size, format, path, room=LITTLE)
                if memory > LITTLE:
                    await decode_within(memory, render, source, size, format, path)
            await self.store.keep(key, path)
            return (await asyncio.to_thread(path.stat)).st_size
        finally:
            await asyncio.shield(asyncio.to_thread(path.unlink, True))


def key_of(content_hash: str, source_format: str, size: Size | None, format: str) -> str:
    """Where the picture lies, or will lie, in this size (None: its own) and format."""
    if size is None and format == source_format:
        return original_key(content_hash)
    return rendition_key(content_hash, size.key if size else "original", extension(format))
