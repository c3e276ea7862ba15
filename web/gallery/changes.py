"""Changes between two galleries: saved, kept in the journal, undone, and sent to webhooks by their types."""

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import UNSET, UnsetType

from web.gallery.errors import ChangedSince
from web.gallery.model import GLOBAL, Gallery, Image, Override, Point

Holder = int | None | UnsetType  # an image's id; nobody; not decided here (inherits)

FIELDS = ("picture", "position", "label", "excluded", "variations")
OWN_FIELDS = ("label", "position", "excluded", "removed")


class ImageChange(msgspec.Struct, frozen=True):
    before: Image | None
    after: Image | None


class RoleChange(msgspec.Struct, frozen=True, omit_defaults=True):
    store: int
    role: str
    before: Holder = UNSET
    after: Holder = UNSET


class Changes(msgspec.Struct, frozen=True):
    images: dict[int, ImageChange] = {}
    roles: tuple[RoleChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.images or self.roles)


def changes_between(old: Gallery, new: Gallery) -> Changes:
    return Changes(
        images={
            number: ImageChange(old.images.get(number), new.images.get(number))
            for number in sorted({*old.images, *new.images})
            if old.images.get(number) != new.images.get(number)
        },
        roles=tuple(
            RoleChange(store, role, _decided(old, store, role), _decided(new, store, role))
            for store, role in sorted({*_decisions(old), *_decisions(new)})
            if _decided(old, store, role) != _decided(new, store, role)
        ),
    )


def _decisions(gallery: Gallery) -> Iterator[tuple[int, str]]:
    return ((store, role) for store, roles in gallery.roles.items() for role in roles)


def _decided(gallery: Gallery, store: int, role: str) -> Holder:
    return gallery.roles.get(store, {}).get(role, UNSET)


def undone(gallery: Gallery, changes: Changes) -> Gallery:
    """The gallery with those changes taken back, except where somebody changed the same thing since.

    Raises ChangedSince when nothing is left to take back.
    """
    images = {**gallery.images}
    for number, change in changes.images.items():
        image = _image_undone(images.get(number), change)
        if image is None:
            images.pop(number, None)
        else:
            images[number] = image
    result = Gallery(images=images, roles=_roles_undone(gallery, changes.roles, images))
    if result == gallery:
        raise ChangedSince
    return result


def _image_undone(now: Image | None, change: ImageChange) -> Image | None:
    before, after = change.before, change.after
    if now is None or after is None:  # it is gone: put back what this change removed, and only that
        return now or (before if after is None else None)
    if before is None:
        return None
    fields = {name: _taken_back(name, now, before, after) for name in FIELDS}
    stores = {*now.overrides, *before.overrides, *after.overrides}
    own = {store: _own_undone(now.own(store), before.own(store), after.own(store)) for store in stores}
    return msgspec.structs.replace(now, **fields, focus=_focus_undone(now, before, after), overrides=without_empty(own))


def _focus_undone(now: Image, before: Image, after: Image) -> Point | None:
    """The focal point belongs to the picture and comes back with it; a picture that came since keeps its own."""
    if now.picture != after.picture:
        return now.focus
    if before.picture != after.picture:
        return before.focus
    return before.focus if now.focus == after.focus else now.focus


def _own_undone(now: Override, before: Override, after: Override) -> Override:
    return msgspec.structs.replace(now, **{name: _taken_back(name, now, before, after) for name in OWN_FIELDS})


def _taken_back(name: str, now: object, before: object, after: object) -> object:
    same_still = getattr(now, name) == getattr(after, name)
    return getattr(before if same_still else now, name)


def without_empty(overrides: Mapping[int, Override]) -> dict[int, Override]:
    """A store that has nothing of its own left is not mentioned at all."""
    return {store: own for store, own in sorted(overrides.items()) if own != Override()}


def _roles_undone(
    gallery: Gallery, changes: tuple[RoleChange, ...], images: Mapping[int, Image]
) -> dict[int, dict[str, int | None]]:
    """Role decisions after the undo; a holder that is not among `images` any more is nobody."""
    roles: dict[int, dict[str, Holder]] = {store: dict(held) for store, held in gallery.roles.items()}
    for change in changes:
        if _decided(gallery, change.store, change.role) == change.after:
            roles.setdefault(change.store, {})[change.role] = change.before
    return tidy_roles({store: _decisions_for(held, images) for store, held in roles.items()})


def _decisions_for(held: Mapping[str, Holder], images: Mapping[int, Image]) -> dict[str, int | None]:
    """Decisions, without the roles that are not decided here."""
    return {
        role: holder if holder in images else None for role, holder in held.items() if not isinstance(holder, UnsetType)
    }


def tidy_roles(roles: Mapping[int, Mapping[str, int | None]]) -> dict[int, dict[str, int | None]]:
    """Drop "nobody" globally, since there is nothing above to inherit from."""
    tidy = {
        store: {role: holder for role, holder in sorted(held.items()) if store != 0 or holder is not None}
        for store, held in sorted(roles.items())
    }
    return {store: held for store, held in tidy.items() if held}


KINDS = (
    "image.added",
    "image.removed",
    "image.replaced",
    "image.relabelled",
    "image.shown",  # or hidden, or removed from one store, or put back there
    "image.linked",  # to other variations
    "gallery.reordered",
    "roles.changed",
)


def kinds_of(changes: Changes) -> dict[str, list[int]]:
    """Kind -> the images that it is about, in the order of the table; kinds that did not happen are not there."""
    found: dict[str, set[int]] = {}
    for number, change in changes.images.items():
        for kind in _of_image(change.before, change.after):
            found.setdefault(kind, set()).add(number)
    if changes.roles:
        holders = (holder for role in changes.roles for holder in (role.before, role.after))
        found["roles.changed"] = {holder for holder in holders if isinstance(holder, int)}
    return {kind: sorted(found[kind]) for kind in KINDS if kind in found}


def _of_image(before: Image | None, after: Image | None) -> Iterator[str]:
    if before is None or after is None:
        yield "image.added" if before is None else "image.removed"
        return
    if before.picture != after.picture:
        yield "image.replaced"
    if before.variations != after.variations:
        yield "image.linked"
    for kind, name in (("image.relabelled", "label"), ("gallery.reordered", "position")):
        if _differ(before, after, name):
            yield kind
    if _differ(before, after, "excluded") or _differ(before, after, "removed"):
        yield "image.shown"


def _differ(before: Image, after: Image, name: str) -> bool:
    stores = {*before.overrides, *after.overrides} - {GLOBAL}
    own = any(getattr(before.own(store), name) != getattr(after.own(store), name) for store in stores)
    return own or getattr(before, name, None) != getattr(after, name, None)
