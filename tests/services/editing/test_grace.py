"""Grace time: replaced and removed pictures stay in place, then aside; those still in use stay for ever."""

import os
from datetime import date, timedelta
from pathlib import Path
from time import time

import msgspec
import pytest
from msgspec.structs import replace

from tests.gallery.galleries import picture
from tests.pictures import png
from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.database.queries import pictures
from web.database.tables import Picture as Row
from web.files.receive import receive_file
from web.files.received import Limits
from web.files.store import FileStore, original_key
from web.gallery.clock import DAY, now
from web.gallery.edits import AddImage, RemoveImage, ReplacePicture
from web.gallery.errors import PictureSwept
from web.gallery.model import Actor, Picture, StoredPicture
from web.gallery.owner import Owner
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.catalogue.pictures import still_served
from web.services.editing.new_pictures import store_picture
from web.services.editing.write_path import edit_gallery, undo
from web.services.maintenance.doctor import examine
from web.services.maintenance.sweep import SweepReport, sweep

pytestmark = pytest.mark.anyio
BY = Actor(dialect="admin")
GRACE = 30  # days


class FilledShop:
    """A gallery, its files, and a clock that can be put on."""

    def __init__(self, owner: Owner, folder: Path) -> None:
        self.owner = owner
        self.folder = folder
        self.files = FileStore((folder / "media").as_uri())

    async def picture(self, width: int) -> Picture:
        """A real file, kept; the same width is the same content."""
        source = self.folder / "source"
        source.write_bytes(png(width))
        with source.open("rb") as file:
            taken = await store_picture(
                await receive_file(file, Limits(max_bytes=2**20, max_pixels=10**6)),
                self.files,
                Limits(max_bytes=2**20, max_pixels=10**6),
            )
        return replace(picture(0), content_hash=taken.content_hash, format="PNG")

    async def add(self, width: int) -> int:
        return (await edit_gallery(self.owner, [AddImage(picture=await self.picture(width))], BY)).added[0]

    async def remove(self, image: int) -> int:
        edited = await edit_gallery(self.owner, [RemoveImage(image_id=image)], BY)
        assert edited.entry is not None
        return edited.entry

    async def days_pass(self, days: int) -> None:
        """Make every timestamp and every file so much older."""
        await Row.update({Row.retired_at: Row.retired_at - days * DAY}).where(Row.retired_at.is_not_null())
        moment = time() - timedelta(days=days).total_seconds()
        for path in (self.folder / "media").rglob("*"):
            if path.is_file():
                os.utime(path, (moment, moment))

    async def sweep(self) -> SweepReport:
        return await sweep(self.files, GRACE)

    def originals(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "media" / "originals").rglob("*") if path.is_file())


@pytest.fixture
async def shop(database: Database, tmp_path: Path) -> FilledShop:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))
    return FilledShop(await find_owner("product", ("id", "8")), tmp_path)


async def picture_row(number: int) -> StoredPicture:
    found = await pictures.by_number(number)
    assert found is not None
    return found


async def test_a_removed_image_is_gone_at_once_and_put_back_by_undo(shop: FilledShop) -> None:
    image = await shop.add(20)
    entry = await shop.remove(image)
    removed = await picture_row(image)
    assert removed.removed
    assert removed.retired_at is not None
    assert not still_served(removed, GRACE, now())
    await undo(shop.owner, entry, BY)
    back = await picture_row(image)
    assert (back.removed, back.retired_at) == (False, None)
    assert still_served(back, GRACE, now())


async def test_an_image_whose_picture_was_replaced_a_moment_ago_is_put_back_whole(shop: FilledShop) -> None:
    """The replacement is dated a second after what it replaced, and so a little ahead of the clock."""
    image = await shop.add(20)
    edited = await edit_gallery(shop.owner, [ReplacePicture(image_id=image, picture=await shop.picture(30))], BY)
    await undo(shop.owner, await shop.remove(image), BY)
    for number in (image, edited.gallery.images[image].picture.number):
        assert still_served(await picture_row(number), GRACE, now())
    await shop.days_pass(GRACE + 1)
    await shop.sweep()
    assert len(shop.originals()) == 1  # that of the first picture alone was put aside


async def test_a_replaced_picture_answers_for_the_grace_time_and_no_longer(shop: FilledShop) -> None:
    image = await shop.add(20)
    edited = await edit_gallery(shop.owner, [ReplacePicture(image_id=image, picture=await shop.picture(30))], BY)
    old, new = await picture_row(image), await picture_row(edited.gallery.images[image].picture.number)
    assert still_served(old, GRACE, now() + 29 * DAY)
    assert not still_served(old, GRACE, now() + 31 * DAY)
    assert still_served(new, GRACE, now() + 1000 * DAY)
    assert edited.entry is not None
    await undo(shop.owner, edited.entry, BY)
    assert (await picture_row(image)).retired_at is None
    assert (await picture_row(new.number)).retired_at is not None


async def test_within_the_grace_time_nothing_is_swept(shop: FilledShop) -> None:
    await shop.remove(await shop.add(20))
    await shop.days_pass(GRACE - 1)
    assert (await shop.sweep()).put_aside == 0
    assert len(shop.originals()) == 1


