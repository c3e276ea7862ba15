"""Import jobs of a list of URLs on both engines, from a real host."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from tests.outbound.remote_host import Host, raw_response, remote_host
from tests.pictures import gif, jpeg, png, text_renamed
from tests.services.exchange.conftest import BY, all_results, gallery, result_names, revisions_and_entries
from web.database.queries import import_jobs
from web.database.tables import ImportJob
from web.gallery.edits import RemoveImage
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery
from web.services.exchange.csv_files import BadSheet
from web.services.exchange.importing import url_list
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.row_result import RowResult
from web.services.exchange.importing.runs import NoSuchJob, begin, import_left, jobs_in
from web.services.exchange.importing.url_jobs import TRIES, FetchedPicture, finish_job
from web.services.exchange.importing.url_list import import_list

pytestmark = pytest.mark.anyio


def write_list(path: Path, *lines: str) -> Path:
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("shop")
async def test_addresses_are_fetched_once_each_and_a_dead_one_blocks_nobody(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    host.responses |= {"/b.png": raw_response(png()), "/text": raw_response(text_renamed())}
    host.silent.add("/silent.jpg")
    path = write_list(
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
    assert len(host.requests) == 4
    dog = await gallery(8)
    image = next(image for image in dog.images.values() if image.picture.format == "JPEG")
    assert (image.position, image.label, image.label_at(2), dog.roles_of(image.id)) == (
        3,
        "One, two",
        "Un",
        frozenset({"image", "thumbnail"}),
    )
    before, requests = await revisions_and_entries(), len(host.requests)
    again = await all_results(import_list(path, context, False))
    assert sum(one.result == "already there" for one in again) == 3
    assert len(host.requests) == requests + 2
    assert await revisions_and_entries() == before


HEAD = "sku,url,position,label,role,label:french"


@pytest.mark.usefixtures("shop")
async def test_a_corrected_list_is_applied_as_one_edit_and_fetches_nothing(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    host.responses |= {"/b.png": raw_response(png()), "/c.gif": raw_response(gif())}
    a, b, c = host.url(), host.url("/b.png"), host.url("/c.gif")
    path = tmp_path / "list.csv"
    write_list(path, HEAD, f"DOG-8,{a},1,One,image thumbnail,Un", f"DOG-8,{b},2,Two,,", f"DOG-8,{c},3,,,")
    await all_results(import_list(path, context, False))
    requests, (revision, entries) = len(host.requests), (await revisions_and_entries())[0]
    write_list(path, HEAD, f"DOG-8,{a},1,First,thumbnail,", f"DOG-8,{b},5,,image,Deux", f"DOG-8,{c},3,,,")
    outcomes = await all_results(import_list(path, context, False))
    assert [(one.source[-1], one.result, one.reason) for one in outcomes] == [
        ("2", "changed", "label 'One' -> 'First'; role 'image thumbnail' -> 'thumbnail'"),
        ("3", "changed", "position 2 -> 5; role none -> 'image'; label:french none -> 'Deux'"),
        ("4", "already there", None),
    ]
    dog = await gallery(8)
    first, third, second = dog.listed()
    assert [(one.label, one.label_at(2), one.position) for one in (first, second, third)] == [
        ("First", "Un", 1),
        ("Two", "Deux", 5),
        (None, None, 3),
    ]
    assert (dog.holder("image"), dog.holder("thumbnail")) == (second.id, first.id)
    assert len(host.requests) == requests
    assert (await revisions_and_entries())[0] == (revision + 1, entries + 1)
    assert await result_names(import_list(path, context, False)) == ["already there"] * 3
    write_list(path, HEAD, f"DOG-8,{a},1,One,image thumbnail,Un")
    assert await result_names(import_list(path, context, False)) == ["changed"]  # as it was in the first list


@pytest.mark.usefixtures("shop")
async def test_neighbours_of_one_product_are_corrected_in_one_edit_wherever_a_batch_ends(
    tmp_path: Path, context: ImportContext, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(url_list, "BATCH", 2)
    names = [f"/{number}.jpg" for number in range(4)]
    host.responses |= {name: raw_response(jpeg(20 + number, 20)) for number, name in enumerate(names)}
    products = ("MUG-28", "DOG-8", "DOG-8", "DOG-8")
    rows = [f"{sku},{host.url(name)}" for sku, name in zip(products, names, strict=True)]
    await all_results(import_list(write_list(tmp_path / "list.csv", "sku,url", *rows), context, False))
    before = await revisions_and_entries()
    path = write_list(tmp_path / "list.csv", "sku,url,label", *(f"{row},New" for row in rows))
    assert await result_names(import_list(path, context, False)) == ["changed"] * 4
    changed = [one for one, old in zip(await revisions_and_entries(), before, strict=True) if one != old]
    assert sorted(changed) == sorted((revision + 1, entries + 1) for revision, entries in before if entries)


@pytest.mark.usefixtures("shop")
async def test_what_is_to_be_kept_or_only_tried_is_told_and_nothing_is_changed(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    host.responses |= {name: raw_response(jpeg()) for name in ("/a.jpg", "/same")}
    a, same = host.url("/a.jpg"), host.url("/same")
    path = write_list(tmp_path / "list.csv", HEAD, f"DOG-8,{a},1,One,,")
    await all_results(import_list(path, context, False))
    before = await revisions_and_entries()
    write_list(path, HEAD, f"DOG-8,{a},,Other,,", f"DOG-8,{a},1,,,", f"DOG-8,{same},,New,,")
    keep = msgspec.structs.replace(context, keep=True)
    for _ in range(2):
        outcomes = await all_results(import_list(path, keep, False))
        assert [one.result for one in outcomes] == ["different", "already there", "different"]
        assert outcomes[0].reason == "label 'One' -> 'Other'"
        assert await revisions_and_entries() == before
    dry_run = msgspec.structs.replace(context, dry_run=True)
    assert await result_names(import_list(path, dry_run, False)) == ["changed", "already there", "changed"]
    assert await revisions_and_entries() == before


@pytest.mark.usefixtures("shop")
async def test_a_picture_that_is_there_from_elsewhere_becomes_as_its_row_says(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    host.responses |= {name: raw_response(jpeg()) for name in ("/a.jpg", "/same")}
    a, same = host.url("/a.jpg"), host.url("/same")
    path = write_list(tmp_path / "list.csv", "sku,url,label", f"DOG-8,{a},", f"DOG-8,{same},New")
    assert await result_names(import_list(path, context, False)) == ["added", "changed"]
    (image,) = (await gallery(8)).images.values()
    assert image.label == "New"
    assert [(one.state, one.image) async for one in jobs_in(["done"])] == [("done", image.id)] * 2


@pytest.mark.usefixtures("shop")
async def test_rows_that_name_one_image_twice_come_to_rest(tmp_path: Path, context: ImportContext, host: Host) -> None:
    rows = (f"DOG-8,{host.url()},One,image", f"DOG-8,{host.url()},Two,image")
    path = write_list(tmp_path / "list.csv", "sku,url,label,role", *rows)
    assert await result_names(import_list(path, context, False)) == ["added", "changed"]
    before = await revisions_and_entries()
    assert await result_names(import_list(path, context, False)) == ["already there"] * 2
    assert await revisions_and_entries() == before


@pytest.mark.usefixtures("shop")
async def test_a_correction_that_is_refused_fails_its_row_alone_and_what_was_removed_stays_removed(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    host.responses |= {"/b.png": raw_response(png()), "/c.gif": raw_response(gif())}
    names = [host.url(), host.url("/b.png"), host.url("/c.gif")]
    path = write_list(tmp_path / "list.csv", HEAD, *(f"DOG-8,{url},,,," for url in names))
    await all_results(import_list(path, context, False))
    first, second, third = (await gallery(8)).listed()
    edits = [RemoveImage(image_id=first.id, store=2), RemoveImage(image_id=third.id)]
    await edit_gallery(await find_owner("product", ("id", "8")), edits, BY)
    write_list(path, HEAD, f"DOG-8,{names[0]},,,,Un", f"DOG-8,{names[1]},,B,,", f"DOG-8,{names[2]},,,,")
    outcomes = await all_results(import_list(path, context, False))
    assert [one.result for one in outcomes] == ["failed", "changed", "already there"]
    assert outcomes[0].reason == f"image {first.id} is not in this gallery"
    assert [(one.id, one.label) for one in (await gallery(8)).listed()] == [(first.id, None), (second.id, "B")]


@pytest.mark.usefixtures("shop")
async def test_a_job_is_given_up_after_some_tries_and_tried_anew_when_asked(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    path = write_list(tmp_path / "list.csv", "id,url", f"8,{host.url('/later.jpg')}")
    tries = [(await result_names(import_list(path, context, False)))[0] for _ in range(TRIES + 1)]
    assert tries == ["failed"] * (TRIES - 1) + ["dead", "dead"]
    assert len(host.requests) == TRIES
    host.responses["/later.jpg"] = raw_response(jpeg())
    assert await result_names(import_left(context)) == ["added"]
    assert await result_names(import_left(context)) == []
    (job,) = await ImportJob.select()
    assert (job["state"], job["reason"], job["image"]) == ("done", None, *(await gallery(8)).images)


@pytest.mark.usefixtures("shop")
async def test_a_job_that_another_process_did_meanwhile_is_not_done_twice(
    tmp_path: Path, context: ImportContext, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_list(tmp_path / "list.csv", "id,url", f"8,{host.url()}")

    async def late(one: import_jobs.Job, fetched: FetchedPicture) -> RowResult:
        await import_jobs.finish(one.id, 99)
        return await finish_job(one, fetched)

    monkeypatch.setattr(url_list, "finish_job", late)
    assert await result_names(import_list(path, context, False)) == ["already there"]
    assert (await gallery(8)).images == {}


@pytest.mark.usefixtures("shop")
async def test_images_stand_in_the_order_of_the_list(tmp_path: Path, context: ImportContext, host: Host) -> None:
    names = [f"/{number}.jpg" for number in range(12)]
    host.responses |= {name: raw_response(jpeg(20 + number, 20)) for number, name in enumerate(names)}
    path = write_list(tmp_path / "list.csv", "sku,url", *(f"DOG-8,{host.url(name)}" for name in names))
    assert await result_names(import_list(path, context, False)) == ["added"] * 12
    assert [image.picture.width for image in (await gallery(8)).listed()] == list(range(20, 32))


@pytest.mark.usefixtures("shop")
async def test_single_jobs_are_taken_up_by_their_numbers_and_others_are_left(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    path = write_list(
        tmp_path / "list.csv", "id,url", f"8,{host.url('/1.png')}", f"8,{host.url('/2.gif')}", f"8,{host.url()}"
    )
    first, second, done = await all_results(import_list(path, context, False))
    assert [(one.id, one.state, one.tries) async for one in jobs_in()] == [
        (first.job, "failed", 1),
        (second.job, "failed", 1),
    ]
    host.responses |= {"/1.png": raw_response(png()), "/2.gif": raw_response(gif())}
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
    path = write_list(tmp_path / "list.csv", "id,url,label", f"8,{host.url()},a\0b", f"28,{host.url()},ab")
    assert sorted(await result_names(import_list(path, context, False))) == ["added", "refused"]


@pytest.mark.usefixtures("shop")
async def test_a_list_as_spreadsheets_save_it_means_the_same(
    tmp_path: Path, context: ImportContext, host: Host
) -> None:
    host.responses |= {"/b.png": raw_response(png()), "/c.gif": raw_response(gif())}
    lines = [
        "sep=;",
        "ID;\u00a0Sku ;URL;Position;Role;Label : French;",
        f"8.0;DOG-8\u00a0;{host.url()}\u00a0;3.0;image\u00a0thumbnail;Un;",
        f";28.0;{host.url('/b.png')};1,0;;;",
        f";\u200bLAMP\u00a01/2;{host.url('/c.gif')};\u00a0;;;",
        ";;;;;;",
        "\u00a0;;;;;;",
    ]
    path = tmp_path / "list.csv"
    path.write_bytes("\r\n".join(lines).encode("utf-16"))
    assert await result_names(import_list(path, context, False)) == ["added"] * 3
    dog = await gallery(8)
    (image,) = dog.images.values()
    assert (image.position, image.label_at(2), dog.roles_of(image.id)) == (3, "Un", frozenset({"image", "thumbnail"}))
    assert [len((await gallery(number)).images) for number in (200, 28, 123)] == [1, 0, 1]


@pytest.mark.usefixtures("shop")
async def test_a_key_is_first_looked_up_as_it_stands_there(tmp_path: Path, context: ImportContext, host: Host) -> None:
    same = [
        {"id": n, "slug": f"s{n}", "sku": sku, "name": sku} for n, sku in ((1, "A "), (2, "A"), (3, "7.0"), (4, "7"))
    ]
    await catalogue_file.load(msgspec.json.encode({"products": same}))
    path = write_list(tmp_path / "list.csv", "sku,url", f"A ,{host.url()}", f"7.0,{host.url()}")
    assert await result_names(import_list(path, context, False)) == ["added"] * 2
    assert [len((await gallery(number)).images) for number in (1, 2, 3, 4)] == [1, 0, 1, 0]


@pytest.mark.usefixtures("shop")
async def test_a_cell_below_no_heading_refuses_its_row(tmp_path: Path, context: ImportContext, host: Host) -> None:
    path = write_list(tmp_path / "list.csv", "sku,,url", f"DOG-8,,{host.url()}", f"DOG-8,Red,{host.url()}")
    refused, added = await all_results(import_list(path, context, False))
    assert (refused.result, added.result) == ("refused", "added")
    assert refused.reason == "'Red' stands below no heading"


@pytest.mark.usefixtures("shop")
async def test_a_list_with_a_column_that_means_nothing_is_refused_whole(tmp_path: Path, context: ImportContext) -> None:
    path = write_list(tmp_path / "list.csv", "sku,url,lable", "DOG-8,http://127.0.0.1/,x")
    with pytest.raises(BadSheet, match=r"lable.* sku, url, lable, .* sku, id, slug, url, position, label, role"):
        await all_results(import_list(path, context, False))
    path = write_list(tmp_path / "list.csv", "url,label", "http://127.0.0.1/,x")
    with pytest.raises(BadSheet, match=r"no column sku, id or slug; .* url, label"):
        await all_results(import_list(path, context, False))
    path = write_list(tmp_path / "list.csv", "sku,address", "DOG-8,http://127.0.0.1/")
    with pytest.raises(BadSheet, match=r"no column url.* sku, address"):
        await begin(path, None, False, context)
    assert await ImportJob.count() == 0


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with remote_host() as host:
        yield host
