"""The file store: bytes under keys made of their content's hash, on a disk or in a bucket."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from web.files import temporary
from web.files.received import temporary_path
from web.gallery.picture_errors import MissingFile
from web.gallery.unavailable import DiskFull, StorageUnavailable, unavailable_for

MULTIPART_ABOVE = 8 * 2**20  # bytes; larger files are uploaded in parts, so that they are never in memory whole
CHUNK_SIZE = 2**18
NO_ROOM = re.compile(r"\(os error (28|30|122|27)\)")  # as obstore tells ENOSPC, EROFS, EDQUOT and EFBIG
NO_BUCKET = "NoSuchBucket"  # code of S3
QUARANTINE = "quarantine"
MIN_AGE = timedelta(hours=1)  # a file that was written lately may belong to an upload under way


class StoredFile(msgspec.Struct, frozen=True):
    size: int
    etag: str | None
    written: datetime

    @property
    def young(self) -> bool:
        return datetime.now(UTC) - self.written < MIN_AGE


class ListedFile(msgspec.Struct, frozen=True):
    key: str
    size: int


def original_key(content_hash: str) -> str:
    return f"originals/{content_hash[:2]}/{content_hash}"


def rendition_key(content_hash: str, name: str, extension: str) -> str:
    return f"renditions/{content_hash[:2]}/{content_hash}/{name}.{extension}"


class FileStore:
    """`url` is file:///a/folder, which is made, or s3://bucket/prefix with the usual AWS variables around it.

    Every method raises StorageUnavailable when the store fails, DiskFull when it has no room.
    """

    def __init__(self, url: str) -> None:
        self._folder = _folder_of(url)
        self._store = _open_store(url, self._folder)

    async def keep(self, key: str, path: Path) -> None:
        """Store a local file. What is there already, and whole, stays: the key tells the content.

        An older one is written anew all the same, so that a sweep which has just found it unneeded leaves it alone.
        """
        size = (await asyncio.to_thread(path.stat)).st_size
        found = await self.head(key)
        if found is not None and found.size == size and found.young:
            return
        with _failures(key):
            if size > MULTIPART_ABOVE:
                await obstore.put_async(self._store, key, path, use_multipart=True)
            else:
                await self._put(key, path, found)

    async def keep_bytes(self, key: str, data: bytes) -> None:
        found = await self.head(key)
        if found is None or found.size != len(data):
            with _failures(key):
                await self._put(key, data, found)

    async def _put(self, key: str, content: Path | bytes, found: StoredFile | None) -> None:
        """Create it, never over another's; only a file of a wrong size, so a damaged one, is overwritten."""
        with suppress(AlreadyExistsError):  # another process kept the same bytes a moment ago
            await obstore.put_async(self._store, key, content, mode="overwrite" if found else "create")

    async def head(self, key: str) -> StoredFile | None:
        try:
            with _failures(key):
                meta = await obstore.head_async(self._store, key)
        except MissingFile:
            return None
        return StoredFile(meta["size"], meta["e_tag"], meta["last_modified"])

    async def read(self, key: str) -> bytes:
        """The whole file. Raises MissingFile."""
        with _failures(key):
            return bytes(await (await obstore.get_async(self._store, key)).bytes_async())

    async def stream(self, key: str, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        """The file, or so many bytes of it, in pieces of 256 KiB or more. Raises MissingFile before the first."""
        with _failures(key):
            found = await obstore.get_async(
                self._store, key, options=None if length is None else {"range": (start, start + length)}
            )
            async for piece in found.stream(CHUNK_SIZE):
                yield piece

    async def fetch_to(self, key: str, path: Path) -> None:
        """Copy a file to the local disk. Raises MissingFile."""
        with await asyncio.to_thread(path.open, "wb") as file:
            async for piece in self.stream(key):
                await asyncio.to_thread(file.write, piece)

    @asynccontextmanager
    async def local_copy(self, key: str, temp_dir: Path | None) -> AsyncIterator[Path]:
        """A local file to read from: the stored one itself, or from a bucket a copy for as long as it is needed."""
        if self._folder is not None:
            if await self.head(key) is None:
                raise MissingFile(key)
            yield self._folder / key
            return
        async with temporary_path(temp_dir) as path:
            await self.fetch_to(key, path)
            yield path

    async def listed(self, prefix: str) -> AsyncIterator[ListedFile]:
        """Files whose key starts with the prefix, which must end in a slash."""
        with _failures(prefix):
            async for some in obstore.list(self._store, prefix):
                for meta in some:
                    yield ListedFile(meta["path"], meta["size"])

    async def put_aside(self, key: str, day: date) -> None:
        """Move a file to the quarantine, from where it can be put back. Raises MissingFile."""
        with _failures(key):
            await obstore.rename_async(self._store, key, f"{QUARANTINE}/{day}/{key}")

    async def quarantined(self) -> AsyncIterator[tuple[date, str, ListedFile]]:
        """Files in quarantine: since which day, under which key before, and where now."""
        async for found in self.listed(f"{QUARANTINE}/"):
            _, day, key = found.key.split("/", 2)
            yield date.fromisoformat(day), key, found

    async def rename(self, key: str, to: str) -> None:
        with _failures(key):
            await obstore.rename_async(self._store, key, to)

    async def discard_half_written(self) -> int:
        """Remove files whose writers were killed; returns how many. A bucket keeps none half-written."""
        if self._folder is None:
            return 0
        before = (datetime.now(UTC) - MIN_AGE).timestamp()
        with _failures(""):
            return await asyncio.to_thread(temporary.discard, self._folder, before)

    async def delete(self, keys: list[str]) -> None:
        with _failures(keys[0] if keys else ""):
            await obstore.delete_async(self._store, keys)

    async def reachable(self) -> None:
        """Raises StorageUnavailable when pictures cannot be stored or read at the moment."""
        if self._folder is not None:
            if not await asyncio.to_thread(self._folder.is_dir):
                raise StorageUnavailable("the folder of the pictures is not there")
            with _failures(""):
                await asyncio.to_thread(temporary.check_writable, self._folder, b"x")
            return
        with _failures(""):
            await obstore.list_with_delimiter_async(self._store)


def _folder_of(url: str) -> Path | None:
    parts = urlsplit(url)
    if parts.scheme != "file":
        return None
    return Path(unquote(parts.netloc.removeprefix("localhost") + parts.path)).absolute()


def _open_store(url: str, folder: Path | None) -> ObjectStore:
    if folder is not None:
        return LocalStore(folder, mkdir=True)
    plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    retry_timeout = timedelta(seconds=10)  # someone waits for the answer
    return from_url(
        url,
        # `timeout` is for a whole request, also where a client slowly takes what is read for it
        client_options={
            "allow_http": plain,
            "connect_timeout": "5 seconds",
            "read_timeout": "30 seconds",
            "timeout": "10 minutes",
        },
        retry_config={"max_retries": 3, "retry_timeout": retry_timeout},
    )


@contextmanager
def _failures(key: str) -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        if NO_BUCKET in str(error):
            raise StorageUnavailable("there is no such bucket") from error
        if isinstance(error, FileNotFoundError):
            raise MissingFile(key) from error
        if isinstance(error, OSError):
            raise unavailable_for(error) from error
        reason = " ".join(str(error).partition("Debug source")[0].split())  # what follows is for its developers
        raise (DiskFull if NO_ROOM.search(str(error)) else StorageUnavailable)(reason) from error
