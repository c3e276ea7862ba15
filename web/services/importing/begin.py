"""What a source is, and its import: begun, with the number of things it is about."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from web.services.gallery_rows import SHEET
from web.services.importing.addresses import import_list
from web.services.importing.exported import import_export
from web.services.importing.files import files_in, import_files
from web.services.importing.means import Means
from web.services.importing.outcome import Outcome
from web.services.importing.readings import Pattern
from web.services.sheets import headings, rows


async def begin(source: Path, match: Pattern | None, retry: bool, means: Means) -> tuple[int, AsyncIterator[Outcome]]:
    """A folder by the names in it, an exported folder, or a list of addresses. Raises BadSheet, OSError."""
    if match is not None:
        return await _number(files_in(source)), import_files(source, match, means)
    sheet = source / SHEET if await asyncio.to_thread(source.is_dir) else source
    total, names = await _number(rows(sheet)), headings(sheet)
    return total, import_list(sheet, means, retry) if "url" in names else import_export(sheet, means)


async def _number(things: Iterable[object]) -> int:
    return await asyncio.to_thread(lambda: sum(1 for _ in things))
