"""The one write path: a list of edits to one gallery, in one transaction, written down in the journal."""

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from web.clock import SECOND, now
from web.database import journal, pictures
from web.database.gallery_rows import Loaded, load, save
from web.database.journal import By
from web.database.owners import bump_revision, keep_labels, shop
from web.database.transaction import Conflict, Locked, writing
from web.gallery.apply import apply
from web.gallery.changes import Changes, changes_between
from web.gallery.edits import AddImage, AssignRoles, ChangeImage, Edit, ReplacePicture, Undo
from web.gallery.errors import ChangedSince, ImagesNotSupported, UnknownRole, UnknownVariation
from web.gallery.model import Gallery, Picture
from web.gallery.owner import Owner
from web.gallery.searching import labels_of
from web.storage.errors import Busy

Edits = Sequence[Edit] | Callable[[Gallery], Sequence[Edit]]

TRIES = 5  # writes that were in each other's way are done again


class Edited(msgspec.Struct, frozen=True):
    """The gallery after the edits; `added` are the new images' ids in the order of the edits."""

    gallery: Gallery
    added: tuple[int, ...]
    changes: Changes
    entry: int | None  # the journal entry; None when the edits changed nothing
    revision: int


class _NothingChanged(Exception):
    def __init__(self, gallery: Gallery) -> None:
        self.gallery = gallery


async def edit_gallery(owner: Owner, edits: Edits, by: By, undoes: int | None = None) -> Edited:
    """Apply edits, or whatever a function makes of the gallery as it is under the lock, all or nothing.

    Edits that change nothing leave no trace: no journal entry, no new revision.
    Raises GalleryError, Busy; then nothing is changed.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return await _edit_once(owner, edits, by, undoes)
        except _NothingChanged as same:
            return Edited(same.gallery, (), Changes(), None, owner.revision)
        except Conflict:
            if attempt == TRIES:
                raise
        except Locked as error:
            raise Busy(str(error)) from error
    raise AssertionError("unreachable")


async def _edit_once(owner: Owner, edits: Edits, by: By, undoes: int | None) -> Edited:
    async with writing():
        revision = await bump_revision(owner.id)  # first, because it takes the lock
        loaded = await load(owner.id)
        old, moment = loaded.gallery, now()
        wanted = edits(old) if callable(edits) else edits
        await _check(owner, loaded, wanted)
        await pictures.queue_for_names(
            e.picture.public_name for e in wanted if isinstance(e, AddImage | ReplacePicture)
        )
        numbered = [await _numbered(edit, owner, old, moment) for edit in wanted]
        new = apply(old, numbered, moment)
        changes = changes_between(old, new)
        if not changes:
            raise _NothingChanged(old)  # rolls the new revision back
        await save(owner.id, changes, moment)
        if labels_of(new) != labels_of(old):
            await keep_labels(owner.id, labels_of(new))
        entry = await journal.append(owner.id, moment, by, changes, undoes)
    added = tuple(edit.picture.number for edit in numbered if isinstance(edit, AddImage))
    return Edited(new, added, changes, entry, revision)


async def _check(owner: Owner, loaded: Loaded, edits: Sequence[Edit]) -> None:
    """What only the catalogue knows: whether images are wanted, which variations and which roles there are."""
    if not owner.supports_images and any(isinstance(edit, AddImage) for edit in edits):
        raise ImagesNotSupported
    for edit in edits:
        if isinstance(edit, AddImage | ChangeImage) and edit.variations is not msgspec.UNSET:
            for variation in set(edit.variations) - set(loaded.variations):
                raise UnknownVariation(variation)
        if isinstance(edit, AddImage | AssignRoles) and edit.roles:
            for role in edit.roles - set((await shop(owner.shop_revision)).roles):
                raise UnknownRole(role)


async def _numbered(edit: Edit, owner: Owner, gallery: Gallery, moment: int) -> Edit:
    """A new picture gets its number, its public name and its time."""
    if isinstance(edit, AddImage):
        return replace(edit, picture=await pictures.number(_dated(edit.picture, moment), owner.id, None))
    if isinstance(edit, ReplacePicture) and edit.image_id in gallery.images:
        # Addresses that carry the time in seconds must differ from those of the picture before.
        at = max(moment, gallery.images[edit.image_id].picture.uploaded_at + SECOND)
        return replace(edit, picture=await pictures.number(_dated(edit.picture, at), owner.id, edit.image_id))
    return edit


def _dated(picture: Picture, at: int) -> Picture:
    return replace(picture, uploaded_at=at)


async def undo(owner: Owner, entry: int, by: By) -> Edited:
    """Take one journal entry of this owner back. Raises ChangedSince when nothing of it is left to take back."""
    kept = await journal.entry(entry)
    if kept is None or kept.owner != owner.id:
        raise ChangedSince
    return await edit_gallery(owner, [Undo(changes=kept.changes)], by, undoes=entry)
