"""What a row of an export says, and which image of a gallery it is about."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from web.gallery.edits import Arranged
from web.gallery.model import GLOBAL, MIDDLE, Gallery, Image, Override, Point
from web.services.exchange.csv_cells import whole_number, words_in
from web.services.exchange.csv_files import Row
from web.services.exchange.export_rows import AT_STORE
from web.services.exchange.importing.find_owner import no_nul, storable
from web.services.exchange.importing.row_result import RowRefused

YES_NO = {"yes": True, "no": False, None: None}


class ExportRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says. `image` and `content_hash` are those of the installation that the row was written in."""

    line: int
    image: int
    file: str | None
    file_name: str | None
    content_hash: str | None
    arranged: Arranged
    roles: Mapping[int, tuple[str, ...]]  # by store


def read_export_row(row: Row, stores: Mapping[str, int]) -> ExportRow:
    """Raises Refused."""
    no_nul(row)
    own = {store: _own(row, code) for code, store in stores.items()}
    roles = {GLOBAL: words_in(row.text("roles"))}
    roles |= {store: words_in(row.text(f"roles:{code}")) for code, store in stores.items()}
    return ExportRow(
        line=row.line,
        image=_number(row.text("image"), "image") or 0,
        file=row.text("file"),
        file_name=row.text("file_name"),
        content_hash=row.text("sha256"),
        arranged=_arranged(row, {store: one for store, one in own.items() if one != Override()}),
        roles={store: tuple(named) for store, named in roles.items() if named},
    )


def _own(row: Row, code: str) -> Override:
    says = {name: row.text(f"{name}:{code}") for name in AT_STORE}
    return Override(
        label=says["label"],
        position=_number(says["position"], f"position:{code}"),
        excluded=_yes(says["excluded"], f"excluded:{code}"),
        removed=_yes(says["removed"], f"removed:{code}") or False,
    )


def _arranged(row: Row, overrides: Mapping[int, Override]) -> Arranged:
    return Arranged(
        position=_number(row.text("position"), "position") or 0,
        label=row.text("label"),
        excluded=_yes(row.text("excluded"), "excluded") or False,
        focus=_focus(row),
        variations=tuple(_number(word, "variations") or 0 for word in words_in(row.text("variations"))),
        overrides=overrides,
    )


def _focus(row: Row) -> Point | None:
    """Two thousandths of the picture: from the left and from the top."""
    said = [_number(word, "focus") or 0 for word in words_in(row.text("focus"))]
    if said and len(said) != len(MIDDLE):
        raise RowRefused(f"focus is two whole numbers or empty, not {row.text('focus')!r}")
    return (said[0], said[1]) if said else None


def _number(text: str | None, column: str) -> int | None:
    try:
        number = whole_number(text)
    except ValueError as error:
        raise RowRefused(f"{column} {text!r} is no whole number") from error
    return None if number is None else storable(number, column)


def _yes(text: str | None, column: str) -> bool | None:
    said: Any = text.strip().lower() if text else None
    if said not in YES_NO:
        raise RowRefused(f"{column} is yes, no or empty, not {text!r}")
    return YES_NO[said]


def matched(rows: Sequence[ExportRow], hashes: Mapping[int, str | None], gallery: Gallery) -> dict[int, Image]:
    """Which image of the gallery each row (by its line) is about; rows that are about none are left out.

    The image of that number if it has the row's picture, or had it when the row was written; else any other with
    the same content that no row is about. `hashes`: what each row's file holds, by line.
    """
    found: dict[int, Image] = {}
    for row in rows:
        image = gallery.images.get(row.image)
        if image and image.picture.content_hash in (hashes[row.line], row.content_hash):
            found[row.line] = image
    free = [image for image in gallery.images.values() if image not in found.values()]
    for row in rows:
        image = next((one for one in free if one.picture.content_hash == hashes[row.line]), None)
        if image and row.line not in found:
            found[row.line] = image
            free.remove(image)
    return found
