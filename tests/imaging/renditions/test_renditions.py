"""Renditions are made once, kept, and made again by nobody."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PIL import Image

from tests import pictures
from tests.fixtures.renditions import Keep
from tests.imaging.sandbox import misbehaving
from tests.imaging.sandbox.gate import Gate
from tests.waiting import wait_until_async
from web.files.store import FileStore, StoredFile, original_key
from web.gallery.picture_errors import MissingFile, NotAPicture, TooCostly
from web.gallery.unavailable import Busy
from web.imaging.renditions import batches
from web.imaging.renditions import renderer as module
from web.imaging.renditions.render import RenditionRequest
from web.imaging.renditions.renderer import working_key
from web.imaging.renditions.renditions import Rendered, Renditions
from web.imaging.renditions.sizes import SIZES, Size
from web.imaging.sandbox.limits import WaitingQueue
from web.imaging.sandbox.pool import MAX_WORKERS, run_in_sandbox

pytestmark = pytest.mark.anyio

SMALL = Size.fit(48, 48)


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Record each real render as it is done."""
    done: list[Path] = []

    async def counted(work: Callable[..., int], source: Path, *args: Any, **limits: int) -> int:
        done.append(source)
        return await run_in_sandbox(work, source, *args, **limits)

    monkeypatch.setattr("web.imaging.renditions.renderer.run_in_sandbox", counted)
    return done


async def test_a_rendition_is_kept_and_made_once(
    renditions: Renditions, keep: Keep, store: FileStore, renders: list[Path]
) -> None:
    digest = await keep(pictures.jpeg(640, 480))
    first = await renditions.get(digest, "JPEG", SMALL, "WEBP")
    data = await store.read(first.key)
    assert first == Rendered(f"renditions/{digest[:2]}/{digest}/fit-48x48.webp", len(data), "image/webp")
    assert await renditions.get(digest, "JPEG", SMALL, "WEBP") == first
    assert len(renders) == 1


async def test_a_hundred_who_ask_at_once_share_one_render(
    renditions: Renditions, keep: Keep, renders: list[Path], tmp_path: Path
) -> None:
    digest = await keep(pictures.jpeg(640, 480))
    keys = await asyncio.gather(*(renditions.get(digest, "JPEG", SMALL, "JPEG") for _ in range(100)))
    assert len(set(keys)) == len(renders) == 1
    assert list((tmp_path / "temporary").glob("*")) == []


