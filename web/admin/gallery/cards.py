"""A card of the gallery page: the values that it shows of one image, and where each comes from."""

import msgspec

from web.admin.gallery.data import ImageData
from web.admin.gallery.opened import LabelConflictShown, OpenGallery
from web.admin.shell.picture_sources import ResponsivePicture, square, whole
from web.gallery.model import MIDDLE, Image
from web.http.pages.language import gettext
from web.services.insight.messages import reason
from web.services.insight.rules import Finding, PictureWithFacts


class RoleChip(msgspec.Struct, frozen=True):
    code: str
    name: str
    held: bool
    own: bool  # decided at this store, not inherited


class QualityNote(msgspec.Struct, frozen=True):
    """A finding about a picture, in one line."""

    text: str
    image: int | None = None  # the other one that it is about


class Focus(msgspec.Struct, frozen=True):
    """The focal point, in per cent, and the picture cut around it."""

    x: str
    y: str
    picture: ResponsivePicture


class Card(msgspec.Struct, frozen=True, kw_only=True):
    image: ImageData
    action: str
    replace: str
    conflict: LabelConflictShown | None
    picture: ResponsivePicture
    notes: tuple[QualityNote, ...]
    focus: Focus | None  # where the menu is open
    roles: tuple[RoleChip, ...]
    roles_own: bool
    store: str | None  # its name, at a store
    open: bool  # with what lies in its menu


def quality_notes_of(listed: list[Image], found: dict[int, list[Finding]]) -> dict[int, tuple[QualityNote, ...]]:
    """Notes by image id; the other images in them go by their places, as people know them."""
    ranks = {image.id: rank for rank, image in enumerate(listed, start=1)}

    def note(finding: Finding) -> QualityNote:
        other = finding.facts.get("image")
        if not isinstance(other, int):
            return QualityNote(reason(finding, gettext))
        return QualityNote(reason(Finding(finding.rule, {**finding.facts, "image": ranks[other]}), gettext), other)

    return {number: tuple(note(finding) for finding in some) for number, some in found.items()}


def card_of(
    opened: OpenGallery, data: ImageData, seen: PictureWithFacts, notes: tuple[QualityNote, ...], avif: bool
) -> Card:
    image = opened.gallery.images[data.id]
    roles = role_chips(opened, image, opened.scope)
    return Card(
        image=data,
        action=data.url,
        replace=opened.address(f"/images/{image.id}/picture"),
        conflict=opened.conflict if opened.conflict and opened.conflict.image == image.id else None,
        picture=whole(image.picture, seen.facts, avif),
        notes=notes,
        focus=_focus(image, seen, avif) if image.id == opened.menu else None,
        roles=roles,
        roles_own=roles_own(opened, image, roles),
        store=opened.store.name if opened.store else None,
        open=image.id == opened.menu,
    )


def _focus(image: Image, seen: PictureWithFacts, avif: bool) -> Focus:
    x, y = image.focus or MIDDLE
    return Focus(f"{x / 10:g}", f"{y / 10:g}", square(image.picture, image.focus, seen.facts, avif))


def role_chips(opened: OpenGallery, image: Image, store: int) -> tuple[RoleChip, ...]:
    """Chips of all roles, and whether the image holds each at the store."""
    here = opened.gallery.roles.get(store, {}) if store else {}
    held = opened.gallery.roles_of(image.id, store)
    return tuple(RoleChip(code, name, code in held, code in here) for code, name in opened.shop.roles.items())


def roles_own(opened: OpenGallery, image: Image, roles: tuple[RoleChip, ...]) -> bool:
    """Tell whether the store gives the image a role of its own, or takes one away that it holds elsewhere."""
    return any(role.own for role in roles if role.held or opened.gallery.holder(role.code) == image.id)
