"""The label grid: the texts of a gallery, images as rows and stores as columns, and what its page needs beside them."""

from collections.abc import Collection, Mapping

import msgspec

from web.admin.gallery.opened import OpenGallery
from web.admin.labels.data import LabelCellData, LabelRowData, LabelsData, LabelsEditData, labels_data
from web.admin.shell.picture_sources import ResponsivePicture, thumbnail
from web.gallery.model import Picture
from web.services.editing.labels import LabelConflict

CellKey = tuple[int, int]  # image and store


class ConflictCell(msgspec.Struct, frozen=True):
    mine: str | None  # what the field holds
    theirs: str | None
    keep: str  # what the buttons send
    use: str


class CellShown(msgspec.Struct, frozen=True):
    data: LabelCellData
    conflict: ConflictCell | None


class RowShown(msgspec.Struct, frozen=True, kw_only=True):
    data: LabelRowData
    picture: ResponsivePicture
    was: str  # for the form without JavaScript: the texts as they were read
    cells: tuple[CellShown, ...]


class GridPage(msgspec.Struct, frozen=True, kw_only=True):
    data: LabelsData
    rows: tuple[RowShown, ...]


def grid_page(
    opened: OpenGallery,
    conflicts: Collection[LabelConflict] = (),
    only: Collection[int] | None = None,
    edit: LabelsEditData | None = None,
) -> GridPage:
    """Values of the grid; of `only` these images, where they are given. `edit`: what was just done."""
    data = labels_data(opened, only, edit)
    conflicting = {(one.cell.image, one.cell.store): one for one in conflicts if not one.gone}
    images = opened.gallery.images
    return GridPage(
        data=data,
        rows=tuple(_row(row, images[row.image].picture, conflicting) for row in data.rows),
    )


def _row(row: LabelRowData, picture: Picture, conflicts: Mapping[CellKey, LabelConflict]) -> RowShown:
    conflicting = {cell.store: conflicts.get((row.image, cell.store)) for cell in row.cells}
    read = {
        cell.store: conflict.cell.was if (conflict := conflicting[cell.store]) else cell.text
        for cell in row.cells
        if not cell.removed
    }
    return RowShown(
        data=row,
        picture=thumbnail(picture, largest=320),
        was=_json([row.image, read]),
        cells=tuple(CellShown(cell, _conflict(conflicting[cell.store])) for cell in row.cells),
    )


def _conflict(conflict: LabelConflict | None) -> ConflictCell | None:
    if conflict is None:
        return None
    cell, stored = conflict.cell, conflict.stored
    place = [cell.image, cell.store]
    return ConflictCell(cell.text, stored, _json([*place, None]), _json([*place, stored]))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
