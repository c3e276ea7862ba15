"""Rendering a batch of a picture's renditions in the sandbox, and storing them with a working copy."""

from contextlib import AsyncExitStack, suppress
from pathlib import Path

from web.files.received import temporary_path
from web.files.store import FileStore, original_key
from web.gallery.picture_errors import MissingFile
from web.imaging.renditions.pending import PendingRendition, working_key
from web.imaging.renditions.render import RenditionRequest, render
from web.imaging.sandbox.pool import MAX_WAIT, MAX_WORKERS, QUEUE, SMALL_JOB, run_in_sandbox, run_in_sandbox_within
from web.imaging.sandbox.queue import WaitingQueue

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
        if await self._render(source, requests, working_copy) and working_copy is not None:
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

    async def _render(self, source: Path, requests: list[RenditionRequest], working_copy: Path | None) -> bool:
        """Whether the working copy was written. Large pictures are rendered within the memory that they take."""
        async with self._turns.taken():
            result = await run_in_sandbox(render, source, requests, working_copy, max_memory=SMALL_JOB)
            if not result.done:
                result = await run_in_sandbox_within(result.memory, render, source, requests, working_copy)
        return result.working_copy
