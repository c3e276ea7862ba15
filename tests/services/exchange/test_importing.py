"""Imports and exports on both engines: real files, a real host, real galleries."""

from collections.abc import AsyncIterator
from ipaddress import ip_network
from pathlib import Path

import msgspec
import pytest

from tests.outbound.remote_hosts import Host, answer, listening
from tests.pictures import gif, jpeg, png, text_renamed, webp
from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.database.queries import import_jobs, journal
from web.database.tables import ImportJob
from web.database.tables import Owner as OwnerRow
from web.files.received import Limits
from web.files.store import FileStore
from web.gallery.edits import AssignRoles, ChangeImage, Edit, MoveImage, Placement, RemoveImage
from web.gallery.model import Actor, Gallery
from web.outbound.fetch import Fetcher
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner, gallery_of
from web.services.editing.write_path import edit_gallery
from web.services.exchange.csv_files import BadSheet
from web.services.exchange.export_folder import FolderInUse, export
from web.services.exchange.export_rows import SHEET
from web.services.exchange.importing import url_list
from web.services.exchange.importing.exported_folder import import_export
from web.services.exchange.importing.folder import import_files
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.patterns import read_pattern
from web.services.exchange.importing.row_result import RowResult
from web.services.exchange.importing.runs import NoSuchJob, import_left, jobs_in
from web.services.exchange.importing.url_jobs import TRIES, FetchedPicture, finish_job
from web.services.exchange.importing.url_list import import_list

pytestmark = pytest.mark.anyio
BY = Actor(dialect="admin")
KEPT = ("position", "label", "excluded", "focus", "variations", "overrides")
PATTERN = read_pattern("{sku}_{position}.{ext}")


@pytest.fixture
async def shop(database: Database) -> None:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))


@pytest.fixture
def context(tmp_path: Path) -> ImportContext:
    limits = Limits(max_bytes=2**20, max_pixels=10**6, temp_dir=tmp_path / "temp")
    fetcher = Fetcher(limits, (ip_network("127.0.0.0/8"),), connect=1, first_byte=1, total=2)
    return ImportContext(files=FileStore((tmp_path / "media").as_uri()), limits=limits, fetcher=fetcher)


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with listening() as host:
        yield host


def folder_of(path: Path, **files: bytes) -> Path:
    path.mkdir(exist_ok=True)
    for name, data in files.items():
        file = path / name.replace("__", "/")
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    return path


async def all_results(outcomes: AsyncIterator[RowResult]) -> list[RowResult]:
    return [outcome async for outcome in outcomes]


async def result_names(outcomes: AsyncIterator[RowResult]) -> list[str]:
    return [outcome.result for outcome in await all_results(outcomes)]


async def gallery(number: int, kind: str = "product") -> Gallery:
    return (await gallery_of(await find_owner(kind, ("id", str(number))))).gallery  # type: ignore[arg-type]


async def traces() -> list[tuple[int, int]]:
    """Revisions and journal entries of every owner."""
    return [
        (row["revision"], len(await journal.of_owner(row["id"])))
        for row in await OwnerRow.select(OwnerRow.id, OwnerRow.revision).order_by(OwnerRow.id)
    ]


@pytest.mark.usefixtures("shop")
async def test_files_go_where_their_names_say_and_each_has_its_line(tmp_path: Path, context: ImportContext) -> None:
    folder = folder_of(
        tmp_path / "in",
        **{"DOG-8_2.jpg": jpeg(), "DOG-8_10.png": png(), "more__MUG-28_1.gif": gif(), "X_1.jpg": webp()},
        **{"DOG-8_3.jpg": text_renamed(), "NOIMG_1.jpg": jpeg(8, 8), "readme.txt": b"x", ".hidden": b"x"},
    )
    by_source = {outcome.source: outcome for outcome in await all_results(import_files(folder, PATTERN, context))}
    assert {name: outcome.result for name, outcome in by_source.items()} == {
        "DOG-8_2.jpg": "added",
        "DOG-8_3.jpg": "refused",
        "DOG-8_10.png": "added",
        "more/MUG-28_1.gif": "added",
        "X_1.jpg": "refused",
        "NOIMG_1.jpg": "refused",
        "readme.txt": "refused",
    }
    assert "'X'" in (by_source["X_1.jpg"].reason or "")
    assert all("\n" not in (outcome.reason or "") for outcome in by_source.values())
    dog = await gallery(8)
    assert [(image.position, image.picture.file_name) for image in dog.listed()] == [
        (2, "DOG-8_2.jpg"),
        (10, "DOG-8_10.png"),
    ]
    (entry,) = await journal.of_owner((await find_owner("product", ("id", "28"))).id)
    assert entry.by == Actor(dialect="packshot")


