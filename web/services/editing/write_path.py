"""The one write path: a list of edits to one gallery, in one transaction, written down in the journal."""

from collections.abc import Awaitable, Callable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from web.database.engines.transaction import Conflict, writing
from web.database.queries import journal, new_pictures, webhooks
from web.database.queries.galleries import load
from web.database.queries.gallery_changes import save
from web.database.queries.owners import bump_revision, keep_labels
from web.database.queries.stores import shop
from web.gallery.apply import apply
from web.gallery.changes import Changes, changes_between, kinds_of
from web.gallery.clock import SECOND, now
from web.gallery.edits import AddImage, Arrange, AssignRoles, ChangeImage, Edit, ReplacePicture, Undo, renumbered
from web.gallery.errors import ChangedSince, GalleryChanged, ImagesNotSupported, UnknownRole, UnknownVariation
from web.gallery.labels import labels_of
from web.gallery.model import Actor, Gallery, LoadedGallery, Picture
from web.gallery.owner import Owner
from web.services.editing import request_keys

Edits = Sequence[Edit] | Callable[[Gallery], Sequence[Edit]]
InTransaction = Callable[[tuple[int, ...]], Awaitable[None]]  # is given the ids of the images that were added

TRIES = 5  # writes that were in each other's way are done again


class Edited(msgspec.Struct, frozen=True):
    """The gallery after the edits; `added` are the new images' ids in the order of the edits."""

    gallery: Gallery
    added: tuple[int, ...]
    changes: Changes
    entry: int | None  # the journal entry; None when the edits changed nothing
    revision: int  # the one that this gallery has


class _NothingChanged(Exception):
    def __init__(self, gallery: Gallery, revision: int) -> None:
        self.gallery = gallery
        self.revision = revision


