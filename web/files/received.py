"""A received file: written to a private temporary file, counted and hashed on the way, removed when discarded."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import IO, ParamSpec, TypeVar

import msgspec

from web.files.temporary import FILE_PREFIX, private_folder
from web.gallery.picture_errors import EmptyFile, TooManyBytes

UPLOADS = "files"

P = ParamSpec("P")
T = TypeVar("T")

# So few that of many uploads at once only some go on between one look of the event loop at its connections and the
# next; the others' clients are kept from sending meanwhile, and small requests are served between them.
_threads = ThreadPoolExecutor(2, thread_name_prefix="receiving")


class Limits(msgspec.Struct, frozen=True):
    """Limits of received files. `temp_dir` is made, private, when it is not there; None is one in the system's own."""

    max_bytes: int
    max_pixels: int
    max_frames: int = 1000
    temp_dir: Path | None = None


class Received:
    """Owns a temporary file: use it as an async context manager, or discard it."""

    def __init__(self, path: Path, size: int, content_hash: str) -> None:
        self.path = path
        self.size = size
        self.content_hash = content_hash

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)

    async def __aenter__(self) -> "Received":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.shield(asyncio.to_thread(self.discard))


class UploadWriter:
    """Writes one temporary file of mode 0600. Every method blocks; `discard` may come from another thread."""

    def __init__(self, limits: Limits) -> None:
        self.size = 0
        self._limits = limits
        self._hash = sha256()
        self._file: IO[bytes] | None = None
        self._path: Path | None = None
        self._discarded = False
        self._lock = Lock()

    def write(self, *pieces: bytes) -> None:
        with self._lock:
            if self._discarded:
                return
            data = b"".join(pieces)
            self.size += len(data)
            if self.size > self._limits.max_bytes:
                raise TooManyBytes(self._limits.max_bytes)
            self._hash.update(data)
            self._opened().write(data)

    def finish(self) -> Received:
        with self._lock:
            if self._file is None or self._path is None or not self.size:
                raise EmptyFile
            self._file.close()
            return Received(self._path, self.size, self._hash.hexdigest())

    def discard(self) -> None:
        with self._lock:
            self._discarded = True
            if self._file is not None and self._path is not None:
                self._file.close()
                self._path.unlink(missing_ok=True)

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            self._file, self._path = open_temporary(self._limits.temp_dir)
        return self._file


def open_temporary(directory: Path | None, suffix: str = "") -> tuple[IO[bytes], Path]:
    """A new file that only this user can read, in a folder that nobody else can look into."""
    if directory is None:
        directory = private_folder(UPLOADS)
    else:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(suffix, FILE_PREFIX, directory)
    return os.fdopen(descriptor, "wb"), Path(name)


@asynccontextmanager
async def temporary_path(directory: Path | None) -> AsyncIterator[Path]:
    """An empty file that only this user can read, for as long as it is needed."""
    file, path = await asyncio.to_thread(open_temporary, directory)
    try:
        await asyncio.to_thread(file.close)
        yield path
    finally:
        await asyncio.shield(asyncio.to_thread(path.unlink, True))


def write_all(pieces: Iterable[bytes], limits: Limits) -> Received:
    """Blocks. Whatever goes wrong on the way, no file stays behind."""
    writer = UploadWriter(limits)
    try:
        for piece in pieces:
            writer.write(piece)
        return writer.finish()
    except BaseException:
        writer.discard()
        raise


async def run_in_order(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a blocking part of receiving off the loop, after those that were submitted before."""
    return await asyncio.get_running_loop().run_in_executor(_threads, partial(work, *args, **kwargs))


async def received_in_thread(work: Callable[[], Received]) -> Received:
    """Run blocking work off the loop; when the caller is cancelled meanwhile, its outcome is discarded."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.add_done_callback(_discard_outcome)
        raise


def _discard_outcome(task: "asyncio.Future[Received]") -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().discard()