@pytest.mark.usefixtures("shop")
async def test_a_folder_imported_again_leaves_no_trace_and_the_same_content_is_there_once(
    tmp_path: Path, context: ImportContext
) -> None:
    folder = folder_of(tmp_path / "in", **{"DOG-8_1.jpg": jpeg(), "DOG-8_2.jpg": jpeg(), "MUG-28_1.jpg": jpeg()})
    assert await result_names(import_files(folder, PATTERN, context)) == ["added", "already there", "added"]
    before = await traces()
    assert await result_names(import_files(folder, PATTERN, context)) == ["already there"] * 3
    assert await traces() == before


@pytest.mark.usefixtures("shop")
async def test_a_dry_run_says_the_same_and_keeps_nothing(tmp_path: Path, context: ImportContext) -> None:
    folder = folder_of(tmp_path / "in", **{"DOG-8_1.jpg": jpeg(), "DOG-8_2.jpg": text_renamed(), "DOG-8_3.jpg": jpeg()})
    before = await traces()
    dry = await result_names(import_files(folder, PATTERN, msgspec.structs.replace(context, dry_run=True)))
    assert await traces() == before
    assert not any(path.is_file() for path in (tmp_path / "media").rglob("*"))
    assert dry == await result_names(import_files(folder, PATTERN, context)) == ["added", "refused", "already there"]


@pytest.mark.usefixtures("shop")
async def test_roles_and_labels_may_stand_in_names_and_unknown_roles_are_refused(
    tmp_path: Path, context: ImportContext
) -> None:
    folder = folder_of(tmp_path / "in", **{"8-small_image-Très beau.jpg": jpeg(), "8-cover-x.jpg": png()})
    outcomes = await all_results(import_files(folder, read_pattern("{id}-{role}-{label}.{ext}"), context))
    assert [outcome.result for outcome in outcomes] == ["refused", "added"]
    dog = await gallery(8)
    (image,) = dog.images.values()
    assert (image.label, dog.holder("small_image")) == ("Très beau", image.id)


async def filled_shop(tmp_path: Path, context: ImportContext) -> None:
    """Galleries with everything a gallery may have."""
    folder = folder_of(
        tmp_path / "first",
        **{"DOG-8_1.jpg": jpeg(), "DOG-8_5.png": png(), "DOG-8_5.gif": gif(), "MUG-28_1.jpg": jpeg()},
    )
    await all_results(import_files(folder, PATTERN, context))
    dog = await find_owner("product", ("id", "8"))
    one, two, three = (image.id for image in (await gallery(8)).listed())
    edits: list[Edit] = [
        ChangeImage(image_id=one, label='=HYPERLINK("x")\r\n"quoted", and\ta tab', variations=(5596, 5595)),
        ChangeImage(image_id=one, label="Vu d'en haut", store=2),
        ChangeImage(image_id=one, label="", store=3),
        ChangeImage(image_id=two, excluded=True, focus=(250, 700)),
        ChangeImage(image_id=two, excluded=False, store=2),
        MoveImage(image_id=three, position=-4, store=2, place=Placement.EXACT),
        AssignRoles(image_id=one, roles=frozenset({"image", "hover_image"})),
        AssignRoles(image_id=two, roles=frozenset({"image"}), store=2),
        AssignRoles(image_id=one, roles=frozenset(), store=3),
        RemoveImage(image_id=three, store=4),
        ChangeImage(image_id=one, label="x", store=4),
        ChangeImage(image_id=one, label="x"),  # the fourth store repeats now what it would inherit
    ]
    await edit_gallery(dog, edits, BY)


