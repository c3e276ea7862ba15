"""Edits: one intention each. What an edit does not name stays as it is (`UNSET`)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from web.gallery.changes import Changes
from web.gallery.labels import ExpectedLabel
from web.gallery.model import GLOBAL, Override, Picture, Point


class Placement(StrEnum):
    """Moves of the neighbours when an image takes a position."""

    EXACT = "exact"  # nobody else moves
    MAKE_ROOM = "make room"  # everybody else from there on moves up by one
    SLIDE = "slide"  # the ones between the old and the new place move by one, as lists do
    RANK = "rank"  # the number is a rank: the whole gallery is renumbered 1…n


class AddImage(msgspec.Struct, frozen=True, kw_only=True):
    """`picture.number` becomes the image's id. Without a position it goes to the end.

    A number below zero stands for the one to come: later edits of the same list may name the image by it.

    With a store, label, position, excluded and roles are that store's own; globally it has none and stands last.
    """

    picture: Picture
    label: str | None = None
    position: int | UnsetType = UNSET
    place: Placement = Placement.EXACT
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
    expected: ExpectedLabel | None = None  # refuse the label where another is there
    excluded: bool | UnsetType | None = UNSET
    variations: tuple[int, ...] | UnsetType = UNSET
    focus: Point | UnsetType | None = UNSET


class MoveImage(msgspec.Struct, frozen=True, kw_only=True):
    """None at a store gives the position back to the global one."""

    image_id: int
    position: int | None
    place: Placement = Placement.EXACT
    store: int = GLOBAL


class AssignRoles(msgspec.Struct, frozen=True, kw_only=True):
    """Exactly these roles: taken from the images that have them; the image gives up any others it held.

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


class Arranged(msgspec.Struct, frozen=True, kw_only=True):
    """All values of an image beside its picture."""

    position: int
    label: str | None = None
    excluded: bool = False
    focus: Point | None = None
    variations: tuple[int, ...] = ()
    overrides: Mapping[int, Override] = {}


class Arrange(msgspec.Struct, frozen=True, kw_only=True):
    """These images with exactly these values, also where a store repeats what it would inherit; others stay.

    `roles` are all decisions about these images, "nobody" included; others keep the roles that are not decided here.
    """

    images: Mapping[int, Arranged]
    roles: Mapping[int, Mapping[str, int | None]]


Edit = AddImage | ChangeImage | MoveImage | AssignRoles | ReplacePicture | RemoveImage | Undo | Arrange


def renumbered(edit: Edit, given: Mapping[int, int]) -> Edit:
    """The edit with the numbers that newcomers were given, where it calls them by those that stood for them."""
    match edit:
        case AddImage() | Undo():
            return edit
        case Arrange():
            roles = {
                store: {role: None if holder is None else given.get(holder, holder) for role, holder in held.items()}
                for store, held in edit.roles.items()
            }
            return Arrange(images={given.get(number, number): one for number, one in edit.images.items()}, roles=roles)
        case ChangeImage() | MoveImage() | AssignRoles() | ReplacePicture() | RemoveImage():
            return replace(edit, image_id=given.get(edit.image_id, edit.image_id))
        case _:
            assert_never(edit)
