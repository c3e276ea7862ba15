"""The journal over all galleries: its entries, and the trash.

The trash are images that were removed, from any gallery and through any dialect, until the sweep takes their bytes.
"""

import msgspec
from msgspec.structs import replace

from web.database.queries import history, owners, pictures
from web.database.queries.history import HistoryEntry, HistoryFilter, Place, TrashedImage
from web.database.queries.history import trashed_image as find_trashed
from web.database.queries.journal import JournalEntry, entry
from web.gallery.changes import Changes
from web.gallery.clock import now
from web.gallery.edits import Undo
from web.gallery.errors import ChangedSince
from web.gallery.model import Actor, Image
from web.gallery.owner import Owner
from web.services.editing.write_path import Edited, edit_gallery

__all__ = ["HistoryEntry", "HistoryFilter", "JournalEntry", "TrashedImage", "entry", "find_trashed"]  # rows


async def entries(query: HistoryFilter, limit: int) -> list[HistoryEntry]:
    """The newest first. For an image alone its gallery is found first, so that few entries are read."""
    if query.image is not None and query.owner is None:
        versions = await pictures.of_image(query.image)
        if not versions:
            return []
        query = replace(query, owner=versions[0].owner)
    return await history.entries(query, limit)


async def owner_of(entry: JournalEntry | None) -> Owner | None:
    """The owner of the gallery that the entry is about."""
    return await owners.by_number(entry.owner) if entry else None


class RestorableImage(msgspec.Struct, frozen=True, kw_only=True):
    """An image as it was when it was removed."""

    where: TrashedImage
    image: Image
    by: Actor
    person_name: str | None


class TrashPart(msgspec.Struct, frozen=True):
    images: tuple[RestorableImage, ...]
    end: Place | None  # where the next part begins; None: this is the last


async def list_trashed(limit: int, behind: Place | None = None) -> TrashPart:
    """The latest removal first. `behind`: the end of the part before. Two statements."""
    found = await history.trashed(limit + 1, behind)
    trashed = found[:limit]
    removals = await history.removals(trashed)
    images = (_as_it_was(one, removals.get(one.image)) for one in trashed)
    end = (trashed[-1].at, trashed[-1].picture) if len(found) > limit else None
    return TrashPart(tuple(image for image in images if image), end)


def _as_it_was(trashed: TrashedImage, removal: JournalEntry | None) -> RestorableImage | None:
    change = removal.changes.images.get(trashed.image) if removal else None
    if removal is None or change is None or change.before is None:
        return None
    return RestorableImage(where=trashed, image=change.before, by=removal.by, person_name=removal.person_name)


async def put_back(trashed: TrashedImage, by: Actor) -> Edited:
    """Put it back into its gallery, with labels, place, and roles that nobody has taken since. Raises ChangedSince."""
    removal = (await history.removals([trashed])).get(trashed.image)
    owner = await owners.by_number(trashed.owner)
    if removal is None or owner is None:
        raise ChangedSince
    changes = Changes(
        images={trashed.image: removal.changes.images[trashed.image]},
        roles=tuple(role for role in removal.changes.roles if role.before == trashed.image),
    )
    return await edit_gallery(owner, [Undo(changes=changes)], by, undoes=removal.id)


async def empty_trash(image: int | None = None) -> int:
    """Give up this image, or all, for good: the next sweep takes the bytes that no other picture needs.

    Returns the number of their pictures.
    """
    return await history.empty(None if image is None else [image], now())
