"""Intake: what arrives is counted and hashed on the way, and nothing stays behind that was not taken in."""

import asyncio
import base64
import os
from collections.abc import AsyncIterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from threading import Event
from typing import Any, cast

import pytest

from tests import pictures
from tests.imaging.sandbox import slow_check
from tests.imaging.sandbox.gate import Gate
from tests.waiting import LONG, wait_until_async
from web.files.receive import receive_base64, receive_file, receive_import, receive_stream
from web.files.received import Limits
from web.files.store import FileStore, original_key
from web.gallery.picture_errors import (
    BadBase64,
    EmptyFile,
    FormatNotAllowed,
    NotAPicture,
    NotInImportDirectory,
    PictureRefused,
    TooManyBytes,
)
from web.services.editing import new_pictures
from web.services.editing.new_pictures import TakenPicture, store_picture

pytestmark = pytest.mark.anyio


async def stream(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def remaining_files(directory: Path) -> list[str]:
    return [file.name for file in directory.iterdir()] if directory.exists() else []


async def test_a_stream_becomes_a_private_file_with_its_hash(limits: Limits) -> None:
    data = os.urandom(700_000)
    async with await receive_stream(stream(data[:10], data[10:400_000], data[400_000:]), limits) as received:
        assert received.path.read_bytes() == data
        assert (received.size, received.content_hash) == (len(data), sha256(data).hexdigest())
        assert received.path.stat().st_mode & 0o777 == 0o600
        assert received.path.parent.stat().st_mode & 0o777 == 0o700
    assert remaining_files(received.path.parent) == []


async def test_an_endless_stream_ends_at_the_limit(limits: Limits) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1000
            yield bytes(1000)

    with pytest.raises(TooManyBytes) as refused:
        await receive_stream(endless(), limits)
    assert refused.value.limit == limits.max_bytes
    assert sent <= limits.max_bytes + 1000
    assert remaining_files(cast(Path, limits.temp_dir)) == []


async def test_a_stream_that_breaks_off_leaves_nothing(limits: Limits, temp_dir: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield bytes(600_000)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await receive_stream(broken(), limits)
    assert remaining_files(temp_dir) == []


async def test_an_upload_given_up_leaves_nothing(limits: Limits, temp_dir: Path) -> None:
    arrived = asyncio.Event()

    async def stalling() -> AsyncIterator[bytes]:
        yield bytes(600_000)
        arrived.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(receive_stream(stalling(), limits))
    await arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert remaining_files(temp_dir) == []


async def test_a_file_whose_sender_left_while_it_was_copied_leaves_nothing(limits: Limits, temp_dir: Path) -> None:
    loop, half_way, gone = asyncio.get_running_loop(), asyncio.Event(), Event()

    class Slow(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                loop.call_soon_threadsafe(half_way.set)
                assert gone.wait(LONG)
            return super().read(size)

    task = asyncio.create_task(receive_file(Slow(bytes(600_000)), limits))
    await half_way.wait()
    assert remaining_files(temp_dir) != []
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gone.set()
    await wait_until_async(lambda: remaining_files(temp_dir) == [], "the file to go")


async def test_a_spooled_upload_is_copied(limits: Limits) -> None:
    data = os.urandom(600_000)
    with SpooledTemporaryFile(max_size=1000) as upload:
        upload.write(data)
        upload.seek(0)
        async with await receive_file(cast(Any, upload), limits) as received:
            assert received.path.read_bytes() == data


async def test_too_large_a_file_is_refused(limits: Limits, temp_dir: Path) -> None:
    with pytest.raises(TooManyBytes):
        await receive_file(BytesIO(bytes(limits.max_bytes + 1)), limits)
    assert remaining_files(temp_dir) == []


async def test_exactly_as_many_bytes_as_allowed_pass(limits: Limits) -> None:
    async with await receive_file(BytesIO(bytes(limits.max_bytes)), limits) as received:
        assert received.size == limits.max_bytes


@pytest.mark.parametrize("strict", [True, False])
async def test_base64_is_decoded_into_the_file(strict: bool, limits: Limits) -> None:
    data = os.urandom(500_000)
    text = memoryview(base64.encodebytes(data))
    async with await receive_base64(text, limits, strict=strict) as received:
        assert received.path.read_bytes() == data


async def test_base64_is_counted_as_decoded(limits: Limits, temp_dir: Path) -> None:
    fits = base64.b64encode(bytes(limits.max_bytes))
    (await receive_base64(fits, limits, strict=True)).discard()
    with pytest.raises(TooManyBytes):
        await receive_base64(base64.b64encode(bytes(limits.max_bytes + 1)), limits, strict=True)
    with pytest.raises(BadBase64):
        await receive_base64(fits + b"*", limits, strict=True)
    assert remaining_files(temp_dir) == []


async def test_nothing_is_said_to_be_empty(limits: Limits, temp_dir: Path) -> None:
    for nothing in (
        receive_stream(stream(), limits),
        receive_stream(stream(b""), limits),
        receive_file(BytesIO(), limits),
        receive_base64(b" \n", limits, strict=False),
    ):
        with pytest.raises(EmptyFile):
            await nothing
    assert remaining_files(temp_dir) == []


@pytest.fixture
def imports(tmp_path: Path) -> Path:
    """An import directory with a picture, a folder, and ways out of it."""
    directory = tmp_path / "import"
    (directory / "summer").mkdir(parents=True)
    (directory / "summer" / "dress.png").write_bytes(pictures.png())
    (tmp_path / "secret.png").write_bytes(pictures.png())
    (tmp_path / "import-too").mkdir()
    (tmp_path / "import-too" / "secret.png").write_bytes(pictures.png())
    (directory / "inside.png").symlink_to(directory / "summer" / "dress.png")
    (directory / "outside.png").symlink_to(tmp_path / "secret.png")
    (directory / "way-out").symlink_to(tmp_path)
    (directory / "circle.png").symlink_to(directory / "circle.png")
    os.mkfifo(directory / "pipe.png")
    return directory


@pytest.mark.parametrize("path", ["summer/dress.png", "./summer//dress.png", "inside.png"])
async def test_a_file_of_the_import_directory_is_copied(path: str, imports: Path, limits: Limits) -> None:
    async with await receive_import(imports, path, limits) as received:
        assert received.path.read_bytes() == pictures.png()
    assert (imports / "summer" / "dress.png").exists()


@pytest.mark.parametrize(
    "path",
    [
        "../secret.png",
        "summer/../../secret.png",
        "summer/../inside.png",
        "../import-too/secret.png",
        "/etc/passwd",
        "//etc/passwd",
        "outside.png",
        "way-out/secret.png",
        "circle.png",
        "pipe.png",
        "summer",
        "summer/dress.png\0.jpg",
        "\0",
        "",
        ".",
        "..",
        "absent.png",
        "summer/dress.png/x",
        "summer/dress.png/",
        "summer/dress.png/.",
        "x" * 300,
        "\udcff",
        "..\\secret.png",
        "file:///etc/passwd",
    ],
)
async def test_nothing_else_can_be_reached_through_it(path: str, imports: Path, limits: Limits, temp_dir: Path) -> None:
    with pytest.raises(NotInImportDirectory) as refused:
        await receive_import(imports, path, limits)
    assert refused.value.path == path
    assert remaining_files(temp_dir) == []


async def test_an_import_directory_that_is_not_there_holds_nothing(tmp_path: Path, limits: Limits) -> None:
    with pytest.raises(NotInImportDirectory):
        await receive_import(tmp_path / "absent", "dress.png", limits)


async def test_a_picture_taken_in_lies_under_its_hash(limits: Limits, store: FileStore, temp_dir: Path) -> None:
    data = pictures.turned_jpeg(6)
    async with await receive_stream(stream(data), limits) as received:
        taken = await store_picture(received, store, limits)
    digest = sha256(data).hexdigest()
    assert taken == TakenPicture(digest, "JPEG", len(data), 48, 64, "RGB", 1, taken.facts)
    assert taken.facts is not None
    assert await store.read(original_key(digest)) == data
    assert remaining_files(temp_dir) == []


async def test_the_same_picture_twice_is_kept_once(limits: Limits, store: FileStore) -> None:
    async def once() -> TakenPicture:
        async with await receive_stream(stream(pictures.png()), limits) as received:
            return await store_picture(received, store, limits)

    assert len(set(await asyncio.gather(*(once() for _ in range(5))))) == 1


async def test_a_refused_picture_is_kept_nowhere(
    limits: Limits, store: FileStore, temp_dir: Path, tmp_path: Path
) -> None:
    refused: list[tuple[bytes, frozenset[str] | None, type[PictureRefused]]] = [
        (pictures.truncated_jpeg(), None, NotAPicture),
        (pictures.text_renamed(), None, NotAPicture),
        (pictures.webp(), frozenset({"PNG", "GIF", "JPEG"}), FormatNotAllowed),
    ]
    for data, allowed, why in refused:
        with pytest.raises(why):
            async with await receive_stream(stream(data), limits) as received:
                await store_picture(received, store, limits, allowed)
    assert remaining_files(temp_dir) == []
    assert list((tmp_path / "media").iterdir()) == []


async def test_the_loop_goes_on_while_a_picture_is_decoded(
    limits: Limits, store: FileStore, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the loop that lets the decoding end."""
    monkeypatch.setattr(new_pictures, "check", slow_check.check)
    async with await receive_stream(stream(pictures.jpeg(640, 480)), limits) as received:
        work = asyncio.create_task(store_picture(received, store, limits))
        await asyncio.to_thread(gate.await_arrivals, 1)
        assert not work.done()
        gate.open()
        assert (await work).width == 640
