"""The texts of a gallery, free of words: for programs, and for the label grid.

Part of Packshot's own API, like `web/admin/gallery/data.py`. Store 0 is what every store inherits.
"""

from collections.abc import Collection, Sequence
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from web.admin.gallery.data import EditData, edit_data
from web.admin.gallery.opened import OpenGallery
from web.admin.shell.data import OwnerData, PictureFileData, StoreData, owner_data, picture_file, store_data
from web.gallery.model import GLOBAL, Image
from web.services.editing.labels import LabelCell, LabelConflict, LabelPlan
from web.services.editing.write_path import Edited
from web.services.exchange.labels_csv import CsvProblem

Id = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class CellChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to be written. `was`: the one that it was read as; left out, it does not matter what is there.

    Null: no text of its own; empty: on purpose.
    """

    image: Id
    store: Id
    was: str | UnsetType | None = UNSET
    text: str | None


class LabelCellData(msgspec.Struct, frozen=True, kw_only=True):
    """The text of an image at a store. `text`: null where it has none of its own, empty where that is on purpose."""

    store: int
    text: str | None
    inherited: str | None  # what counts at the store where it has no text of its own
    removed: bool  # from this store alone


class LabelRowData(msgspec.Struct, frozen=True, kw_only=True):
    """An image with its texts: for all stores first, then at each of them. `rank`: among the images, from 1."""

    image: int
    rank: int
    picture: PictureFileData
    cells: tuple[LabelCellData, ...]


class LabelConflictData(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that was not written, since somebody else was first. `stored`: what is there now."""

    image: int
    store: int
    text: str | None  # as it was sent
    stored: str | None
    gone: bool  # the image, or its place in that store


class LabelsEditData(EditData, frozen=True, kw_only=True):
    """What was written. `saved`: how many texts."""

    saved: int
    conflicts: tuple[LabelConflictData, ...]


class LabelsLinks(msgspec.Struct, frozen=True, kw_only=True):
    gallery: str
    labels: str  # where texts are read and saved
    csv: str
    preview: str  # where a CSV file is posted, to see what it would change
    events: str  # server-sent: each new revision of the gallery


class LabelsData(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of a gallery. `images`: how many it has; `rows`: those that were sent alone, where `seen` says so."""

    owner: OwnerData
    revision: int
    stores: tuple[StoreData, ...]
    images: int
    rows: tuple[LabelRowData, ...]
    links: LabelsLinks
    edit: LabelsEditData | None = None  # in the answer to saving


class LabelsPreviewData(msgspec.Struct, frozen=True, kw_only=True):
    """What a CSV file would change, to be sent as `cells`; and what of it is left out, by its line."""

    owner: OwnerData
    changes: tuple[CellChange, ...]
    problems: tuple[CsvProblem, ...]
    links: LabelsLinks


def labels_data(
    opened: OpenGallery, only: Collection[int] | None = None, edit: LabelsEditData | None = None
) -> LabelsData:
    """The texts; of `only` these images, where they are given."""
    listed = opened.gallery.listed()
    return LabelsData(
        owner=owner_data(opened.owner),
        revision=opened.owner.revision,
        stores=tuple(map(store_data, opened.stores)),
        images=len(listed),
        rows=tuple(
            _row(image, rank, (GLOBAL, *(store.id for store in opened.stores)))
            for rank, image in enumerate(listed, start=1)
            if only is None or image.id in only
        ),
        links=labels_links(opened.here),
        edit=edit,
    )


def labels_links(gallery: str) -> LabelsLinks:
    return LabelsLinks(
        gallery=gallery,
        labels=f"{gallery}/labels",
        csv=f"{gallery}/labels.csv",
        preview=f"{gallery}/labels/preview",
        events=f"{gallery}/events",
    )


def _row(image: Image, rank: int, stores: Sequence[int]) -> LabelRowData:
    cells = tuple(_cell(image, store) for store in stores)
    return LabelRowData(image=image.id, rank=rank, picture=picture_file(image.picture), cells=cells)


def _cell(image: Image, store: int) -> LabelCellData:
    return LabelCellData(
        store=store,
        text=image.own_label(store),
        inherited=None if store == GLOBAL else image.label,
        removed=image.own(store).removed,
    )


def labels_edit_data(edited: Edited, plan: LabelPlan) -> LabelsEditData:
    done = msgspec.structs.asdict(edit_data(edited))
    return LabelsEditData(**done, saved=len(plan.cells), conflicts=tuple(map(_conflict, plan.conflicts)))


def _conflict(conflict: LabelConflict) -> LabelConflictData:
    cell = conflict.cell
    return LabelConflictData(
        image=cell.image, store=cell.store, text=cell.text, stored=conflict.stored, gone=conflict.gone
    )


def cell_change(cell: LabelCell) -> CellChange:
    return CellChange(image=cell.image, store=cell.store, was=cell.was, text=cell.text)