def without_ids(value: Gallery) -> object:
    """A gallery without numbers, times and people."""
    place = {image.id: number for number, image in enumerate(sorted(value.images.values(), key=lambda one: one.id))}
    images = [
        [image.picture.content_hash, image.picture.file_name, *(getattr(image, name) for name in KEPT)]
        for image in sorted(value.images.values(), key=lambda one: one.id)
    ]
    roles = {
        store: {role: None if holder is None else place[holder] for role, holder in held.items()}
        for store, held in value.roles.items()
    }
    return images, roles


@pytest.mark.usefixtures("shop")
async def test_what_was_exported_and_is_imported_again_changes_nothing(tmp_path: Path, context: ImportContext) -> None:
    await filled_shop(tmp_path, context)
    assert await result_names(export(tmp_path / "out", context.files)) == ["written"] * 4
    before = await traces()
    assert await result_names(import_export(tmp_path / "out" / SHEET, context)) == ["already there"] * 4
    assert await traces() == before


@pytest.mark.usefixtures("shop")
async def test_an_empty_house_gets_equal_galleries(tmp_path: Path, context: ImportContext) -> None:
    await filled_shop(tmp_path, context)
    await all_results(export(tmp_path / "out", context.files))
    before = [without_ids(await gallery(number)) for number in (8, 28)]
    for number in (8, 28):
        owner = await find_owner("product", ("id", str(number)))
        await edit_gallery(owner, lambda there: [RemoveImage(image_id=image) for image in there.images], BY)
        await OwnerRow.raw("DELETE FROM role_holder WHERE owner = {}", owner.id)
    other = msgspec.structs.replace(context, files=FileStore((tmp_path / "other").as_uri()))
    dry_run_context = msgspec.structs.replace(other, dry_run=True)
    assert await result_names(import_export(tmp_path / "out" / SHEET, dry_run_context)) == ["added"] * 4
    assert await result_names(import_export(tmp_path / "out" / SHEET, other)) == ["added"] * 4
    assert [without_ids(await gallery(number)) for number in (8, 28)] == before
    traced = await traces()
    assert await result_names(import_export(tmp_path / "out" / SHEET, other)) == ["already there"] * 4
    assert await traces() == traced


@pytest.mark.usefixtures("shop")
async def test_what_was_changed_since_is_set_back_and_a_better_file_replaces_its_picture(
    tmp_path: Path, context: ImportContext
) -> None:
    await filled_shop(tmp_path, context)
    await all_results(export(tmp_path / "out", context.files))
    before = await gallery(8)
    one = before.listed()[0].id
    await edit_gallery(
        await find_owner("product", ("id", "8")), [ChangeImage(image_id=one, label="changed", store=2)], BY
    )
    (tmp_path / "out" / "MUG-28_1.jpg").write_bytes(png(32, 32))
    (tmp_path / "out" / "DOG-8_3.png").unlink(missing_ok=True)
    outcomes = await result_names(import_export(tmp_path / "out" / SHEET, context))
    assert outcomes == ["changed", "already there", "already there", "replaced"]
    assert without_ids(await gallery(8)) == without_ids(before)
    (mug,) = (await gallery(28)).images.values()
    assert mug.picture.format == "PNG"


@pytest.mark.usefixtures("shop")
async def test_a_missing_file_is_told_and_the_others_are_imported(tmp_path: Path, context: ImportContext) -> None:
    await filled_shop(tmp_path, context)
    await all_results(export(tmp_path / "out", context.files))
    dog = await find_owner("product", ("id", "8"))
    await edit_gallery(dog, lambda there: [RemoveImage(image_id=image) for image in there.images], BY)
    (tmp_path / "out" / "DOG-8_1.jpg").unlink()
    outcomes = await all_results(import_export(tmp_path / "out" / SHEET, context))
    assert sorted(outcome.result for outcome in outcomes) == ["added", "added", "already there", "refused"]
    assert len((await gallery(8)).images) == 2


