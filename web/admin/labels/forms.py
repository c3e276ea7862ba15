"""What the label grid sends: cells from our script, or every field of the page without JavaScript."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec
from litestar.datastructures import FormMultiDict

from web.gallery.expected_label import same_text
from web.http.pages.forms import BadForm, as_typed, text, texts, whole_number
from web.http.pages.language import _
from web.services.editing.labels import LabelCell

T = TypeVar("T")


class ShownTexts(msgspec.Struct, frozen=True, array_like=True):
    """The texts of one image as the page showed them, by store."""

    image: int
    texts: dict[int, str | None]


class ConflictChoice(msgspec.Struct, frozen=True, array_like=True):
    """Of two texts the one that is not in the field: it is known, and counts as read."""

    image: int
    store: int
    theirs: str | None


def cells_of(form: FormMultiDict) -> list[LabelCell]:
    """Raises BadForm."""
    if "cells" in form:
        cells = _decoded(text_of(form, "cells"), list[LabelCell])
        return [msgspec.structs.replace(cell, text=_clean(cell.text)) for cell in cells]
    return [cell for cell in _typed(form) if not same_text(cell.was, cell.text)]


def text_of(form: FormMultiDict, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _typed(form: FormMultiDict) -> Iterator[LabelCell]:
    known = {(one.image, one.store): one for one in (_decoded(each, ConflictChoice) for each in texts(form, "use"))}
    left = {(one.image, one.store) for one in (_decoded(each, ConflictChoice) for each in texts(form, "keep"))}
    empty = set(texts(form, "empty"))
    for row in (_decoded(each, ShownTexts) for each in texts(form, "was")):
        for store, was in row.texts.items():
            place, name = (row.image, store), f"{row.image}.{store}"
            if place in left or name not in form:
                continue
            read = known[place].theirs if place in known else was
            yield LabelCell(row.image, store, read, _meant(as_typed(form, name), was, name in empty))


def _meant(typed: str, was: str | None, empty: bool) -> str | None:
    """Browsers end lines in their own way: what was not typed anew stays what it was. Nothing but blanks is no text."""
    if was and same_text(typed, was):
        return was
    return typed if typed.strip() else "" if empty else None


def _clean(text: str | None) -> str | None:
    return text if text is None else text.replace("\0", "")


def _decoded(sent: str, type: type[T]) -> T:
    try:
        return msgspec.json.decode(sent, type=type)
    except msgspec.DecodeError as error:
        raise BadForm(_("The page sent something that it never showed. Reload it and try again.")) from error


def seen(form: FormMultiDict) -> int | None:
    """The revision that the page shows, where our script says it."""
    return whole_number(text(form, "seen"))
