"""The journal over all galleries."""

from msgspec.structs import replace

from web.database.queries import history, owners, pictures
from web.database.queries.history import HistoryEntry, HistoryFilter
from web.database.queries.journal import JournalEntry, entry
from web.gallery.owner import Owner

__all__ = ["HistoryEntry", "HistoryFilter", "JournalEntry", "entry"]  # of the rows, for those who know no database


async def entries(wanted: HistoryFilter, limit: int) -> list[HistoryEntry]:
    """The newest first. Asked for an image alone, its gallery is found first, so that few are looked through."""
    if wanted.image is not None and wanted.owner is None:
        theirs = await pictures.of_image(wanted.image)
        if not theirs:
            return []
        wanted = replace(wanted, owner=theirs[0].owner)
    return await history.entries(wanted, limit)


async def owner_of(entry: JournalEntry | None) -> Owner | None:
    """Whose gallery the entry is about."""
    return await owners.by_number(entry.owner) if entry else None
