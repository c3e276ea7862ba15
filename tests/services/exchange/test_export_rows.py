"""Galleries as rows of a CSV: everything of them returns."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.gallery.galleries import NOW, histories
from web.gallery.apply import apply
from web.gallery.edits import Arrange, Edit
from web.gallery.model import Gallery
from web.gallery.owner import Owner, Store
from web.services.exchange.csv_files import rows, writer_of
from web.services.exchange.export_rows import columns, rows_of
from web.services.exchange.importing.exported_rows import matched, read_export_row

STORES = tuple(
    Store(id=number, code=code, name=code, locale="", active=True, is_default=False)
    for number, code in ((1, "default"), (2, "a:b"))
)
OWNER = Owner(
    id=1,
    kind="product",
    shop_id=8,
    slug="dog",
    sku="=DOG",
    name="Dog",
    visible=True,
    supports_images=True,
    every_store=True,
    revision=0,
    shop_revision=0,
)


def read_back(gallery: Gallery) -> Arrange:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            sheet = writer_of(file)
            sheet.writerow(columns(STORES))
            sheet.writerows(rows_of(OWNER, gallery, STORES, {number: f"{number}.jpg" for number in gallery.images}))
        read = [read_export_row(row, {store.code: store.id for store in STORES}) for row in rows(path)]
    found = matched([one for one in read if one.file], {one.line: one.content_hash for one in read}, gallery)
    assert all(found[one.line].id == one.image for one in read if one.file)
    roles: dict[int, dict[str, int | None]] = {}
    for one in read:
        for store, named in one.roles.items():
            roles.setdefault(store, {}).update(dict.fromkeys(named, one.image or None))
    return Arrange(images={one.image: one.arranged for one in read if one.file}, roles=roles)


@given(histories())
def test_arranging_a_gallery_as_it_was_written_changes_nothing(edits: list[Edit]) -> None:
    gallery = apply(Gallery(), edits, NOW)
    assert apply(gallery, [read_back(gallery)], NOW + 1) == gallery


@given(histories(), st.data())
def test_arranging_a_gallery_that_went_on_gives_it_back_what_its_images_had(
    edits: list[Edit], data: st.DataObject
) -> None:
    """Images stay, none is removed; those that came since keep what they have."""
    some = data.draw(st.integers(0, len(edits)))
    before, after = apply(Gallery(), edits[:some], NOW), apply(Gallery(), edits, NOW)
    remaining = {number: image for number, image in before.images.items() if number in after.images}
    if len(remaining) < len(before.images):
        return
    arranged = apply(after, [read_back(before)], NOW)
    for number, image in remaining.items():
        now = arranged.images[number]
        assert (now.position, now.label, now.excluded, now.focus, now.overrides) == (
            image.position,
            image.label,
            image.excluded,
            image.focus,
            image.overrides,
        )
    for store, held in before.roles.items():
        assert {role: arranged.roles.get(store, {}).get(role) for role in held} == held
