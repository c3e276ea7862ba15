"""A folder that `packshot export` wrote, back into galleries: adds and sets what differs, takes nothing away."""

from collections.abc import AsyncIterator
from itertools import groupby
from pathlib import Path

from web.services.catalogue.lookup import gallery_of, shop_of
from web.services.exchange.csv_files import BadSheet, Row, check_headings, headings, rows
from web.services.exchange.export_rows import columns
from web.services.exchange.importing.exported_images import Export, ExportedImage, read, receive_missing
from web.services.exchange.importing.find_owner import owner_of_row, store_ids
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.restore_gallery import restore_gallery
from web.services.exchange.importing.row_result import EXPECTED, RowResult, message_of


async def check_export(sheet: Path) -> list[str]:
    """Returns the columns it may have. Raises BadSheet, OSError."""
    known = columns((await shop_of()).stores)
    check_headings(sheet, headings(sheet, known), known)
    seen: dict[tuple[str, str], int] = {}
    for whose, group in groupby(rows(sheet, known), _whose):
        line = next(group).line
        if whose in seen:
            raise BadSheet(
                f"{sheet.name}, line {line}: the rows of {whose[1]} must stand together, as from {seen[whose]}"
            )
        seen[whose] = line
    return known


def _whose(row: Row) -> tuple[str, str]:
    return row.word("kind") or "product", row.word("id") or row.word("sku") or row.word("slug") or "?"


async def import_export(sheet: Path, context: ImportContext) -> AsyncIterator[RowResult]:
    """Import, a result for each row with a file. Raises BadSheet, StorageUnavailable, OSError."""
    known = await check_export(sheet)
    export = Export(sheet, await store_ids(), context)
    for _, group in groupby(rows(sheet, known), _whose):
        for outcome in await _imported(list(group), export):
            yield outcome


async def _imported(group: list[Row], export: Export) -> list[RowResult]:
    """Import all rows of one owner, in one transaction."""
    try:
        owner = await owner_of_row(group[0])
    except EXPECTED as error:
        return [export.refused(row.line, row.text("file"), message_of(error)) for row in group if row.text("file")]
    items = await read(group, owner, export)
    items = await receive_missing(items, owner, (await gallery_of(owner)).gallery, export)
    outcomes = [export.refused(one.row.line, one.row.file, one.refused, owner) for one in items if one.refused]
    good = [item for item in items if not item.refused]
    try:
        return outcomes + (await restore_gallery(owner, good, export) if good else [])
    except EXPECTED as error:
        return outcomes + [
            export.refused(one.row.line, one.row.file, message_of(error), owner) for one in _with_files(good)
        ]


def _with_files(items: list[ExportedImage]) -> list[ExportedImage]:
    return [item for item in items if item.row.file]
