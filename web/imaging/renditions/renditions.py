"""Renditions made when first asked for, once, and kept in the store."""

import asyncio
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import msgspec

from web.files.memory_cache import MemoryCache
from web.files.received import temporary_path
from web.files.store import FileStore, original_key, rendition_key
from web.gallery.formats import extension, format_of_extension, media_type
from web.gallery.picture_errors import MissingFile, PictureRefused
from web.imaging.renditions.recent_failures import RecentFailures
from web.imaging.renditions.render import WORKING, RenditionRequest, render
from web.imaging.renditions.sizes import Size
from web.imaging.sandbox.pool import AT_ONCE, LITTLE, PATIENCE, QUEUE, run_in_sandbox, run_in_sandbox_within
from web.imaging.sandbox.queue import WaitingQueue

__all__ = ["Rendered", "Renditions", "extension", "format_of_extension", "media_type"]

LANES = max(1, AT_ONCE - 1)  # so that uploads are decoded however many renditions are wanted
FOUND = 100_000  # renditions whose being there is remembered


class Rendered(msgspec.Struct, frozen=True):
    """Where a rendition lies in the store."""

    key: str
    size_bytes: int
    media_type: str


class RenditionKey(msgspec.Struct, frozen=True):
    """A rendition of a picture that somebody waits for."""

    key: str
    size: Size | None
    format: str
    full: tuple[int, int] | None  # pixels of the picture, either way round

    @property
    def from_working_copy(self) -> bool:
        """Whether that is large enough: to fill a box takes more of a long picture than to fit in."""
        if self.size is None:
            return False
        if self.full is None:
            return self.size.way == "fit" and max(self.size.width, self.size.height) <= WORKING
        return max(*self.size.frame(self.full), *self.size.frame(self.full[::-1])) <= WORKING


