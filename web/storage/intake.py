"""From bytes arriving to a checked picture in the store: a stream, an uploaded file, base64, or an import path."""

import asyncio
import hashlib
import os
import stat
from collections.abc import AsyncIterator, Iterator
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from web.storage.base64_text import decode_base64
from web.storage.checking import Checked, check
from web.storage.decoding import LITTLE, decode, decode_within
from web.storage.errors import NotInImportDirectory
from web.storage.facts import Facts
from web.storage.files import FileStore, original_key
from web.storage.received import Limits, Received, Writer, in_turn, received_in_thread, write_all

__all__ = [
    "Limits",
    "Received",
    "Taken",
    "checked_apart",
    "import_hash",
    "receive_base64",
    "receive_file",
    "receive_import",
    "receive_stream",
    "take_in",
]

PIECE = 2**18


class Taken(msgspec.Struct, frozen=True):
    """A picture that was checked and lies in the store. Width and height are as stored, not turned by EXIF."""

    content_hash: str  # sha256, hex
    format: str  # JPEG, PNG, GIF, WEBP or AVIF, by content
    size: int  # bytes
    width: int
    height: int
    mode: str
    frames: int
    facts: Facts | None


async def receive_stream(chunks: AsyncIterator[bytes], limits: Limits) -> Received:
    """Raises TooManyBytes as soon as one byte too many came, EmptyFile when none did."""
    writer = Writer(limits)
    held = list[bytes]()
    size = 0
    try:
        async for chunk in chunks:
            held.append(chunk)
            size += len(chunk)
            if size >= PIECE or writer.size + size > limits.max_bytes:
                await in_turn(writer.write, *held)
                held, size = [], 0
        await in_turn(writer.write, *held)
        return await in_turn(writer.finish)
    except BaseException:
        await asyncio.shield(in_turn(writer.discard))
        raise


async def receive_file(file: BinaryIO, limits: Limits) -> Received:
    """From where the file stands. Raises TooManyBytes, EmptyFile."""
    return await received_in_thread(lambda: write_all(_pieces(file), limits))


async def receive_base64(text: bytes | memoryview, limits: Limits, *, strict: bool) -> Received:
    """`strict` as Magento decodes, else as Spiffy does. Raises BadBase64, TooManyBytes, EmptyFile (lenient only)."""
    return await received_in_thread(lambda: write_all(decode_base64(text, strict=strict), limits))


async def receive_import(directory: Path, relative_path: str, limits: Limits) -> Received:
    """A copy of a file of the import directory. Raises NotInImportDirectory, TooManyBytes, EmptyFile."""

    def copy() -> Received:
        with _open_import(directory, relative_path) as file:
            return write_all(_pieces(file), limits)

    return await received_in_thread(copy)


async def import_hash(directory: Path, relative_path: str) -> str:
    """The SHA-256 (hex) of a file of the import directory. Raises NotInImportDirectory."""

    def read() -> str:
        with _open_import(directory, relative_path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    return await asyncio.to_thread(read)


async def take_in(received: Received, store: FileStore, limits: Limits, allowed: frozenset[str] | None = None) -> Taken:
    """Check what was received and keep it under its hash. Raises PictureRefused, Busy; then nothing is kept."""
    checked = await checked_apart(received, limits, allowed)
    await store.keep(original_key(received.content_hash), received.path)
    seen = {name: value for name, value in msgspec.structs.asdict(checked).items() if name != "memory"}
    return Taken(content_hash=received.content_hash, size=received.size, **seen)


async def checked_apart(received: Received, limits: Limits, allowed: frozenset[str] | None = None) -> Checked:
    """What the file is. Raises PictureRefused, Busy."""
    facts = (received.path, limits.max_pixels, limits.max_frames, allowed)
    checked = await decode(check, *facts, room=LITTLE)
    if checked.memory > LITTLE:
        checked = await decode_within(checked.memory, check, *facts)
    return checked


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _open_import(directory: Path, relative_path: str) -> BufferedReader:
    wanted = PurePosixPath(relative_path)
    folder_named = relative_path.rpartition("/")[2] in ("", ".")  # which a path object forgets
    if folder_named or wanted.is_absolute() or ".." in wanted.parts:
        raise NotInImportDirectory(relative_path)
    try:
        root = directory.resolve(strict=True)
        path = (root / wanted).resolve(strict=True)
        # not blocking, or a named pipe would hold the thread until someone writes to it
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, ValueError, RuntimeError) as error:  # absent, a NUL, symlinks in a circle
        raise NotInImportDirectory(relative_path) from error
    if not (path.is_relative_to(root) and stat.S_ISREG(os.fstat(descriptor).st_mode)):
        os.close(descriptor)
        raise NotInImportDirectory(relative_path)
    return os.fdopen(descriptor, "rb")
