"""The sweep: bytes of pictures that were replaced or removed longer ago than the grace time.

They are put aside first, and deleted when they have lain there for the grace time again. Files are shared by their
content: one goes only when none of its pictures is needed any more.
"""

import msgspec

from web.database.queries import pictures
from web.files.store import FileStore, original_key
from web.gallery.clock import DAY, now
from web.services.maintenance import doctor, quarantine


class SweepReport(msgspec.Struct, frozen=True):
    """Files, and their sizes in bytes."""

    put_aside: int
    put_aside_size: int
    deleted: int
    deleted_size: int
    half_written: int  # of writers that were killed, deleted


async def sweep(files: FileStore, grace_days: int) -> SweepReport:
    """Sweep the store; safe at any time, and again after it was ended half-way."""
    deleted = await quarantine.delete_old(files, grace_days)
    before = now() - grace_days * DAY
    for content_hash in await pictures.retired_contents(before):
        if await _settled(files, original_key(content_hash)):
            await pictures.mark_swept(content_hash, before, now())
    found = await doctor.examine_storage(
        files
    )  # those just swept are nobody's now, beside what uploads that failed left
    unneeded = {key: size for key, size in found.orphaned.items() if await _settled(files, key)} | found.stale
    put_aside = await quarantine.put_aside(files, unneeded)
    return SweepReport(
        put_aside=put_aside,
        put_aside_size=sum(unneeded.values()),
        deleted=len(deleted),
        deleted_size=sum(file.size for file in deleted),
        half_written=await files.discard_half_written(),
    )


async def _settled(files: FileStore, key: str) -> bool:
    """True when no upload under way can be about to use it."""
    found = await files.head(key)
    return found is None or not found.young
