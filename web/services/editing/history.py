"""The journal over all galleries."""

from msgspec.structs import replace

from web.database.queries import history, owners, pictures
from web.database.queries.history import HistoryEntry, HistoryFilter
from web.database.queries.journal import JournalEntry, entry
from web.gallery.owner import Owner

__all__ = ["HistoryEntry", "HistoryFilter", "JournalEntry", "entry"]  # rows, for callers that know no database


async def entries(query: HistoryFilter, limit: int) -> list[HistoryEntry]:
    """The newest first. For an image alone its gallery is found first, so that few entries are looked through."""
    if query.image is not None and query.owner is None:
        versions = await pictures.of_image(query.image)
        if not versions:
            return []
        query = replace(query, owner=versions[0].owner)
    return await history.entries(query, limit)


async def owner_of(entry: JournalEntry | None) -> Owner | None:
    """The owner of the gallery that the entry is about."""
    return await owners.by_number(entry.owner) if entry else None