async def test_the_work_goes_on_when_the_first_who_asked_leaves(
    renditions: Renditions, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, left, renders = asyncio.Event(), asyncio.Event(), list[Path]()

    async def held(work: Callable[..., int], source: Path, *args: Any, **limits: int) -> int:
        renders.append(source)
        started.set()
        await left.wait()
        return await run_in_sandbox(work, source, *args, **limits)

    monkeypatch.setattr(module, "run_in_sandbox", held)
    digest = await keep(pictures.jpeg())
    first, second = (asyncio.create_task(renditions.get(digest, "JPEG", SMALL, "JPEG")) for _ in range(2))
    await started.wait()
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    left.set()
    assert (await second).size_bytes > 0
    assert len(renders) == 1


async def test_the_original_is_given_as_it_is(
    renditions: Renditions, keep: Keep, store: FileStore, renders: list[Path]
) -> None:
    data = pictures.turned_jpeg(6)
    digest = await keep(data)
    rendition = await renditions.get(digest, "JPEG", None, "JPEG")
    assert rendition == Rendered(original_key(digest), len(data), "image/jpeg")
    assert renders == []


async def test_the_original_in_another_format_has_its_own_size(
    renditions: Renditions, keep: Keep, store: FileStore, tmp_path: Path
) -> None:
    digest = await keep(pictures.avif(640, 480))
    rendition = await renditions.get(digest, "AVIF", None, "JPEG")
    assert rendition.key.endswith("/original.jpg")
    with Image.open(tmp_path / "media" / rendition.key) as picture:
        assert (picture.format, picture.size) == ("JPEG", (640, 480))


async def test_one_who_looked_just_before_it_was_there_does_not_make_it_again(
    renditions: Renditions, keep: Keep, renders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = await keep(pictures.png())
    first = await renditions.get(digest, "PNG", SMALL, "PNG")
    head, looks = FileStore.head, []

    async def late(store: FileStore, key: str) -> StoredFile | None:
        looks.append(key)
        return None if len(looks) == 1 else await head(store, key)

    monkeypatch.setattr(FileStore, "head", late)
    assert await renditions.get(digest, "PNG", SMALL, "PNG") == first
    assert len(renders) == 1


async def test_without_its_original_a_picture_is_missing(renditions: Renditions, tmp_path: Path) -> None:
    for size, format in ((SMALL, "JPEG"), (None, "JPEG"), (None, "PNG")):
        with pytest.raises(MissingFile):
            await renditions.get("ab" * 32, "JPEG", size, format)
    assert list((tmp_path / "temporary").glob("*")) == []


async def test_what_could_not_be_made_is_tried_again_after_ten_minutes_and_not_before(
    renditions: Renditions, keep: Keep, tmp_path: Path, renders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = await keep(pictures.png())
    original = tmp_path / "media" / original_key(digest)
    original.write_bytes(b"rot")
    for _ in range(3):
        with pytest.raises(NotAPicture):
            await renditions.get(digest, "PNG", SMALL, "PNG")
    assert len(renders) == 1
    original.write_bytes(pictures.png())
    monkeypatch.setattr(batches, "monotonic", lambda: monotonic() + batches.REMEMBERED + 1)
    assert (await renditions.get(digest, "PNG", SMALL, "PNG")).size_bytes > 0
    assert list((tmp_path / "temporary").glob("*")) == []


def test_only_so_many_failures_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MAX_ENTRIES", 2)
    remembered = batches.RecentFailures()
    for key in "abc":
        remembered.add(key, NotAPicture(key))
    remembered.check("a")
    for key in "bc":
        with pytest.raises(NotAPicture, match=key):
            remembered.check(key)


async def test_a_size_that_cannot_be_made_spoils_no_other_that_was_asked_for_with_it(
    renditions: Renditions, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def choosy(
        work: Callable[..., int], source: Path, requests: list[RenditionRequest], *args: Any, **limits: int
    ) -> int:
        if any(one.format == "AVIF" for one in requests):
            raise TooCostly
        return await run_in_sandbox(work, source, requests, *args, **limits)

    monkeypatch.setattr("web.imaging.renditions.renderer.run_in_sandbox", choosy)
    digest = await keep(pictures.png())
    requests = [renditions.get(digest, "PNG", SMALL, format) for format in ("PNG", "WEBP", "AVIF", "JPEG")]
    made = await asyncio.gather(*requests, return_exceptions=True)
    assert [type(one) for one in made] == [Rendered, Rendered, TooCostly, Rendered]


async def test_an_upload_is_checked_however_many_renditions_are_being_made(
    renditions: Renditions, keep: Keep, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = 0

    async def slow(*args: Any, **limits: int) -> None:
        nonlocal requests
        requests += 1
        await run_in_sandbox(misbehaving.wait_at, gate.folder)
        raise TooCostly

    monkeypatch.setattr(module, "run_in_sandbox", slow)
    digests = [await keep(pictures.png(20 + number)) for number in range(3 * MAX_WORKERS)]
    work = asyncio.gather(*(renditions.get(one, "PNG", SMALL, "PNG") for one in digests), return_exceptions=True)
    lanes = max(1, MAX_WORKERS - 1)
    await asyncio.to_thread(gate.await_arrivals, lanes)
    await wait_until_async(
        lambda: renditions._renderer._turns._waiting == len(digests) - lanes, "the others to stand in line"
    )
    assert requests == lanes
    if MAX_WORKERS > 1:
        assert await run_in_sandbox(misbehaving.double, 21) == 42
    gate.open()
    assert {type(outcome) for outcome in await work} == {TooCostly}


async def test_renditions_that_wait_too_long_are_refused_as_busy(
    renditions: Renditions, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renditions._renderer, "_turns", WaitingQueue(1, queue=2, max_wait=0.1))
    digests = [await keep(pictures.png(20 + number)) for number in range(4)]
    async with renditions._renderer._turns.taken():
        requests = [renditions.get(one, "PNG", SMALL, "PNG") for one in digests]
        refusals = await asyncio.gather(*requests, return_exceptions=True)
    assert {type(refusal) for refusal in refusals} == {Busy}
    assert sorted(map(str, refusals)) == 2 * ["too many wait for their turn"] + 2 * ["too many were before this one"]
    assert (await renditions.get(digests[0], "PNG", SMALL, "PNG")).size_bytes > 0


async def test_sizes_asked_for_while_one_is_being_made_are_made_together(
    renditions: Renditions, keep: Keep, renders: list[Path]
) -> None:
    digest = await keep(pictures.jpeg(640, 480))
    sizes = [Size.fit(side, side) for side in (48, 96, 240, 480)]
    made = await asyncio.gather(*(renditions.get(digest, "JPEG", size, "WEBP") for size in sizes))
    assert len({one.key for one in made}) == 4
    assert len(renders) <= 2


async def test_the_original_of_a_large_picture_is_decoded_once_for_all_usual_sizes(
    renditions: Renditions, keep: Keep, store: FileStore, renders: list[Path]
) -> None:
    digest = await keep(pictures.jpeg(2400, 1800))
    for size in (SMALL, Size.fit(600, 600), Size.fill(240, 240)):
        await renditions.get(digest, "JPEG", size, "WEBP", full=(2400, 1800))
    assert [path.name == digest for path in renders] == [True, False, False]
    await renditions.get(digest, "JPEG", Size.fit(2048, 2048), "WEBP")
    assert renders[-1].name == digest
    assert await store.head(working_key(digest)) is not None


async def test_to_fill_a_box_a_long_picture_is_taken_from_its_original(
    renditions: Renditions, keep: Keep, store: FileStore, tmp_path: Path
) -> None:
    """Its working copy is only 200 pixels high, which is not enough."""
    digest = await keep(pictures.jpeg(4000, 500))
    await renditions.get(digest, "JPEG", SMALL, "WEBP", full=(4000, 500))
    assert await store.head(working_key(digest)) is not None
    for left, full in enumerate(((4000, 500), (500, 4000), None)):  # as stored it may lie on its side
        square = Size.fill(480, 480, (left, 0))
        made = await renditions.get(digest, "JPEG", square, "PNG", full=full)
        with Image.open(tmp_path / "media" / made.key) as picture:
            assert picture.size == (480, 480)


@pytest.mark.parametrize("stored", [(4160, 870), (870, 4160), (3001, 2003), (2017, 2003), (9000, 41), (4000, 3999)])
async def test_a_size_is_the_same_whatever_was_asked_for_before(
    stored: tuple[int, int], renditions: Renditions, keep: Keep, store: FileStore, tmp_path: Path
) -> None:
    digest = await keep(pictures.encoded(Image.new("RGB", stored, "red"), "JPEG", quality=50))
    sizes = [*SIZES.values(), Size.fit(601, 333), Size.fill(333, 77), Size.fit(1599, 1599)]
    for size in [SMALL, *sizes]:
        rendition = await renditions.get(digest, "JPEG", size, "WEBP", full=stored)
        with Image.open(tmp_path / "media" / rendition.key) as picture:
            assert picture.size == size.shown(stored), size.key
