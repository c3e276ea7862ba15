"""Differences of a journal entry as values: for each image, before and after; then the roles."""

from collections.abc import Iterator

from msgspec import UNSET

from web.admin.activity.data import (
    ChangedFocus,
    ChangedHidden,
    ChangedImage,
    ChangedLabel,
    ChangedPicture,
    ChangedPosition,
    ChangedRemoved,
    ChangedRole,
    ChangedVariations,
    Difference,
    ImageSummary,
    RoleHolder,
)
from web.admin.gallery.data import focus_data
from web.admin.shell.data import picture_file
from web.gallery.changes import Changes, Holder, RoleChange
from web.gallery.model import GLOBAL, Image, Override


def differences_of(changes: Changes) -> tuple[Difference, ...]:
    images = (one for number, change in changes.images.items() for one in _image(number, change.before, change.after))
    return (*images, *map(_role, changes.roles))


def is_about(difference: Difference, image: int) -> bool:
    if isinstance(difference, ChangedRole):
        return image in {holder.image for holder in (difference.before, difference.after) if holder}
    return difference.image == image


def _image(number: int, before: Image | None, after: Image | None) -> Iterator[Difference]:
    if before is None or after is None:
        yield ChangedImage(image=number, before=_summary(before), after=_summary(after))
        return
    if before.picture != after.picture:
        was, now = picture_file(before.picture), picture_file(after.picture)
        yield ChangedPicture(image=number, before=was, after=now)
    for store in sorted({GLOBAL, *before.overrides, *after.overrides}):
        yield from _own_values(number, store or None, _own(before, store), _own(after, store))
    if before.focus != after.focus:
        yield ChangedFocus(image=number, before=focus_data(before), after=focus_data(after))
    if before.variations != after.variations:
        yield ChangedVariations(image=number, before=before.variations, after=after.variations)


def _summary(image: Image | None) -> ImageSummary | None:
    return ImageSummary(label=image.label, picture=picture_file(image.picture)) if image else None


def _own(image: Image, store: int) -> Override:
    """Its values at that store, or those that every store inherits."""
    if store != GLOBAL:
        return image.own(store)
    return Override(label=image.label, position=image.position, excluded=image.excluded)


def _own_values(image: int, store: int | None, was: Override, now: Override) -> Iterator[Difference]:
    if was.label != now.label:
        yield ChangedLabel(image=image, store=store, before=was.label, after=now.label)
    if was.position != now.position:
        yield ChangedPosition(image=image, store=store, before=was.position, after=now.position)
    if was.excluded != now.excluded:
        yield ChangedHidden(image=image, store=store, before=was.excluded, after=now.excluded)
    if was.removed != now.removed:
        yield ChangedRemoved(image=image, store=store, before=was.removed, after=now.removed)


def _role(change: RoleChange) -> ChangedRole:
    store = None if change.store == GLOBAL else change.store
    return ChangedRole(role=change.role, store=store, before=_holder(change.before), after=_holder(change.after))


def _holder(holder: Holder) -> RoleHolder | None:
    return None if holder is UNSET else RoleHolder(image=holder)
