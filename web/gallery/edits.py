"""Edits: one intention each. What an edit does not name stays as it is (`UNSET`)."""

from enum import StrEnum

import msgspec
from msgspec import UNSET, UnsetType

from web.gallery.changes import Changes
from web.gallery.model import GLOBAL, Picture, Point


class Place(StrEnum):
    """What happens to the neighbours when an image takes a position."""

    EXACT = "exact"  # nobody else moves
    MAKE_ROOM = "make room"  # everybody else from there on moves up by one
    SLIDE = "slide"  # the ones between the old and the new place move by one, as lists do
    RANK = "rank"  # the number is a rank: the whole gallery is renumbered 1…n


class AddImage(msgspec.Struct, frozen=True, kw_only=True):
    """`picture.number` becomes the image's id. Without a position it goes to the end.

    With a store, label, position, excluded and roles are that store's own; globally it has none and stands last.
    """

    picture: Picture
    label: str | None = None
    position: int | UnsetType = UNSET
    place: Place = Place.EXACT
    excluded: bool = False
    roles: frozenset[str] = frozenset()
    variations: tuple[int, ...] = ()
    store: int = GLOBAL


class ChangeImage(msgspec.Struct, frozen=True, kw_only=True):
    """At a store None means "inherit again"; a value equal to the inherited one changes nothing.

    Variations and focus are the same in every store; no focus is the middle.
    """

    image_id: int
    store: int = GLOBAL
    label: str | UnsetType | None = UNSET
    excluded: bool | UnsetType | None = UNSET
    variations: tuple[int, ...] | UnsetType = UNSET
    focus: Point | UnsetType | None = UNSET


class MoveImage(msgspec.Struct, frozen=True, kw_only=True):
    """None at a store gives the position back to the global one."""

    image_id: int
    position: int | None
    place: Place = Place.EXACT
    store: int = GLOBAL


class AssignRoles(msgspec.Struct, frozen=True, kw_only=True):
    """Exactly these roles: taken from whoever has them, and whatever else the image held is given up.

    None at a store: the store follows the global holders again in every role this image is concerned with.
    """

    image_id: int
    roles: frozenset[str] | None
    store: int = GLOBAL


class ReplacePicture(msgspec.Struct, frozen=True, kw_only=True):
    """New bytes, same image: labels, roles, position, links and id stay. The focus belonged to the old picture."""

    image_id: int
    picture: Picture


class RemoveImage(msgspec.Struct, frozen=True, kw_only=True):
    """Out of the gallery, or out of one store's. Nobody is promoted into its roles."""

    image_id: int
    store: int = GLOBAL
    close_gap: bool = False  # the images behind it move up by one


class Undo(msgspec.Struct, frozen=True, kw_only=True):
    """Take back what one earlier list of edits did, as far as nobody has changed it again since."""

    changes: Changes


Edit = AddImage | ChangeImage | MoveImage | AssignRoles | ReplacePicture | RemoveImage | Undo