async def test_after_it_the_bytes_lie_aside_and_after_it_again_they_are_deleted(shop: FilledShop) -> None:
    entry = await shop.remove(await shop.add(20))
    await shop.days_pass(GRACE + 1)
    swept = await shop.sweep()
    assert (swept.put_aside, swept.deleted) == (1, 0)
    assert swept.put_aside_size > 0
    assert shop.originals() == []
    assert (await examine(shop.files)).healthy
    with pytest.raises(PictureSwept):
        await undo(shop.owner, entry, BY)
    assert (await shop.sweep()).put_aside == 0
    [day] = (shop.folder / "media" / "quarantine").iterdir()
    day.rename(day.with_name("2020-01-01"))
    assert (await shop.sweep()).deleted == 1
    assert [found async for found in shop.files.quarantined()] == []


async def test_bytes_that_another_image_shows_are_not_swept(shop: FilledShop) -> None:
    first, second = await shop.add(20), await shop.add(20)
    assert len(shop.originals()) == 1
    await shop.remove(first)
    await shop.days_pass(GRACE + 1)
    assert (await shop.sweep()).put_aside == 0
    await shop.remove(second)
    await shop.days_pass(GRACE + 1)
    assert (await shop.sweep()).put_aside == 1


async def test_a_new_upload_of_the_same_file_keeps_it_from_the_sweep(shop: FilledShop) -> None:
    await shop.remove(await shop.add(20))
    await shop.days_pass(GRACE + 1)
    await shop.picture(20)  # it is taken in, and not yet in a gallery
    assert (await shop.sweep()).put_aside == 0
    assert len(shop.originals()) == 1


async def test_an_old_orphan_is_put_aside_and_a_young_one_left_to_its_upload(shop: FilledShop) -> None:
    await shop.picture(20)
    assert (await shop.sweep()).put_aside == 0
    await shop.days_pass(2)
    assert (await shop.sweep()).put_aside == 1


async def test_what_a_killed_writer_left_is_deleted_once_nobody_can_be_at_it(shop: FilledShop) -> None:
    image = await shop.add(20)
    half = shop.folder / "media/originals/ab/abc#1"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"half")
    assert (await shop.sweep()).half_written == 0
    await shop.days_pass(1)
    assert (await shop.sweep()).half_written == 1
    assert not half.exists()
    assert (await examine(shop.files)).healthy
    assert (await picture_row(image)).content_hash


async def test_renditions_of_what_is_no_longer_kept_go_too(shop: FilledShop) -> None:
    image = await shop.add(20)
    digest = (await picture_row(image)).content_hash
    await shop.files.keep_bytes(f"renditions/{digest[:2]}/{digest}/fit-48x48.webp", b"small")
    await shop.remove(image)
    assert (await examine(shop.files)).stale_renditions == 0
    await shop.days_pass(GRACE + 1)
    assert (await shop.sweep()).put_aside == 2


async def test_the_doctor_tells_how_many_and_how_large(shop: FilledShop) -> None:
    _, lost, torn = [await shop.add(width) for width in (20, 21, 22)]
    await shop.files.keep_bytes("originals/ab/" + "ab" * 32, b"nobody's")
    await shop.files.keep_bytes("renditions/ab/" + "ab" * 32 + "/fit-48x48.webp", b"stale")
    media = shop.folder / "media"
    (media / original_key((await picture_row(lost)).content_hash)).unlink()
    (media / original_key((await picture_row(torn)).content_hash)).write_bytes(b"torn")
    report = await examine(shop.files)
    assert not report.healthy
    assert (report.pictures, report.files, len(report.missing), len(report.damaged)) == (3, 3, 1, 1)
    assert (report.orphaned, report.orphaned_size) == (["originals/ab/" + "ab" * 32], 8)
    assert (report.stale_renditions, report.stale_renditions_size) == (1, 5)
    assert report.size == sum(path.stat().st_size for path in (media / "originals").rglob("*") if path.is_file())


async def test_repairing_puts_aside_and_puts_back_and_deletes_nothing(shop: FilledShop) -> None:
    image = await shop.add(20)
    key = original_key((await picture_row(image)).content_hash)
    await shop.files.put_aside(key, date(2026, 1, 2))
    await shop.files.keep_bytes("originals/ab/" + "ab" * 32, b"nobody's")
    report = await examine(shop.files, repair=True)
    assert (report.healthy, report.put_back, report.put_aside) == (True, 1, 1)
    assert await shop.files.head(key) is not None


async def test_a_picture_put_back_in_the_second_of_its_upload_is_needed_again(shop: FilledShop) -> None:
    """Replaced several times within a second, pictures are dated ahead, so that their addresses differ."""
    image = await shop.add(20)
    for width in (30, 40):
        replaced = [ReplacePicture(image_id=image, picture=await shop.picture(width))]
        edited = await edit_gallery(shop.owner, replaced, BY)
    assert edited.entry is not None
    await undo(shop.owner, edited.entry, BY)
    second, third = (await pictures.of_image(image))[1::-1]
    assert (second.retired_at, third.retired_at is None) == (None, False)
