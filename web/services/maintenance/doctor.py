"""The doctor: compares the storage with the database, and reports files that are missing, damaged or orphaned."""

import hashlib

import msgspec

from web.database.queries import new_pictures, pictures
from web.files.store import FileStore, original_key
from web.gallery.clock import now
from web.services.editing.new_pictures import WAIT
from web.services.maintenance import quarantine


class Report(msgspec.Struct, frozen=True):
    """Keys of originals by their problem; all sizes in bytes."""

    healthy: bool
    pictures: int
    files: int
    size: int
    missing: list[str]  # the database knows them, the storage has not got them
    damaged: list[str]  # their bytes are not those they were stored with
    orphaned: list[str]  # they lie there and belong to no picture: harmless, such as after an upload that failed
    orphaned_size: int
    stale_renditions: int  # of pictures that are no longer kept: harmless
    stale_renditions_size: int
    put_aside: int
    put_back: int


class StorageFindings(msgspec.Struct, frozen=True):
    """Files in the storage, by key, with sizes in bytes."""

    known: set[str]
    originals: dict[str, int]
    orphaned: dict[str, int]
    stale: dict[str, int]


async def examine(files: FileStore, repair: bool = False) -> Report:
    """Read every original and compare.

    With `repair`, orphaned and stale files are put aside, never deleted, and what is missing is put back if it lies
    there: also what an upload took for its own while it was being put aside.
    """
    found = await examine_storage(files)
    put_aside = put_back = 0
    if repair:
        put_aside = await quarantine.put_aside(files, [*found.orphaned, *found.stale])
        found = await examine_storage(files)
        put_back = await quarantine.put_back(files, found.known - set(found.originals))
        found = await examine_storage(files)
    missing = sorted(found.known - set(found.originals))
    damaged = [key for key in sorted(found.known & set(found.originals)) if not await _whole(files, key)]
    return Report(
        healthy=not (missing or damaged or found.orphaned),
        pictures=len(found.known),
        files=len(found.originals),
        size=sum(found.originals.values()),
        missing=missing,
        damaged=damaged,
        orphaned=sorted(found.orphaned),
        orphaned_size=sum(found.orphaned.values()),
        stale_renditions=len(found.stale),
        stale_renditions_size=sum(found.stale.values()),
        put_aside=put_aside,
        put_back=put_back,
    )


async def examine_storage(files: FileStore) -> StorageFindings:
    waiting = {original_key(content_hash) for content_hash in await new_pictures.waiting(now() - WAIT)}
    originals = {found.key: found.size async for found in files.listed("originals/")}
    renditions = {found.key: found.size async for found in files.listed("renditions/")}
    # Read last, or what is uploaded meanwhile would count as nobody's.
    known = {original_key(content_hash) for content_hash in await pictures.kept_contents()}
    return StorageFindings(
        known=known,
        originals=originals,
        orphaned={key: size for key, size in originals.items() if key not in known and key not in waiting},
        stale={key: size for key, size in renditions.items() if _original_of(key) not in known},
    )


def _original_of(rendition: str) -> str:
    """`renditions/ab/abc…/fit-48x48.webp` is one of `originals/ab/abc…`."""
    return "/".join(["originals", *rendition.split("/")[1:3]])


async def _whole(files: FileStore, key: str) -> bool:
    digest = hashlib.sha256()
    async for piece in files.stream(key):
        digest.update(piece)
    return key.endswith(digest.hexdigest())
