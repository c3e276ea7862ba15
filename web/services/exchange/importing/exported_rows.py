"""Rows of an export: reading them, and matching them to the images of a gallery."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

import msgspec

from web.gallery.edits import Arranged
from web.gallery.model import GLOBAL, MIDDLE, Gallery, Image, Override, Point
from web.services.exchange.csv_files import Row, texts_in, whole_number
from web.services.exchange.export_rows import AT_STORE
from web.services.exchange.importing.find_owner import check_cells, storable
from web.services.exchange.importing.row_result import RowRefused

YES_NO = {"yes": True, "no": False}


class ExportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it was read. `image` and `content_hash` are those of the installation that wrote it."""

    line: int
    image: int
    file: str | None
    file_name: str | None
    content_hash: str | None
    arranged: Arranged
    roles: Mapping[int, tuple[str, ...]]  # by store


def read_export_row(row: Row, stores: Mapping[str, int]) -> ExportRow:
    """Raises RowRefused."""
    check_cells(row)
    own = {store: _override(row, code) for code, store in stores.items()}
    roles = {GLOBAL: texts_in(row.text("roles"))}
    roles |= {store: texts_in(row.text(f"roles:{code}")) for code, store in stores.items()}
    return ExportRow(
        line=row.line,
        image=_number(row.text("image"), "image") or 0,
        file=row.word("file"),
        file_name=row.text("file_name"),
        content_hash=row.word("sha256"),
        arranged=_arranged(row, {store: one for store, one in own.items() if one != Override()}),
        roles={store: tuple(named) for store, named in roles.items() if named},
    )


def _override(row: Row, code: str) -> Override:
    texts = {name: row.text(f"{name}:{code}") for name in AT_STORE}
    return Override(
        label=texts["label"],
        position=_number(texts["position"], f"position:{code}"),
        excluded=_yes_or_no(texts["excluded"], f"excluded:{code}"),
        removed=_yes_or_no(texts["removed"], f"removed:{code}") or False,
    )


def _arranged(row: Row, overrides: Mapping[int, Override]) -> Arranged:
    return Arranged(
        position=_number(row.text("position"), "position") or 0,
        label=row.text("label"),
        excluded=_yes_or_no(row.text("excluded"), "excluded") or False,
        focus=_focus(row),
        variations=tuple(_number(word, "variations") or 0 for word in texts_in(row.text("variations"))),
        overrides=overrides,
    )


def _focus(row: Row) -> Point | None:
    """Two thousandths of the picture: from the left and from the top."""
    numbers = [_number(word, "focus") or 0 for word in texts_in(row.text("focus"))]
    if numbers and len(numbers) != len(MIDDLE):
        raise RowRefused(f"focus is two whole numbers or empty, not {row.text('focus')!r}")
    return (numbers[0], numbers[1]) if numbers else None


def _number(text: str | None, column: str) -> int | None:
    try:
        number = whole_number(text)
    except ValueError as error:
        raise RowRefused(f"{column} {text!r} is no whole number") from error
    return None if number is None else storable(number, column)


def _yes_or_no(text: str | None, column: str) -> bool | None:
    if not text or not text.strip():
        return None
    if text.strip().lower() not in YES_NO:
        raise RowRefused(f"{column} is yes, no or empty, not {text!r}")
    return YES_NO[text.strip().lower()]


def matched(rows: Sequence[ExportRow], hashes: Mapping[int, str | None], gallery: Gallery) -> dict[int, Image]:
    """The image of the gallery that each row is about, by the row's line; rows that are about none are left out.

    The image of that number if it has the row's picture, or had it when the row was written; else any other with
    the same content that no row is about. `hashes`: the content of each row's file, by line.
    """
    by_number = _matched_by_number(rows, hashes, gallery)
    taken = {image.id for image in by_number.values()}
    free = [image for image in gallery.images.values() if image.id not in taken]
    return by_number | _matched_by_content([row for row in rows if row.line not in by_number], hashes, free)


def _matched_by_number(
    rows: Sequence[ExportRow], hashes: Mapping[int, str | None], gallery: Gallery
) -> dict[int, Image]:
    found: dict[int, Image] = {}
    for row in rows:
        image = gallery.images.get(row.image)
        if image and image.picture.content_hash in (hashes[row.line], row.content_hash):
            found[row.line] = image
    return found


def _matched_by_content(
    rows: Sequence[ExportRow], hashes: Mapping[int, str | None], images: Sequence[Image]
) -> dict[int, Image]:
    """Match by content; each image is taken once, in their order."""
    free: dict[str | None, deque[Image]] = defaultdict(deque)
    for image in images:
        free[image.picture.content_hash].append(image)
    return {row.line: free[hashes[row.line]].popleft() for row in rows if free[hashes[row.line]]}
