"""Starting the import of a source, with the number of files or rows in it."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from web.services.exchange.csv_files import headings, rows
from web.services.exchange.export_rows import SHEET
from web.services.exchange.importing.exported_folder import import_export
from web.services.exchange.importing.folder import files_in, import_files
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.pattern_matching import Pattern
from web.services.exchange.importing.row_result import RowResult
from web.services.exchange.importing.url_list import import_list


async def begin(
    source: Path, match: Pattern | None, retry: bool, context: ImportContext
) -> tuple[int, AsyncIterator[RowResult]]:
    """Import a folder by the names in it, an exported folder, or a list of addresses. Raises BadSheet, OSError."""
    if match is not None:
        return await _number(files_in(source)), import_files(source, match, context)
    sheet = source / SHEET if await asyncio.to_thread(source.is_dir) else source
    total, names = await _number(rows(sheet)), headings(sheet)
    return total, import_list(sheet, context, retry) if "url" in names else import_export(sheet, context)


async def _number(things: Iterable[object]) -> int:
    return await asyncio.to_thread(lambda: sum(1 for _ in things))
