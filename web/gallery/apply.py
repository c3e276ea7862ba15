"""Applying edits to a gallery: the rules, as pure functions from gallery to gallery."""

from collections.abc import Container, Iterable, Mapping
from functools import reduce, singledispatch

from msgspec import UNSET
from msgspec.structs import replace

from web.gallery import ordering
from web.gallery.changes import tidy_roles, undone, without_empty
from web.gallery.edits import (
    AddImage,
    Arrange,
    Arranged,
    AssignRoles,
    ChangeImage,
    Edit,
    MoveImage,
    Placement,
    RemoveImage,
    ReplacePicture,
    Undo,
)
from web.gallery.errors import FocusOutside, LabelChanged, LabelTooLong, PositionOutOfRange
from web.gallery.model import GLOBAL, LARGEST_POSITION, LONGEST_LABEL, MIDDLE, Gallery, Image, Override, Point


def apply(gallery: Gallery, edits: Iterable[Edit], now: int) -> Gallery:
    """The gallery after all edits, each seeing what the ones before it did. `now`: microseconds since 1970.

    Raises GalleryError; writing back what is there already gives an equal gallery.
    """
    after = reduce(lambda value, edit: _apply(edit, value), edits, gallery)
    images = {number: _dated(gallery.images.get(number), image, now) for number, image in after.images.items()}
    return replace(after, images=images)


def _dated(before: Image | None, after: Image, now: int) -> Image:
    if before is None and not after.created_at:
        return replace(after, created_at=now, updated_at=now)
    return after if before is None or before == after else replace(after, updated_at=now)


@singledispatch
def _apply(edit: Edit, gallery: Gallery) -> Gallery:
    raise TypeError(f"not an edit: {edit!r}")


@_apply.register
def _add(edit: AddImage, gallery: Gallery) -> Gallery:
    number = edit.picture.number
    _check_label(edit.label)
    image = Image(id=number, picture=edit.picture, position=gallery.next_position(), variations=edit.variations)
    gallery = _with(gallery, image)
    if edit.store == GLOBAL:
        image = replace(image, label=edit.label, excluded=edit.excluded)
    else:
        own = Override(label=edit.label, excluded=edit.excluded or None)
        image = replace(image, overrides=without_empty({edit.store: own}))
    gallery = _with(gallery, image)
    if edit.position is not UNSET:
        # A newcomer has no old place to slide from: everybody from there on makes room.
        place = Placement.MAKE_ROOM if edit.place is Placement.SLIDE else edit.place
        gallery = _positioned(gallery, ordering.placed(gallery, number, edit.position, place, edit.store), edit.store)
    return _roles_assigned(gallery, number, edit.roles, edit.store) if edit.roles else gallery


@_apply.register
def _change(edit: ChangeImage, gallery: Gallery) -> Gallery:
    image = gallery.image(edit.image_id, edit.store)
    if edit.variations is not UNSET:
        image = replace(image, variations=edit.variations)
    if edit.focus is not UNSET:
        image = replace(image, focus=_focus(edit.focus))
    if edit.expected is not None and not edit.expected.is_still(image, edit.store):
        raise LabelChanged(image.id, edit.store)
    if edit.label is not UNSET and edit.label != _current(image, "label", edit.store, edit.label):
        _check_label(edit.label)
        image = _set(image, "label", edit.label, edit.store)
    if edit.excluded is not UNSET and edit.excluded != _current(image, "excluded", edit.store, edit.excluded):
        image = _set(image, "excluded", edit.excluded, edit.store)
    return _with(gallery, image)


@_apply.register
def _move(edit: MoveImage, gallery: Gallery) -> Gallery:
    image = gallery.image(edit.image_id, edit.store)
    if edit.position is None:
        return _with(gallery, _set(image, "position", None, edit.store)) if edit.store != GLOBAL else gallery
    moved = ordering.placed(gallery, edit.image_id, edit.position, edit.place, edit.store)
    return _positioned(gallery, moved, edit.store)


@_apply.register
def _assign(edit: AssignRoles, gallery: Gallery) -> Gallery:
    gallery.image(edit.image_id, edit.store)
    if edit.roles is not None:
        return _roles_assigned(gallery, edit.image_id, edit.roles, edit.store)
    here = gallery.roles.get(edit.store, {})
    concerned = gallery.roles_of(edit.image_id, edit.store) | gallery.roles_of(edit.image_id)
    kept = {role: holder for role, holder in here.items() if role not in concerned or edit.store == GLOBAL}
    return replace(gallery, roles=tidy_roles({**gallery.roles, edit.store: kept}))


