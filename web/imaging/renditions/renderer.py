"""Rendering: pending renditions of a picture, made in the sandbox and stored under their keys with a working copy."""

from contextlib import AsyncExitStack, suppress
from pathlib import Path

import msgspec

from web.files.received import temporary_path
from web.files.store import FileStore, original_key, rendition_key
from web.gallery.formats import extension
from web.gallery.picture_errors import MissingFile
from web.imaging.renditions.render import WORKING, RenditionRequest, render
from web.imaging.renditions.sizes import Size
from web.imaging.sandbox.limits import WaitingQueue
from web.imaging.sandbox.pool import MAX_WAIT, MAX_WORKERS, QUEUE, SMALL_JOB, run_in_sandbox, run_in_sandbox_within


class PendingRendition(msgspec.Struct, frozen=True):
    """A rendition of a picture that requests wait for. No size is the picture's own."""

    key: str
    size: Size | None
    format: str
    full: tuple[int, int] | None  # pixels of the picture, either way round

    @property
    def fits_working_copy(self) -> bool:
        """Tell whether the working copy is large enough: to fill a box takes more of a long picture than to fit in."""
        if self.size is None:
            return False
        if self.full is None:
            return self.size.way == "fit" and max(self.size.width, self.size.height) <= WORKING
        return max(*self.size.frame(self.full), *self.size.frame(self.full[::-1])) <= WORKING


def key_of(content_hash: str, source_format: str, size: Size | None, format: str) -> str:
    """The store's key of the picture in this size (None: its own) and format."""
    if size is None and format == source_format:
        return original_key(content_hash)
    return rendition_key(content_hash, size.key if size else "original", extension(format))


def working_key(content_hash: str) -> str:
    return rendition_key(content_hash, "working", "copy")


MAX_RENDERS = max(1, MAX_WORKERS - 1)  # so that uploads are decoded however many renditions are requested


class Renderer:
    """`temp_dir` holds renditions until they are stored; None is the system's own."""

    def __init__(self, store: FileStore, temp_dir: Path | None) -> None:
        self._store = store
        self._temp_dir = temp_dir
        self._turns = WaitingQueue(MAX_RENDERS, QUEUE, MAX_WAIT)

    async def make(self, content_hash: str, batch: list[PendingRendition]) -> list[int]:
        """Make those that nobody has stored meanwhile. Returns the sizes of all, in bytes.

        Raises MissingFile, PictureRefused, Busy, StorageUnavailable.
        """
        missing = [pending for pending in batch if await self._store.head(pending.key) is None]
        if missing:
            async with AsyncExitStack() as files:
                await self._make_missing(content_hash, missing, files)
        stored = [await self._store.head(pending.key) for pending in batch]
        return [one.size if one else 0 for one in stored]

    async def _make_missing(self, content_hash: str, missing: list[PendingRendition], files: AsyncExitStack) -> None:
        source, working_copy = await self._source(content_hash, missing, files)
        requests = [RenditionRequest(one.size, one.format, await self._new_file(files)) for one in missing]
        if await self._render(source, requests, working_copy, missing[0].full) and working_copy is not None:
            await self._store.keep(working_key(content_hash), working_copy)
        for pending, request in zip(missing, requests, strict=True):
            await self._store.keep(pending.key, request.target)

    async def _source(
        self, content_hash: str, missing: list[PendingRendition], files: AsyncExitStack
    ) -> tuple[Path, Path | None]:
        """The file to render from, and one for a working copy where there is none and there might be."""
        if not all(pending.fits_working_copy for pending in missing):
            return await self._local(original_key(content_hash), files), None
        with suppress(MissingFile):
            return await self._local(working_key(content_hash), files), None
        return await self._local(original_key(content_hash), files), await self._new_file(files)

    async def _local(self, key: str, files: AsyncExitStack) -> Path:
        return await files.enter_async_context(self._store.local_copy(key, self._temp_dir))

    async def _new_file(self, files: AsyncExitStack) -> Path:
        return await files.enter_async_context(temporary_path(self._temp_dir))

    async def _render(
        self, source: Path, requests: list[RenditionRequest], working_copy: Path | None, full: tuple[int, int] | None
    ) -> bool:
        """Render; returns whether the working copy was written. Large pictures get the memory that they take."""
        work = source, requests, working_copy
        async with self._turns.taken():
            result = await run_in_sandbox(render, *work, max_memory=SMALL_JOB, full=full)
            if not result.done:
                result = await run_in_sandbox_within(result.memory, render, *work, max_memory=None, full=full)
        return result.working_copy
