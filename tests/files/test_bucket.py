"""The file store in a bucket: a real S3-compatible server, and the same promises as on a disk."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.media_addresses import media
from tests.pictures import jpeg
from tests.shop import Credentials
from web.files.store import MULTIPART_ABOVE, FileStore
from web.gallery.picture_errors import MissingFile
from web.services.maintenance.doctor import examine
from web.settings import Settings


@pytest.fixture
def store(bucket: str) -> FileStore:
    return FileStore(bucket)


@pytest.mark.anyio
@pytest.mark.parametrize("size", [1, 300_000, MULTIPART_ABOVE + 5_000_001])
async def test_a_file_kept_comes_back_whole_and_in_parts(size: int, store: FileStore, tmp_path: Path) -> None:
    data = os.urandom(size)
    (tmp_path / "file").write_bytes(data)
    await store.keep("originals/ab/abc", tmp_path / "file")
    found = await store.head("originals/ab/abc")
    assert found is not None
    assert (found.size, found.young) == (size, True)
    assert await store.read("originals/ab/abc") == data
    assert b"".join([piece async for piece in store.stream("originals/ab/abc")]) == data
    half = b"".join([piece async for piece in store.stream("originals/ab/abc", size // 2, size - size // 2)])
    assert half == data[size // 2 :]
    async with store.local_copy("originals/ab/abc", tmp_path / "temporary") as path:
        assert path.read_bytes() == data
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.anyio
async def test_what_is_not_there_is_missing_in_every_way(store: FileStore, tmp_path: Path) -> None:
    assert await store.head("a/b") is None
    with pytest.raises(MissingFile):
        await store.read("a/b")
    with pytest.raises(MissingFile):
        [piece async for piece in store.stream("a/b")]
    with pytest.raises(MissingFile):
        async with store.local_copy("a/b", tmp_path):
            pass
    with pytest.raises(MissingFile):
        await store.put_aside("a/b", date(2026, 1, 2))


@pytest.mark.anyio
async def test_what_is_kept_already_stays_unless_it_is_damaged(store: FileStore) -> None:
    await store.keep_bytes("a/b", b"first")
    await store.keep_bytes("a/b", b"other")
    assert await store.read("a/b") == b"first"
    await store.keep_bytes("a/b", b"whole now")
    assert await store.read("a/b") == b"whole now"


@pytest.mark.anyio
async def test_files_are_listed_put_aside_put_back_and_deleted(store: FileStore) -> None:
    for number in range(3):
        await store.keep_bytes(f"originals/ab/{number}", b"x" * number + b"y")
    assert {(one.key, one.size) async for one in store.listed("originals/")} == {
        ("originals/ab/0", 1), ("originals/ab/1", 2), ("originals/ab/2", 3),
    }  # fmt: skip
    await store.put_aside("originals/ab/1", date(2026, 1, 2))
    [(day, key, entry)] = [one async for one in store.quarantined()]
    assert (day, key, entry.size) == (date(2026, 1, 2), "originals/ab/1", 2)
    await store.rename(entry.key, key)
    await store.delete(["originals/ab/0", "originals/ab/2"])
    assert [one.key async for one in store.listed("originals/")] == ["originals/ab/1"]


@pytest.mark.anyio
async def test_the_store_says_that_it_can_be_reached(store: FileStore) -> None:
    await store.reachable()


def test_the_whole_way_of_a_picture_through_a_bucket(
    settings: Settings, credentials: Credentials, bucket: str, tmp_path: Path
) -> None:
    data = jpeg(640, 480)
    headers = {"Authorization": f"Token {credentials['ann']['token']['key']}"}
    with client_for(replace(settings, storage_url=bucket), raises=True) as client:
        sent = client.post("/api/products/8/images", headers=headers, files={"image": ("a.jpg", data, "image/jpeg")})
        assert sent.status_code == 201
        number = sent.json()["id"]
        assert client.get(f"{media(number)}/original/a.jpg").content == data
        small = client.get(f"{media(number)}/fit-240x240/a.webp")
        assert (small.status_code, small.headers["content-type"]) == (200, "image/webp")
        part = client.get(f"{media(number)}/original/a.jpg", headers={"Range": "bytes=100-199"})
        assert (part.status_code, part.content) == (206, data[100:200])
        assert client.get("/readyz").status_code == 200
    assert not (tmp_path / "media").exists()


@pytest.mark.anyio
async def test_the_doctor_looks_into_the_bucket(store: FileStore, database: Any) -> None:
    await store.keep_bytes("originals/ab/" + "ab" * 32, b"nobody's")
    report = await examine(store)
    assert (report.files, report.orphaned_size, report.healthy) == (1, 8, False)
    assert (await examine(store, repair=True)).put_aside == 1
    assert (await examine(store)).healthy