class Renditions:
    """`temp_dir` holds renditions while they are made; None is the system's own.

    What is often asked for stands ready in memory, on a shelf of so many bytes.
    """

    def __init__(self, store: FileStore, temp_dir: Path | None = None, shelf: int = 64 * 2**20) -> None:
        self.store = store
        self._temp_dir = temp_dir
        self._found: MemoryCache[Rendered] = MemoryCache(FOUND, lambda _: 1)
        self._shelf: MemoryCache[bytes] = MemoryCache(shelf, len)
        self._promised: dict[str, asyncio.Future[int]] = {}  # by key: its size in bytes, once it is made
        self._waiting: dict[str, list[RenditionKey]] = {}  # by picture: what its next round makes
        self._rounds: dict[str, asyncio.Task[None]] = {}
        self._turns = WaitingQueue(LANES, QUEUE, PATIENCE)
        self._failures = RecentFailures()

    async def get(
        self,
        content_hash: str,
        source_format: str,
        size: Size | None,
        format: str,
        *,
        metadata_free: bool = True,
        full: tuple[int, int] | None = None,
    ) -> Rendered:
        """The original itself when neither size nor format is another, and it is `metadata_free`.

        `full`, the picture's own size, tells whether its working copy will do. Raises MissingFile without an original;
        PictureRefused, also for ten minutes after it could not be made; Busy.
        """
        key = key_of(content_hash, source_format if metadata_free else "", size, format)
        return self._found.get(key) or self._found.keep(
            key, await self._find(content_hash, RenditionKey(key, size, format, full))
        )

    async def body(self, rendered: Rendered) -> bytes:
        """The whole of a small one. Raises MissingFile; then it is looked for, or made, again by whoever asks next."""
        body = self._shelf.get(rendered.key)
        if body is None:
            try:
                body = self._shelf.keep(rendered.key, await self.store.read(rendered.key))
            except MissingFile:
                self._found.forget(rendered.key)
                raise
        return body

    async def _find(self, content_hash: str, order: RenditionKey) -> Rendered:
        found = await self.store.head(order.key)
        if found is None and order.key == original_key(content_hash):
            raise MissingFile(order.key)
        if found is None:
            self._failures.check(order.key)
        size = found.size if found else await self._made_once(content_hash, order)
        return Rendered(order.key, size, media_type(order.format))

    async def _made_once(self, content_hash: str, order: RenditionKey) -> int:
        """All who ask for it meanwhile wait for the same work, and it goes on when the first of them leaves.

        Other sizes of the picture that are asked for meanwhile are made together in the next round, from one decode.
        """
        promised = self._promised.get(order.key)
        if promised is None:
            promised = self._promised[order.key] = asyncio.get_running_loop().create_future()
            self._waiting.setdefault(content_hash, []).append(order)
            if content_hash not in self._rounds:
                self._rounds[content_hash] = asyncio.create_task(self._make_all(content_hash))
        return await asyncio.shield(promised)

    async def _make_all(self, content_hash: str) -> None:
        try:
            while orders := self._waiting.pop(content_hash, None):
                await self._keep_promises(content_hash, orders)
        finally:
            del self._rounds[content_hash]

    async def _keep_promises(self, content_hash: str, orders: list[RenditionKey]) -> None:
        try:
            await self._carry_out(content_hash, orders)
        finally:
            for order in orders:
                self._promised.pop(order.key).cancel()  # of the server's end; what is kept is kept

    async def _carry_out(self, content_hash: str, orders: list[RenditionKey]) -> None:
        try:
            for order, size in zip(orders, await self._make(content_hash, orders), strict=True):
                self._promised[order.key].set_result(size)
        except PictureRefused as refusal:
            if len(orders) == 1:
                self._failures.note(orders[0].key, refusal)
                self._break(orders, refusal)
                return
            for order in orders:  # one alone may be at fault
                await self._carry_out(content_hash, [order])
        except Exception as error:
            self._break(orders, error)

    def _break(self, orders: list[RenditionKey], error: Exception) -> None:
        for order in orders:
            self._promised[order.key].set_exception(error)
            self._promised[order.key].exception()  # seen, also when everyone who asked has left

    async def _make(self, content_hash: str, orders: list[RenditionKey]) -> list[int]:
        """Their sizes in bytes. Some may have been made between the asker's look and now."""
        missing = [order for order in orders if await self.store.head(order.key) is None]
        if missing:
            async with AsyncExitStack() as files:
                working = all(order.from_working_copy for order in missing)
                source, copy = await self._source(content_hash, working, files)
                wanted = [RenditionRequest(order.size, order.format, await self._new_file(files)) for order in missing]
                if await self._render(source, wanted, copy) and copy is not None:
                    await self.store.keep(working_key(content_hash), copy)
                for order, one in zip(missing, wanted, strict=True):
                    await self.store.keep(order.key, one.target)
        found = [await self.store.head(order.key) for order in orders]
        return [one.size if one else 0 for one in found]

    async def _source(self, content_hash: str, working: bool, files: AsyncExitStack) -> tuple[Path, Path | None]:
        """The file to render from, and one for a working copy where there is none and there might be."""
        if working:
            with suppress(MissingFile):
                return await files.enter_async_context(
                    self.store.at_hand(working_key(content_hash), self._temp_dir)
                ), None
        original = await files.enter_async_context(self.store.at_hand(original_key(content_hash), self._temp_dir))
        return original, await self._new_file(files) if working else None

    async def _new_file(self, files: AsyncExitStack) -> Path:
        return await files.enter_async_context(temporary_path(self._temp_dir))

    async def _render(self, source: Path, wanted: list[RenditionRequest], working_copy: Path | None) -> bool:
        """Whether there is a working copy now."""
        async with self._turns.taken():
            made = await run_in_sandbox(render, source, wanted, working_copy, room=LITTLE)
            if not made.done:
                made = await run_in_sandbox_within(made.memory, render, source, wanted, working_copy)
        return made.working_copy


def key_of(content_hash: str, source_format: str, size: Size | None, format: str) -> str:
    """Where the picture lies, or will lie, in this size (None: its own) and format."""
    if size is None and format == source_format:
        return original_key(content_hash)
    return rendition_key(content_hash, size.key if size else "original", extension(format))


def working_key(content_hash: str) -> str:
    return rendition_key(content_hash, "working", "copy")
