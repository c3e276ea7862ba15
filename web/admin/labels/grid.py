"""The label grid: the values that it shows, images as rows and stores as columns, and the cells that it sends back."""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

import msgspec

from web.admin.gallery.opened import OpenGallery
from web.admin.shell.picture_sources import ResponsivePicture, thumbnail
from web.gallery.labels import same_text
from web.gallery.model import GLOBAL, Image
from web.gallery.owner import Owner
from web.http.pages.forms import BadForm, Form
from web.http.pages.language import _
from web.services.editing.labels import LabelCell, LabelConflict

CellKey = tuple[int, int]  # image and store
T = TypeVar("T")


class Column(msgspec.Struct, frozen=True):
    store: int
    name: str
    locale: str


class ConflictCell(msgspec.Struct, frozen=True):
    theirs: str | None
    keep: str  # what the buttons send
    use: str


class CellShown(msgspec.Struct, frozen=True, kw_only=True):
    store: int
    text: str | None
    inherited: str | None  # what counts where it has no text
    removed: bool  # from that store
    conflict: ConflictCell | None = None


class RowShown(msgspec.Struct, frozen=True, kw_only=True):
    image: int
    rank: int
    picture: ResponsivePicture
    file_name: str
    was: str  # for the form without JavaScript: the texts as they were read
    cells: tuple[CellShown, ...]


class GridPage(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    gallery: str
    here: str
    csv: str
    preview: str
    events: str
    revision: int
    columns: tuple[Column, ...]
    rows: tuple[RowShown, ...]
    total: int


def grid_page(
    opened: OpenGallery, conflicts: Collection[LabelConflict] = (), only: Collection[int] | None = None
) -> GridPage:
    """Values of the grid; of `only` these images, where they are given."""
    columns = columns_of(opened)
    conflicting = {(one.cell.image, one.cell.store): one for one in conflicts if not one.gone}
    listed = opened.gallery.listed()
    return GridPage(
        owner=opened.owner,
        gallery=opened.here,
        here=f"{opened.here}/labels",
        csv=f"{opened.here}/labels.csv",
        preview=f"{opened.here}/labels/preview",
        events=f"{opened.here}/events",
        revision=opened.owner.revision,
        columns=columns,
        rows=tuple(
            _row(image, rank, columns, conflicting)
            for rank, image in enumerate(listed, start=1)
            if only is None or image.id in only
        ),
        total=len(listed),
    )


def columns_of(opened: OpenGallery) -> tuple[Column, ...]:
    stores = (Column(store.id, store.name, store.locale) for store in opened.stores)
    return Column(GLOBAL, _("All stores"), ""), *stores


def _row(image: Image, rank: int, columns: tuple[Column, ...], conflicts: Mapping[CellKey, LabelConflict]) -> RowShown:
    cells = tuple(_cell(image, column.store, conflicts.get((image.id, column.store))) for column in columns)
    read = {
        cell.store: conflict.cell.was if (conflict := conflicts.get((image.id, cell.store))) else cell.text
        for cell in cells
        if not cell.removed
    }
    return RowShown(
        image=image.id,
        rank=rank,
        picture=thumbnail(image.picture, largest=320),
        file_name=image.picture.file_name,
        was=_json([image.id, read]),
        cells=cells,
    )


def _cell(image: Image, store: int, conflict: LabelConflict | None) -> CellShown:
    """A cell; where two texts conflict, its field holds the one that was not written."""
    return CellShown(
        store=store,
        text=conflict.cell.text if conflict else image.own_label(store),
        inherited=None if store == GLOBAL else image.label,
        removed=image.own(store).removed,
        conflict=_conflict(conflict) if conflict else None,
    )


def _conflict(conflict: LabelConflict) -> ConflictCell:
    place = [conflict.cell.image, conflict.cell.store]
    return ConflictCell(conflict.stored, _json([*place, None]), _json([*place, conflict.stored]))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


class ShownTexts(msgspec.Struct, frozen=True, array_like=True):
    """The texts of one image as the page showed them, by store."""

    image: int
    texts: dict[int, str | None]


class ConflictChoice(msgspec.Struct, frozen=True, array_like=True):
    """The text that lost a conflict: it is known, and counts as read."""

    image: int
    store: int
    theirs: str | None


def cells_of(form: Form) -> list[LabelCell]:
    """Cells that our script sends, or without it every field of the page. Raises BadForm."""
    if "cells" in form:
        cells = _decoded(form.raw("cells"), list[LabelCell])
        return [msgspec.structs.replace(cell, text=cell.text and cell.text.replace("\0", "")) for cell in cells]
    return [cell for cell in _typed(form) if not same_text(cell.was, cell.text)]


def _typed(form: Form) -> Iterator[LabelCell]:
    used = {(one.image, one.store): one.theirs for one in _all_decoded(form, "use", ConflictChoice)}
    kept = {(one.image, one.store) for one in _all_decoded(form, "keep", ConflictChoice)}
    for row in _all_decoded(form, "was", ShownTexts):
        for store, was in row.texts.items():
            key, field = (row.image, store), f"{row.image}.{store}"
            if field in form and key not in kept:
                yield LabelCell(*key, used.get(key, was), _text(form, field, was))


def _text(form: Form, field: str, was: str | None) -> str | None:
    """Text of a field: as it was if only line ends differ, which browsers write in their way; blanks are none."""
    typed = form.as_typed(field)
    if was and same_text(typed, was):
        return was
    return typed if typed.strip() else "" if field in form.texts("empty") else None


def _all_decoded(form: Form, name: str, type: type[T]) -> list[T]:
    return [_decoded(each, type) for each in form.texts(name)]


def _decoded(sent: str, type: type[T]) -> T:
    try:
        return msgspec.json.decode(sent, type=type)
    except msgspec.DecodeError as error:
        raise BadForm(_("The page sent something that it never showed. Reload it and try again.")) from error
