"""Renditions of stored pictures: made when first requested, once, and kept in the store."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from web.files.memory_cache import MemoryCache
from web.files.store import FileStore, original_key
from web.gallery.formats import media_type
from web.gallery.picture_errors import MissingFile
from web.imaging.renditions.batches import Batches, RecentFailures
from web.imaging.renditions.renderer import PendingRendition, Renderer, key_of
from web.imaging.renditions.sizes import Size

STORED = 100_000  # renditions that are known to be in the store


class Rendered(msgspec.Struct, frozen=True):
    """A rendition in the store, by its key there."""

    key: str
    size_bytes: int
    media_type: str


class Renditions:
    """`temp_dir` holds renditions while they are made; None is the system's own.

    Small ones that are often requested are kept in memory, `cache_bytes` of them.
    """

    def __init__(self, store: FileStore, temp_dir: Path | None = None, cache_bytes: int = 64 * 2**20) -> None:
        self.store = store
        self._stored: MemoryCache[str, Rendered] = MemoryCache(STORED)
        self._bodies: MemoryCache[str, bytes] = MemoryCache(cache_bytes, len)
        self._failures = RecentFailures()
        self._renderer = Renderer(store, temp_dir)
        self._batches = Batches(self._renderer.make, self._failures)

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
        stored = self._stored.get(key)
        if stored is not None:
            return stored
        pending = PendingRendition(key, size, format, full)
        return self._stored.keep(key, await self._find_or_make(content_hash, pending))

    async def body(self, rendered: Rendered) -> bytes:
        """The bytes of a small one. Raises MissingFile; then the next `get` looks for it, or makes it, again."""
        body = self._bodies.get(rendered.key)
        if body is None:
            with self._forgotten_when_missing(rendered):
                body = self._bodies.keep(rendered.key, await self.store.read(rendered.key))
        return body

    async def pieces(self, rendered: Rendered, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        """The bytes of a large one, or so many of them, in pieces; the first is read already.

        So whoever answers with them learns beforehand that the store fails. Raises as `body` does.
        """
        pieces = self.store.stream(rendered.key, start, length)
        with self._forgotten_when_missing(rendered):
            first = await anext(pieces, b"")
        return _preceded(first, pieces)

    @contextmanager
    def _forgotten_when_missing(self, rendered: Rendered) -> Iterator[None]:
        try:
            yield
        except MissingFile:
            self._stored.pop(rendered.key, None)
            raise

    async def _find_or_make(self, content_hash: str, pending: PendingRendition) -> Rendered:
        stored = await self.store.head(pending.key)
        if stored is None and pending.key == original_key(content_hash):
            raise MissingFile(pending.key)
        if stored is None:
            self._failures.check(pending.key)
        size = stored.size if stored else await self._batches.make(content_hash, pending)
        return Rendered(pending.key, size, media_type(pending.format))


async def _preceded(first: bytes, others: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in others:
        yield piece
