"""Files that nobody seems to need are put aside for a while before they are deleted."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from web.files.store import FileStore, ListedFile
from web.gallery.picture_errors import MissingFile

BATCH = 500


def today() -> date:
    return datetime.now(UTC).date()


async def put_aside(files: FileStore, keys: Collection[str]) -> int:
    """Returns how many were put aside; one that went meanwhile is none."""
    count = 0
    for key in keys:
        try:
            await files.put_aside(key, today())
        except MissingFile:
            continue
        count += 1
    return count


async def put_back(files: FileStore, keys: Collection[str]) -> int:
    """Returns how many of these lay aside, and are back in their places."""
    if not keys:
        return 0
    quarantined = {key: found.key async for _, key, found in files.quarantined() if key in keys}
    for key, where in quarantined.items():
        await files.rename(where, key)
    return len(quarantined)


async def delete_old(files: FileStore, grace_days: int) -> list[ListedFile]:
    """Delete what has been lying aside for longer than the grace time. Returns those files."""
    last = today() - timedelta(days=grace_days)
    old = [found async for day, _, found in files.quarantined() if day <= last]
    for start in range(0, len(old), BATCH):
        await files.delete([found.key for found in old[start : start + BATCH]])
    return old
