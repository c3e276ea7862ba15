"""The check-up: does the storage hold what the database says, whole, and nothing that nobody knows?"""

import hashlib
from typing import Any

import msgspec

from web.clock import SECOND, now
from web.database import pictures
from web.storage.files import FileStore, original_key

WAIT = 24 * 3600 * SECOND  # how long a file may lie there between being sent and being added to a gallery


class Report(msgspec.Struct, frozen=True):
    """Keys of originals, by what is wrong with them."""

    pictures: int
    files: int
    missing: list[str]  # the database knows them, the storage has not got them
    damaged: list[str]  # their bytes are not those they were stored with
    orphaned: list[str]  # they lie there and belong to no picture: harmless, such as after an upload that failed
    put_aside: int
    put_back: int

    @property
    def healthy(self) -> bool:
        return not (self.missing or self.damaged or self.orphaned)


async def examine(files: FileStore, repair: bool = False) -> dict[str, Any]:
    """Read every original and compare.

    With `repair`, orphaned files are put aside, never deleted, and what is missing is put back if it lies there.
    """
    known = {original_key(content_hash) for content_hash in await pictures.content_hashes()}
    waiting = {original_key(content_hash) for content_hash in await pictures.waiting(now() - WAIT)}
    there = {key async for key in files.keys("originals/")}
    put_aside = put_back = 0
    if repair:
        put_back = sum([await files.put_back(key) for key in known - there])
        for key in there - known - waiting:
            await files.put_aside(key)
            put_aside += 1
        there = {key async for key in files.keys("originals/")}
    report = Report(
        pictures=len(known),
        files=len(there),
        missing=sorted(known - there),
        damaged=[key for key in sorted(known & there) if not await _whole(files, key)],
        orphaned=sorted(there - known - waiting),
        put_aside=put_aside,
        put_back=put_back,
    )
    return {"healthy": report.healthy, **msgspec.structs.asdict(report)}


async def _whole(files: FileStore, key: str) -> bool:
    digest = hashlib.sha256()
    async for piece in files.stream(key):
        digest.update(piece)
    return key.endswith(digest.hexdigest())