@_apply.register
def _replace(edit: ReplacePicture, gallery: Gallery) -> Gallery:
    return _with(gallery, replace(gallery.image(edit.image_id), picture=edit.picture, focus=None))


@_apply.register
def _remove(edit: RemoveImage, gallery: Gallery) -> Gallery:
    image = gallery.image(edit.image_id, edit.store)
    if edit.close_gap:
        gallery = _positioned(gallery, ordering.gap_closed(gallery, edit.image_id, edit.store), edit.store)
    if edit.store != GLOBAL:
        gallery = _roles_assigned(gallery, edit.image_id, frozenset(), edit.store)
        return _with(gallery, _set(image, "removed", True, edit.store))
    others = {number: other for number, other in gallery.images.items() if number != edit.image_id}
    held = {
        store: {role: None if holder == edit.image_id else holder for role, holder in roles.items()}
        for store, roles in gallery.roles.items()
    }
    return Gallery(images=others, roles=tidy_roles(held))


@_apply.register
def _undo(edit: Undo, gallery: Gallery) -> Gallery:
    return undone(gallery, edit.changes)


@_apply.register
def _arrange(edit: Arrange, gallery: Gallery) -> Gallery:
    arranged = {number: _as_arranged(gallery.image(number), values) for number, values in edit.images.items()}
    others = {store: _held_by_others(held, arranged) for store, held in gallery.roles.items()}
    decided = {store: {**others.get(store, {}), **held} for store, held in edit.roles.items()}
    return Gallery(images={**gallery.images, **arranged}, roles=tidy_roles({**others, **decided}))


def _as_arranged(image: Image, values: Arranged) -> Image:
    """Raises PositionOutOfRange, FocusOutside, LabelTooLong."""
    for label in (values.label, *(own.label for own in values.overrides.values())):
        _check_label(label)
    for position in (values.position, *(own.position or 0 for own in values.overrides.values())):
        if abs(position) > LARGEST_POSITION:
            raise PositionOutOfRange(position)
    return replace(
        image,
        position=values.position,
        label=values.label,
        excluded=values.excluded,
        variations=values.variations,
        focus=_focus(values.focus),
        overrides=without_empty(values.overrides),
    )


def _held_by_others(held: Mapping[str, int | None], arranged: Container[int]) -> dict[str, int | None]:
    """An image that has a role and is not arranged keeps it, unless the edit decides on it."""
    return {role: holder for role, holder in held.items() if holder is not None and holder not in arranged}


def _with(gallery: Gallery, image: Image) -> Gallery:
    return replace(gallery, images={**gallery.images, image.id: image})


def _current(image: Image, field: str, store: int, new: object) -> object:
    """The value a write must differ from: for "inherit again" the store's own, for a value the one that is read."""
    if store != GLOBAL and new is None:
        return getattr(image.own(store), field)
    return getattr(image, f"{field}_at")(store)


def _check_label(label: str | None) -> None:
    """Only what is written: longer ones that are there already are read, and put back. Raises LabelTooLong."""
    if label is not None and len(label) > LONGEST_LABEL:
        raise LabelTooLong(LONGEST_LABEL)


def _focus(point: Point | None) -> Point | None:
    """None for the middle. Raises FocusOutside."""
    if point is not None and not all(0 <= part <= 1000 for part in point):
        raise FocusOutside(point)
    return None if point == MIDDLE else point


def _set(image: Image, field: str, value: object, store: int) -> Image:
    if store == GLOBAL:
        return replace(image, **{field: value})
    own = replace(image.own(store), **{field: value})
    return replace(image, overrides=without_empty({**image.overrides, store: own}))


def _positioned(gallery: Gallery, positions: Mapping[int, int], store: int) -> Gallery:
    moved = {number: _set(gallery.images[number], "position", to, store) for number, to in positions.items()}
    return replace(gallery, images={**gallery.images, **moved})


def _roles_assigned(gallery: Gallery, image_id: int, roles: frozenset[str], store: int) -> Gallery:
    """Keep only decisions that change what is read, so that a store goes on inheriting the rest."""
    held = dict(gallery.roles.get(store, {}))
    has = gallery.roles_of(image_id, store)
    held.update(dict.fromkeys(roles - has, image_id))
    held.update(dict.fromkeys(has - roles))
    return replace(gallery, roles=tidy_roles({**gallery.roles, store: held}))
