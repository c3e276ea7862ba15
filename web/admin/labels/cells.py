"""The cells that a form of the label grid sends: from our script, from a program, or all fields of the page."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from web.admin.labels.data import CellChange, Id
from web.gallery.errors import UnknownImage
from web.gallery.labels import same_text
from web.gallery.model import Gallery
from web.http.pages.forms import BadForm, Form
from web.http.pages.json_forms import BadJson
from web.http.pages.language import _
from web.services.editing.labels import LabelCell

Text = str | None
SentCell = CellChange | tuple[Id, Id, Text, Text]  # our script sends image, store, what was read, and the new text
T = TypeVar("T")


class ShownTexts(msgspec.Struct, frozen=True, array_like=True):
    """The texts of one image as the page showed them, by store."""

    image: int
    texts: dict[int, Text]


class ConflictChoice(msgspec.Struct, frozen=True, array_like=True):
    """The text that lost a conflict: it is known, and counts as read."""

    image: int
    store: int
    theirs: Text


def cells_of_program(form: Form) -> list[CellChange]:
    """Raises BadForm, BadJson."""
    form.require("cells")
    try:
        return _sent(form.raw("cells") or "[]")
    except msgspec.DecodeError as error:
        raise BadJson(str(error), "cells") from error


def cells_of_page(form: Form) -> list[CellChange]:
    """Cells that our script sends, or without it every field of the page. Raises BadForm."""
    try:
        return _sent(form.raw("cells")) if "cells" in form else [*_typed(form)]
    except msgspec.DecodeError as error:
        raise BadForm(_("The page sent something that it never showed. Reload it and try again."), "cells") from error


def as_read(cell: CellChange, gallery: Gallery) -> LabelCell:
    """The cell with the text that it is to replace: where its sender does not say, the one that is there."""
    was = _own_label(cell, gallery) if cell.was is UNSET else cell.was
    return LabelCell(cell.image, cell.store, was, cell.text)


def _own_label(cell: CellChange, gallery: Gallery) -> Text:
    try:
        return gallery.image(cell.image, cell.store).own_label(cell.store)
    except UnknownImage:
        return None


def _sent(cells: str) -> list[CellChange]:
    """Raises DecodeError."""
    return [_without_nul(one) for one in msgspec.json.decode(cells, type=list[SentCell])]


def _without_nul(cell: SentCell) -> CellChange:
    if isinstance(cell, tuple):
        image, store, was, text = cell
        cell = CellChange(image=image, store=store, was=was, text=text)
    return replace(cell, text=cell.text and cell.text.replace("\0", ""))


def _typed(form: Form) -> Iterator[CellChange]:
    used = {(one.image, one.store): one.theirs for one in _all_decoded(form, "use", ConflictChoice)}
    kept = {(one.image, one.store) for one in _all_decoded(form, "keep", ConflictChoice)}
    for row in _all_decoded(form, "was", ShownTexts):
        for store, shown in row.texts.items():
            key, field = (row.image, store), f"{row.image}.{store}"
            if field in form and key not in kept:
                was, text = used.get(key, shown), _text(form, field, shown)
                if not same_text(was, text):
                    yield CellChange(image=row.image, store=store, was=was, text=text)


def _text(form: Form, field: str, was: Text) -> Text:
    """Text of a field: as it was if only line ends differ, which browsers write in their way; blanks are none."""
    typed = form.as_typed(field)
    if was and same_text(typed, was):
        return was
    return typed if typed.strip() else "" if field in form.texts("empty") else None


def _all_decoded(form: Form, name: str, type: type[T]) -> list[T]:
    return [msgspec.json.decode(each, type=type) for each in form.texts(name)]
