"""The trash: images that were removed, from any gallery and through any dialect, until the sweep takes their bytes."""

import msgspec

from web.database.queries import history, owners
from web.database.queries.history import TrashedImage
from web.gallery.actor import Actor
from web.gallery.changes import Changes
from web.gallery.clock import now
from web.gallery.edits import Undo
from web.gallery.errors import ChangedSince
from web.gallery.model import Image
from web.services.editing.write_path import Edited, edit_gallery


class RestorableImage(msgspec.Struct, frozen=True, kw_only=True):
    """An image as it was when it was removed."""

    where: TrashedImage
    image: Image
    by: Actor
    person_name: str | None


async def listing(limit: int, before: int | None = None) -> list[RestorableImage]:
    """The latest removal first. `before`: the moment at which the page before ended."""
    found = [(one, await _as_it_was(one)) for one in await history.trashed(limit, before)]
    return [thrown for one, thrown in found if thrown]


async def _as_it_was(binned: TrashedImage) -> RestorableImage | None:
    entry = await history.removing(binned.owner, binned.image, binned.at)
    change = entry.changes.images.get(binned.image) if entry else None
    if entry is None or change is None or change.before is None:
        return None
    return RestorableImage(where=binned, image=change.before, by=entry.by, person_name=entry.person_name)


async def put_back(binned: TrashedImage, by: Actor) -> Edited:
    """Into its gallery, with its labels, its place and the roles that nobody has taken since. Raises ChangedSince."""
    entry = await history.removing(binned.owner, binned.image, binned.at)
    owner = await owners.by_number(binned.owner)
    if entry is None or owner is None or binned.image not in entry.changes.images:
        raise ChangedSince
    changes = Changes(
        images={binned.image: entry.changes.images[binned.image]},
        roles=tuple(role for role in entry.changes.roles if role.before == binned.image),
    )
    return await edit_gallery(owner, [Undo(changes=changes)], by, undoes=entry.id)


async def find(image: int) -> TrashedImage | None:
    return await history.trashed_image(image)


async def empty(image: int | None = None) -> int:
    """For good: the next sweep takes the bytes that no other picture needs. How many pictures that were."""
    return await history.empty(None if image is None else [image], now())
