"""A folder of pictures into galleries, by what their names say. Running it again does what is left."""

import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

from web.services.importing.file_adding import foreseen, kept
from web.services.importing.file_looks import Ready, looked_at
from web.services.importing.means import Means
from web.services.importing.outcome import EXPECTED, Outcome, said, shown
from web.services.importing.readings import Pattern
from web.services.in_order import each, grouped, in_order

TOGETHER = 50  # files of one product in one transaction and one entry of its journal
NUMBERS = re.compile(r"(\d+)")


def files_in(folder: Path, inside: str = "") -> Iterator[str]:
    """Paths below the folder, as people sort them: 2 before 10. Hidden ones and links to folders are left out."""
    with os.scandir(folder / inside) as entries:
        found = sorted((_natural(one.name), one.name, one.is_dir(follow_symlinks=False)) for one in entries)
    for _, name, is_folder in found:
        if name.startswith("."):
            continue
        if is_folder:
            yield from files_in(folder, f"{inside}{name}/")
        else:
            yield inside + name


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in NUMBERS.split(name) if part]


async def import_files(folder: Path, pattern: Pattern, means: Means) -> AsyncIterator[Outcome]:
    """One outcome per file, in order. Raises StorageUnavailable, OSError."""

    async def look(path: str) -> Ready:
        try:
            return await looked_at(folder, path, pattern, means)
        except EXPECTED as error:
            return Ready(path=path, refused=said(error))

    seen: set[tuple[int, str]] = set()  # what a dry run would have added, since the galleries do not know

    async def keep(group: list[Ready]) -> list[Outcome]:
        owner = group[0].owner
        if owner is None:
            return [Outcome(source=shown(one.path), result="refused", reason=one.refused) for one in group]
        return await (foreseen(group, owner, seen) if means.dry_run else kept(group, owner))

    async with aclosing(in_order(each(files_in(folder)), look)) as ready:
        async for outcomes in grouped(ready, _whose, TOGETHER, keep):
            for outcome in outcomes:
                yield outcome


def _whose(ready: Ready) -> object:
    return ready.owner.id if ready.owner else None
