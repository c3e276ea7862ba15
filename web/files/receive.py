"""Receiving files: from a stream, an upload, base64 or the import directory, into private temporary files."""

import asyncio
import hashlib
import os
import stat
from collections.abc import AsyncIterator, Iterator
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from web.files.base64_stream import decode_base64
from web.files.received import Limits, Received, UploadWriter, received_in_thread, run_in_order, write_all
from web.gallery.picture_errors import NotInImportDirectory

CHUNK_SIZE = 2**18  # bytes


async def receive_stream(chunks: AsyncIterator[bytes], limits: Limits) -> Received:
    """Raises TooManyBytes as soon as one byte too many came, EmptyFile when none did."""
    writer = UploadWriter(limits)
    held = list[bytes]()
    size = 0
    try:
        async for chunk in chunks:
            held.append(chunk)
            size += len(chunk)
            if size >= CHUNK_SIZE or writer.size + size > limits.max_bytes:
                await run_in_order(writer.write, *held)
                held, size = [], 0
        await run_in_order(writer.write, *held)
        return await run_in_order(writer.finish)
    except BaseException:
        await asyncio.shield(run_in_order(writer.discard))
        raise


async def receive_file(file: BinaryIO, limits: Limits) -> Received:
    """Copy a file from its current position on. Raises TooManyBytes, EmptyFile."""
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


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(CHUNK_SIZE):
        yield piece


def _open_import(directory: Path, relative_path: str) -> BufferedReader:
    relative = PurePosixPath(relative_path)
    folder_named = relative_path.rpartition("/")[2] in ("", ".")  # which a path object forgets
    if folder_named or relative.is_absolute() or ".." in relative.parts:
        raise NotInImportDirectory(relative_path)
    try:
        root = directory.resolve(strict=True)
        path = (root / relative).resolve(strict=True)
        # not blocking, or a named pipe would hold the thread until someone writes to it
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, ValueError, RuntimeError) as error:  # absent, a NUL, symlinks in a circle
        raise NotInImportDirectory(relative_path) from error
    if not (path.is_relative_to(root) and stat.S_ISREG(os.fstat(descriptor).st_mode)):
        os.close(descriptor)
        raise NotInImportDirectory(relative_path)
    return os.fdopen(descriptor, "rb")
