"""A folder of pictures into galleries, by what their names say. Running it again does what is left."""

import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

from web.services.exchange.importing.add_files import add_files, preview_files
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.match_file import MatchedFile, match_file
from web.services.exchange.importing.patterns import Pattern
from web.services.exchange.importing.row_result import EXPECTED, RowResult, message_of, printable
from web.services.jobs.concurrency import each, grouped, in_order

BATCH = 50  # files of one product in one transaction and one entry of its journal
NUMBERS = re.compile(r"(\d+)")
SYSTEM_FILES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
SYSTEM_FOLDERS = frozenset({"__macosx", "@eadir", "#recycle", "$recycle.bin", "lost+found"})
OPENED = "~$"  # what office programs lay beside a file that is open


def files_in(folder: Path, inside: str = "") -> Iterator[str]:
    """Paths below the folder, as people sort them: 2 before 10; without hidden ones, systems' own, linked folders."""
    with os.scandir(folder / inside) as entries:
        found = sorted((_natural(one.name), one.name, one.is_dir(follow_symlinks=False)) for one in entries)
    for _, name, is_folder in found:
        if _of_system(name, is_folder):
            continue
        if is_folder:
            yield from files_in(folder, f"{inside}{name}/")
        else:
            yield inside + name


def _of_system(name: str, is_folder: bool) -> bool:
    """Tell whether it is hidden, or what systems and programs lay among people's files."""
    own = SYSTEM_FOLDERS if is_folder else SYSTEM_FILES
    return name.startswith((".", OPENED)) or name.casefold() in own


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in NUMBERS.split(name) if part]


async def import_files(folder: Path, pattern: Pattern, context: ImportContext) -> AsyncIterator[RowResult]:
    """Import, a result for each file, in order. Raises StorageUnavailable, OSError."""

    async def match(path: str) -> MatchedFile:
        try:
            return await match_file(folder, path, pattern, context)
        except EXPECTED as error:
            return MatchedFile(path=path, refused=message_of(error))

    seen: set[tuple[int, str]] = set()  # what a dry run would have added, since the galleries do not know
    named: dict[int, dict[int, int]] = {}  # by owner: the numbers in names, by image

    async def keep(group: list[MatchedFile]) -> list[RowResult]:
        owner = group[0].owner
        if owner is None:
            return [RowResult(source=printable(one.path), result="refused", reason=one.refused) for one in group]
        if context.dry_run:
            return await preview_files(group, owner, seen)
        return await add_files(group, owner, named.setdefault(owner.id, {}))

    async with aclosing(in_order(each(files_in(folder)), match)) as ready:
        async for outcomes in grouped(ready, _whose, BATCH, keep):
            for outcome in outcomes:
                yield outcome


def _whose(ready: MatchedFile) -> object:
    return ready.owner.id if ready.owner else None