async def edit_gallery(
    owner: Owner,
    edits: Edits,
    by: Actor,
    undoes: int | None = None,
    in_transaction: InTransaction | None = None,
    revision: int | None = None,
) -> Edited:
    """Apply edits, or those that a function makes of the gallery as it is under the lock, all or nothing.

    Edits that change nothing leave no trace: no journal entry, no new revision. What is written `in_transaction` lands
    together with the edits, or not at all; it is not called when nothing changes. `revision`: the one that the gallery
    must have, else GalleryChanged.
    Raises GalleryError, Unavailable; then nothing is changed.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return await _edit_once(owner, edits, by, undoes, in_transaction, revision)
        except _NothingChanged as same:
            return Edited(same.gallery, (), Changes(), None, same.revision)
        except Conflict:
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")


async def _edit_once(
    owner: Owner,
    edits: Edits,
    by: Actor,
    undoes: int | None,
    in_transaction: InTransaction | None,
    expected: int | None,
) -> Edited:
    async with writing():
        revision = await bump_revision(owner.id, now())  # first, because it takes the lock
        if expected not in (None, revision - 1):
            raise GalleryChanged
        loaded, moment = await load(owner.id), now()
        numbered = await _numbered_edits(owner, loaded, edits, moment)
        new = apply(loaded.gallery, numbered, moment)
        changes = changes_between(loaded.gallery, new)
        if not changes:
            raise _NothingChanged(loaded.gallery, revision - 1)  # rolls the new revision back
        await save(owner.id, changes, moment)
        await _keep_labels(owner, loaded.gallery, new)
        entry = await journal.append(owner.id, moment, by, changes, undoes)
        await webhooks.add_messages(entry, kinds_of(changes), moment)
        await request_keys.note_entry(entry)
        added = tuple(edit.picture.number for edit in numbered if isinstance(edit, AddImage))
        if in_transaction is not None:
            await in_transaction(added)
    return Edited(new, added, changes, entry, revision)


async def _numbered_edits(owner: Owner, loaded: LoadedGallery, edits: Edits, moment: int) -> list[Edit]:
    """The edits for the gallery as it is under the lock, checked, and with the numbers of their new pictures."""
    requested = edits(loaded.gallery) if callable(edits) else edits
    await _check(owner, loaded, requested)
    pictures = [edit.picture for edit in requested if isinstance(edit, AddImage | ReplacePicture)]
    await new_pictures.lock_public_names(picture.public_name for picture in pictures)
    return await _all_numbered(requested, owner, loaded.gallery, moment)


async def _keep_labels(owner: Owner, old: Gallery, new: Gallery) -> None:
    """The text that searches look at, where it differs."""
    labels = labels_of(new)
    if labels != labels_of(old):
        await keep_labels(owner.id, labels)


async def _check(owner: Owner, loaded: LoadedGallery, edits: Sequence[Edit]) -> None:
    """Check what only the catalogue knows: whether the owner takes images, its variations, and the image roles.

    Raises ImagesNotSupported, UnknownVariation, UnknownRole.
    """
    if not owner.supports_images and any(isinstance(edit, AddImage) for edit in edits):
        raise ImagesNotSupported
    gallery = loaded.gallery
    for variation in {each for edit in edits for each in _variations_in(edit, gallery)} - set(loaded.variations):
        raise UnknownVariation(variation)
    roles = {role for edit in edits for role in _roles_in(edit)}
    for role in roles - set((await shop(owner.shop_revision)).roles) if roles else ():
        raise UnknownRole(role)


def _variations_in(edit: Edit, gallery: Gallery) -> Iterator[int]:
    if isinstance(edit, AddImage | ChangeImage) and edit.variations is not msgspec.UNSET:
        yield from edit.variations
    if isinstance(edit, Arrange):
        for number, arranged in edit.images.items():  # what an image shows already may be left as it is
            there = gallery.images[number].variations if number in gallery.images else ()
            yield from set(arranged.variations) - set(there)


def _roles_in(edit: Edit) -> Iterator[str]:
    if isinstance(edit, AddImage | AssignRoles):
        yield from edit.roles or ()
    if isinstance(edit, Arrange):
        yield from (role for held in edit.roles.values() for role in held)


async def _all_numbered(edits: Sequence[Edit], owner: Owner, gallery: Gallery, moment: int) -> list[Edit]:
    numbered: list[Edit] = []
    given: dict[int, int] = {}
    for edit in edits:
        one = await _numbered(edit, owner, gallery, moment)
        if isinstance(edit, AddImage) and isinstance(one, AddImage) and edit.picture.number < 0:
            given[edit.picture.number] = one.picture.number
        numbered.append(renumbered(one, given))
    return numbered


async def _numbered(edit: Edit, owner: Owner, gallery: Gallery, moment: int) -> Edit:
    """A new picture gets its number, its public name and its time."""
    if isinstance(edit, AddImage):
        return replace(edit, picture=await new_pictures.number(_dated(edit.picture, moment), owner.id, None))
    if isinstance(edit, ReplacePicture) and edit.image_id in gallery.images:
        # Addresses that carry the time in seconds must differ from those of all pictures before, also of those undone.
        at = max(moment, await new_pictures.last_upload(edit.image_id) + SECOND)
        return replace(edit, picture=await new_pictures.number(_dated(edit.picture, at), owner.id, edit.image_id))
    return edit


def _dated(picture: Picture, at: int) -> Picture:
    return replace(picture, uploaded_at=at)


async def undo_of(owner: Owner, entry: int) -> Undo:
    """The edit that takes back one journal entry of this owner. Raises ChangedSince where there is none."""
    kept = await journal.entry(entry)
    if kept is None or kept.owner != owner.id:
        raise ChangedSince
    return Undo(changes=kept.changes)


async def undo(owner: Owner, entry: int, by: Actor) -> Edited:
    """Take one journal entry of this owner back. Raises ChangedSince when nothing of it is left to take back."""
    return await edit_gallery(owner, [await undo_of(owner, entry)], by, undoes=entry)
