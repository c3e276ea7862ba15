"""The file store on a disk: keys, whole files, and what a failing store says."""

import asyncio
import os
from hashlib import sha256
from pathlib import Path

import pytest

from web.files.store import MULTIPART_ABOVE, FileStore, original_key, rendition_key
from web.gallery.picture_errors import MissingFile
from web.gallery.unavailable import StorageUnavailable

pytestmark = pytest.mark.anyio

HASH = sha256(b"packshot").hexdigest()


def test_keys_begin_with_two_digits_of_the_hash() -> None:
    assert original_key(HASH) == f"originals/{HASH[:2]}/{HASH}"
    assert rendition_key(HASH, "fit-240x240", "jpg") == f"renditions/{HASH[:2]}/{HASH}/fit-240x240.jpg"


@pytest.mark.parametrize("size", [1, 300_000, MULTIPART_ABOVE + 5_000_001])
async def test_a_file_kept_comes_back_whole_in_every_way(size: int, store: FileStore, tmp_path: Path) -> None:
    data = os.urandom(size)
    (tmp_path / "file").write_bytes(data)
    await store.keep("originals/ab/abc", tmp_path / "file")
    found = await store.head("originals/ab/abc")
    assert found is not None
    assert found.size == size
    assert await store.read("originals/ab/abc") == data
    assert b"".join([piece async for piece in store.stream("originals/ab/abc")]) == data
    await store.fetch_to("originals/ab/abc", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == data
    async with store.local_copy("originals/ab/abc", tmp_path) as path:
        assert path.read_bytes() == data
    assert path.exists()
    assert [file.name for file in (tmp_path / "media/originals/ab").iterdir()] == ["abc"]


async def test_a_file_that_lies_elsewhere_is_at_hand_as_a_copy_for_as_long_as_it_is_needed(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.keep_bytes("a/b", b"x")
    monkeypatch.setattr(store, "_folder", None)  # as a bucket has none
    async with store.local_copy("a/b", tmp_path / "temporary") as path:
        assert path.parent == tmp_path / "temporary"
        assert path.read_bytes() == b"x"
    with pytest.raises(MissingFile):
        async with store.local_copy("a/c", tmp_path / "temporary"):
            pass
    assert list((tmp_path / "temporary").iterdir()) == []


async def test_what_is_kept_already_stays(store: FileStore, tmp_path: Path) -> None:
    await store.keep_bytes("a/b", b"first")
    before = (tmp_path / "media/a/b").stat()
    await store.keep_bytes("a/b", b"first")
    assert (tmp_path / "media/a/b").stat().st_ino == before.st_ino


async def test_what_another_process_kept_a_moment_ago_is_no_error(store: FileStore, tmp_path: Path) -> None:
    await asyncio.gather(*(store.keep_bytes("a/b", b"same") for _ in range(20)))
    assert await store.read("a/b") == b"same"


@pytest.mark.parametrize("rest", [b"", b"rot"])
async def test_a_damaged_file_is_made_whole_by_keeping_it_again(rest: bytes, store: FileStore, tmp_path: Path) -> None:
    await store.keep_bytes("a/b", b"whole")
    (tmp_path / "media/a/b").write_bytes(rest)
    await store.keep_bytes("a/b", b"whole")
    assert await store.read("a/b") == b"whole"


async def test_what_is_not_there_is_missing(store: FileStore, tmp_path: Path) -> None:
    assert await store.head("a/b") is None
    for missing in (store.read("a/b"), store.fetch_to("a/b", tmp_path / "copy"), anext(aiter(store.stream("a/b")))):
        with pytest.raises(MissingFile, match="a/b"):
            await missing
    with pytest.raises(MissingFile):
        async with store.local_copy("a/b", None):
            pass


async def test_a_folder_with_blanks_in_its_name_works(tmp_path: Path) -> None:
    store = FileStore((tmp_path / "my pictures").as_uri())
    await store.keep_bytes("a/b", b"x")
    assert (tmp_path / "my pictures" / "a" / "b").read_bytes() == b"x"


async def test_a_store_is_reachable_while_its_folder_is_there(store: FileStore, tmp_path: Path) -> None:
    await store.reachable()
    (tmp_path / "media").rename(tmp_path / "unmounted")
    with pytest.raises(StorageUnavailable):
        await store.reachable()


async def test_a_store_that_cannot_write_says_so(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "media/originals").write_bytes(b"a file where a folder should be")
    with pytest.raises(StorageUnavailable):
        await store.keep_bytes("originals/ab/abc", b"x")


async def test_a_bucket_that_does_not_answer_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "someone")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "something")
    store = FileStore("s3://bucket/prefix")
    with pytest.raises(StorageUnavailable):
        await store.reachable()