@pytest.mark.usefixtures("shop")
async def test_an_export_begun_again_goes_on_and_no_other_folder_is_written_to(
    tmp_path: Path, context: ImportContext
) -> None:
    await filled_shop(tmp_path, context)
    await all_results(export(tmp_path / "out", context.files))
    with pytest.raises(FolderInUse):
        await all_results(export(tmp_path / "out", context.files))
    with pytest.raises(FolderInUse):
        await all_results(export(tmp_path / "first", context.files))
    (tmp_path / "out" / SHEET).rename(tmp_path / "out" / f".{SHEET}.part")
    (tmp_path / "out" / "MUG-28_1.jpg").write_bytes(b"half")
    assert sorted(await result_names(export(tmp_path / "out", context.files))) == ["already there"] * 3 + ["written"]


@pytest.mark.usefixtures("shop")
async def test_names_of_exported_files_are_safe_and_unlike_each_other(tmp_path: Path, context: ImportContext) -> None:
    same = {
        "products": [
            {"id": n, "slug": f"s{n}", "sku": sku, "name": sku}
            for n, sku in ((1, "a/b"), (2, "a-b"), (3, "A-B"), (4, "CON"), (5, ".."))
        ]
    }
    await catalogue_file.load(msgspec.json.encode(same))
    folder = folder_of(tmp_path / "in", **{f"{number}.jpg": jpeg() for number in range(1, 6)})
    await all_results(import_files(folder, read_pattern("{id}.jpg"), context))
    await all_results(export(tmp_path / "out", context.files))
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "a-b_1.jpg",
        "packshot.csv",
        "product-1-a-b_1.jpg",
        "product-3-A-B_1.jpg",
        "product-4-CON_1.jpg",
        "product-5-product_1.jpg",
    ]
    assert set(await result_names(import_export(tmp_path / "out" / SHEET, context))) == {"already there"}


