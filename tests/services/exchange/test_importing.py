"""Imports of folders and exports on both engines: real files, real galleries."""

import csv
import re
from pathlib import Path

import msgspec
import pytest

from tests.pictures import gif, jpeg, png, text_renamed, webp
from tests.services.exchange.conftest import BY, all_results, gallery, result_names, revisions_and_entries, write_folder
from web.database.queries import journal
from web.database.tables import Owner as OwnerRow
from web.files.store import FileStore
from web.gallery.edits import AssignRoles, ChangeImage, Edit, MoveImage, Placement, RemoveImage
from web.gallery.model import Actor, Gallery
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery
from web.services.exchange.export_folder import FolderInUse, export
from web.services.exchange.export_rows import SHEET
from web.services.exchange.importing.exported_folder import import_export
from web.services.exchange.importing.folder import import_files
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.patterns import read_pattern
from web.services.exchange.importing.runs import begin

pytestmark = pytest.mark.anyio
KEPT = ("position", "label", "excluded", "focus", "variations", "overrides")
PATTERN = read_pattern("{sku}_{position}.{ext}")


@pytest.mark.usefixtures("shop")
async def test_files_go_where_their_names_say_and_each_has_its_line(tmp_path: Path, context: ImportContext) -> None:
    folder = write_folder(
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
    assert entry.by == Actor(dialect="cli")


@pytest.mark.usefixtures("shop")
async def test_a_folder_imported_again_leaves_no_trace_and_the_same_content_is_there_once(
    tmp_path: Path, context: ImportContext
) -> None:
    folder = write_folder(tmp_path / "in", **{"DOG-8_1.jpg": jpeg(), "DOG-8_2.jpg": jpeg(), "MUG-28_1.jpg": jpeg()})
    assert await result_names(import_files(folder, PATTERN, context)) == ["added", "already there", "added"]
    before = await revisions_and_entries()
    assert await result_names(import_files(folder, PATTERN, context)) == ["already there"] * 3
    assert await revisions_and_entries() == before


@pytest.mark.usefixtures("shop")
async def test_a_dry_run_says_the_same_and_keeps_nothing(tmp_path: Path, context: ImportContext) -> None:
    folder = write_folder(
        tmp_path / "in", **{"DOG-8_1.jpg": jpeg(), "DOG-8_2.jpg": text_renamed(), "DOG-8_3.jpg": jpeg()}
    )
    before = await revisions_and_entries()
    dry = await result_names(import_files(folder, PATTERN, msgspec.structs.replace(context, dry_run=True)))
    assert await revisions_and_entries() == before
    assert not any(path.is_file() for path in (tmp_path / "media").rglob("*"))
    assert dry == await result_names(import_files(folder, PATTERN, context)) == ["added", "refused", "already there"]


async def order_of(number: int) -> list[tuple[str, int]]:
    """File names and positions, in the gallery's order."""
    return [(image.picture.file_name, image.position) for image in (await gallery(number)).listed()]


@pytest.mark.usefixtures("shop")
async def test_pictures_of_a_folder_stand_in_their_order_after_those_that_were_there(
    tmp_path: Path, context: ImportContext
) -> None:
    old = write_folder(tmp_path / "old", **{"DOG-8_1.jpg": jpeg(), "DOG-8_2.jpg": jpeg(9, 9), "MUG-28_7.jpg": jpeg()})
    await all_results(import_files(old, PATTERN, context))
    new = write_folder(
        tmp_path / "new",
        **{"DOG-8_2.png": png(), "DOG-8_1.png": png(9, 9), "b__DOG-8_1.gif": gif(), "DOG-8_7.jpg": jpeg(9, 9)},
        **{"MUG-28_1.gif": gif(), "MUG-28_7.gif": png()},
    )
    await all_results(import_files(new, PATTERN, context))
    assert await order_of(8) == [
        ("DOG-8_1.jpg", 1),
        ("DOG-8_2.jpg", 2),
        ("DOG-8_1.png", 3),
        ("DOG-8_1.gif", 3),
        ("DOG-8_2.png", 4),
    ]
    assert await order_of(28) == [("MUG-28_7.jpg", 7), ("MUG-28_1.gif", 8), ("MUG-28_7.gif", 14)]


@pytest.mark.usefixtures("shop")
async def test_an_import_that_was_ended_half_way_goes_on_placing_where_it_stopped(
    tmp_path: Path, context: ImportContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.services.exchange.importing.folder.BATCH", 2)
    await all_results(import_files(write_folder(tmp_path / "old", **{"DOG-8_4.gif": gif()}), PATTERN, context))
    files = {f"DOG-8_{number}.jpg": jpeg(8 + number, 8) for number in (1, 2, 3, 5, 6)}
    first = write_folder(tmp_path / "first", **dict(list(files.items())[:3]))
    await all_results(import_files(first, PATTERN, context))
    whole = write_folder(tmp_path / "whole", **files)
    await all_results(import_files(whole, PATTERN, context))
    assert await order_of(8) == [("DOG-8_4.gif", 4), *((f"DOG-8_{n}.jpg", 4 + n) for n in (1, 2, 3, 5, 6))]


@pytest.mark.usefixtures("shop")
async def test_what_systems_lay_among_pictures_is_nobodys_failure(tmp_path: Path, context: ImportContext) -> None:
    names = ("Thumbs.db", "desktop.ini", "Desktop.INI", ".DS_Store", "__MACOSX/x/._DOG-8_1.jpg", "a/Thumbs.db")
    inside = write_folder(tmp_path / "in", **{"DOG-8_1.jpg": jpeg()})
    for name in (*names, "@eaDir/DOG-8_1.jpg", "~$list.xlsx"):
        (inside / name).parent.mkdir(parents=True, exist_ok=True)
        (inside / name).write_bytes(b"x")
    assert await result_names(import_files(inside, PATTERN, context)) == ["added"]


@pytest.mark.usefixtures("shop")
async def test_roles_and_labels_may_stand_in_names_and_unknown_roles_are_refused(
    tmp_path: Path, context: ImportContext
) -> None:
    folder = write_folder(tmp_path / "in", **{"8-small_image-Très beau.jpg": jpeg(), "8-cover-x.jpg": png()})
    outcomes = await all_results(import_files(folder, read_pattern("{id}-{role}-{label}.{ext}"), context))
    assert [outcome.result for outcome in outcomes] == ["refused", "added"]
    dog = await gallery(8)
    (image,) = dog.images.values()
    assert (image.label, dog.holder("small_image")) == ("Très beau", image.id)


async def filled_shop(tmp_path: Path, context: ImportContext) -> None:
    """Galleries with everything a gallery may have."""
    folder = write_folder(
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
    before = await revisions_and_entries()
    assert await result_names(import_export(tmp_path / "out" / SHEET, context)) == ["already there"] * 4
    assert await revisions_and_entries() == before


def saved_by_a_spreadsheet(sheet: Path) -> None:
    """Write the CSV again as spreadsheets may: UTF-16, semicolons, decimals, headings and keys with odd blanks."""
    names, *table = csv.reader(sheet.read_text("utf-8-sig").splitlines(keepends=True))
    numbers = {"id", "image", "position", "position:french", "variations"}
    with sheet.open("w", encoding="utf-16", newline="") as file:
        file.write("sep=;\r\n")
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*(f"{name.upper()}\u00a0" for name in names), ""])
        for row in table:
            cells = zip(names, row, strict=True)
            decimal = [re.sub(r"\d+", r"\g<0>.0", cell) if name in numbers else cell for name, cell in cells]
            writer.writerow([*(f"{cell}\u00a0" if place < 6 else cell for place, cell in enumerate(decimal)), ""])


@pytest.mark.usefixtures("shop")
async def test_an_export_that_a_spreadsheet_saved_again_changes_nothing(tmp_path: Path, context: ImportContext) -> None:
    await filled_shop(tmp_path, context)
    await all_results(export(tmp_path / "out", context.files))
    before = await revisions_and_entries()
    saved_by_a_spreadsheet(tmp_path / "out" / SHEET)
    _, results = await begin(tmp_path / "out", None, False, context)
    assert await result_names(results) == ["already there"] * 4
    assert await revisions_and_entries() == before


@pytest.mark.usefixtures("shop")
async def test_an_empty_installation_gets_equal_galleries(tmp_path: Path, context: ImportContext) -> None:
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
    entries_before = await revisions_and_entries()
    assert await result_names(import_export(tmp_path / "out" / SHEET, other)) == ["already there"] * 4
    assert await revisions_and_entries() == entries_before


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
    folder = write_folder(tmp_path / "in", **{f"{number}.jpg": jpeg() for number in range(1, 6)})
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
