"""Half-written files of a store on disk, whose writers were killed: the store itself does not list them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

STAGED = re.compile(r"#\d+\Z")  # the store writes `name#1` first and calls it `name` once it is whole


def is_half_written(folder: Path, before: float) -> Iterator[Path]:
    """Files last written to before a time (seconds since 1970), since which nobody can still write to them. Blocks."""
    for path in folder.rglob("*#*"):
        with suppress(FileNotFoundError):  # its writer has finished
            if STAGED.search(path.name) and path.is_file() and path.stat().st_mtime < before:
                yield path


def discard(folder: Path, before: float) -> int:
    """Remove them; returns how many there were. Blocks."""
    count = 0
    for path in is_half_written(folder, before):
        path.unlink(missing_ok=True)
        count += 1
    return count