def list_of(path: Path, *lines: str) -> Path:
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("shop")
async def test_addresses_are_fetched_once_each_and_a_dead_one_blocks_nobody(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    host.answers |= {"/b.png": answer(png()), "/text": answer(text_renamed())}
    host.silent.add("/silent.jpg")
    path = list_of(
        tmp_path / "list.csv",
        "sku,url,position,label,role,label:french",
        f"DOG-8,{host.url('/silent.jpg')},,,,",
        f"DOG-8,{host.url('/text')},,,,",
        f'DOG-8,{host.url()},3,"One, two",image thumbnail,Un',
        f"MUG-28,{host.url()},,,,",
        f"DOG-8,{host.url('/b.png')},,,cover,",
        f"NOBODY,{host.url('/b.png')},,,,",
        f"DOG-8,{host.url('/b.png')},,,,",
        "DOG-8,ftp://127.0.0.1/a.jpg,,,,",
    )
    outcomes = await all_results(import_list(path, context, False))
    assert sorted((int(one.source.partition(":")[2]), one.result) for one in outcomes) == [
        (2, "failed"),
        (3, "failed"),
        (4, "added"),
        (5, "added"),
        (6, "failed"),
        (7, "failed"),
        (8, "added"),
        (9, "refused"),
    ]
    assert len(host.asked) == 4
    dog = await gallery(8)
    image = next(image for image in dog.images.values() if image.picture.format == "JPEG")
    assert (image.position, image.label, image.label_at(2), dog.roles_of(image.id)) == (
        3,
        "One, two",
        "Un",
        frozenset({"image", "thumbnail"}),
    )
    before, asked = await traces(), len(host.asked)
    again = await all_results(import_list(path, context, False))
    assert sum(one.result == "already there" for one in again) == 3
    assert len(host.asked) == asked + 2
    assert await traces() == before


@pytest.mark.usefixtures("shop")
async def test_a_job_is_given_up_after_some_tries_and_tried_anew_when_asked(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    path = list_of(tmp_path / "list.csv", "id,url", f"8,{host.url('/later.jpg')}")
    tries = [(await result_names(import_list(path, context, False)))[0] for _ in range(TRIES + 1)]
    assert tries == ["failed"] * (TRIES - 1) + ["dead", "dead"]
    assert len(host.asked) == TRIES
    host.answers["/later.jpg"] = answer(jpeg())
    assert await result_names(import_left(context)) == ["added"]
    assert await result_names(import_left(context)) == []
    (job,) = await ImportJob.select()
    assert (job["state"], job["reason"], job["image"]) == ("done", None, *(await gallery(8)).images)


@pytest.mark.usefixtures("shop")
async def test_a_job_that_another_process_did_meanwhile_is_not_done_twice(
    tmp_path: Path, context: ImportContext, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = list_of(tmp_path / "list.csv", "id,url", f"8,{host.url()}")

    async def late(one: import_jobs.Job, fetched: FetchedPicture) -> RowResult:
        await import_jobs.finish(one.id, 99)
        return await finish_job(one, fetched)

    monkeypatch.setattr(url_list, "finish_job", late)
    assert await result_names(import_list(path, context, False)) == ["already there"]
    assert (await gallery(8)).images == {}


@pytest.mark.usefixtures("shop")
async def test_images_stand_in_the_order_of_the_list(tmp_path: Path, context: ImportContext, host: Host) -> None:
    names = [f"/{number}.jpg" for number in range(12)]
    host.answers |= {name: answer(jpeg(20 + number, 20)) for number, name in enumerate(names)}
    path = list_of(tmp_path / "list.csv", "sku,url", *(f"DOG-8,{host.url(name)}" for name in names))
    assert await result_names(import_list(path, context, False)) == ["added"] * 12
    assert [image.picture.width for image in (await gallery(8)).listed()] == list(range(20, 32))


@pytest.mark.usefixtures("shop")
async def test_single_jobs_are_taken_up_by_their_numbers_and_others_are_left(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    path = list_of(
        tmp_path / "list.csv", "id,url", f"8,{host.url('/1.png')}", f"8,{host.url('/2.gif')}", f"8,{host.url()}"
    )
    first, second, done = await all_results(import_list(path, context, False))
    assert [(one.id, one.state, one.tries) async for one in jobs_in()] == [
        (first.job, "failed", 1),
        (second.job, "failed", 1),
    ]
    host.answers |= {"/1.png": answer(png()), "/2.gif": answer(gif())}
    assert second.job is not None
    assert done.job is not None
    dry_run_context = msgspec.structs.replace(context, dry_run=True)
    assert await result_names(import_left(dry_run_context, [second.job])) == ["to fetch"]
    assert await result_names(import_left(context, [done.job, second.job])) == ["already there", "added"]
    assert [(one.id, one.state) async for one in jobs_in(["failed", "done"])] == [
        (first.job, "failed"),
        (second.job, "done"),
        (done.job, "done"),
    ]
    with pytest.raises(NoSuchJob, match="4711"):
        await all_results(import_left(context, [second.job, 4711]))


@pytest.mark.usefixtures("shop")
async def test_a_row_with_a_nul_is_refused_and_the_others_are_imported(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    path = list_of(tmp_path / "list.csv", "id,url,label", f"8,{host.url()},a\0b", f"28,{host.url()},ab")
    assert sorted(await result_names(import_list(path, context, False))) == ["added", "refused"]


@pytest.mark.usefixtures("shop")
async def test_a_list_with_a_column_that_means_nothing_is_refused_whole(tmp_path: Path, context: ImportContext) -> None:
    path = list_of(tmp_path / "list.csv", "sku,url,lable", "DOG-8,http://127.0.0.1/,x")
    with pytest.raises(BadSheet, match="lable"):
        await all_results(import_list(path, context, False))
    assert await ImportJob.count() == 0
