"""What a card of the gallery page shows of one image, as values, and where each value comes from."""

import msgspec

from web.admin.gallery.card_words import label_name, toggle, toggle_short
from web.admin.gallery.opened import LabelConflictShown, OpenGallery
from web.admin.shell.messages import file_size
from web.admin.shell.picture_sources import ResponsivePicture, square, whole
from web.gallery.model import MIDDLE, Gallery, Image
from web.http.pages.language import gettext
from web.services.insight.messages import reason
from web.services.insight.rules import Finding, PictureWithFacts


class RoleChip(msgspec.Struct, frozen=True):
    code: str
    name: str
    held: bool
    own: bool  # decided at this store, not inherited


class QualityNote(msgspec.Struct, frozen=True):
    """What is not good about a picture, in one line."""

    text: str
    image: int | None = None  # the other one that it is about


class Focus(msgspec.Struct, frozen=True):
    """The focal point, in per cent, and the picture cut around it."""

    x: str
    y: str
    picture: ResponsivePicture


class Card(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    rank: int
    action: str
    replace: str
    panel: str  # the image's own page
    toggle: str  # what hides it, or shows it again
    toggle_short: str
    label_name: str
    decorative: bool
    conflict: LabelConflictShown | None
    picture: ResponsivePicture
    notes: tuple[QualityNote, ...]
    focus: Focus | None  # where the menu is open
    facts: str
    file_name: str
    label: str
    label_own: bool
    hidden: bool
    hidden_own: bool
    roles: tuple[RoleChip, ...]
    roles_own: bool
    store: str | None  # its name, at a store
    open: bool  # with what lies in its menu


def quality_notes_of(listed: list[Image], found: dict[int, list[Finding]]) -> dict[int, tuple[QualityNote, ...]]:
    """People know images by their places, not by their ids."""
    ranks = {image.id: rank for rank, image in enumerate(listed, start=1)}

    def note(finding: Finding) -> QualityNote:
        other = finding.facts.get("image")
        if not isinstance(other, int):
            return QualityNote(reason(finding, gettext))
        return QualityNote(reason(Finding(finding.rule, {**finding.facts, "image": ranks[other]}), gettext), other)

    return {number: tuple(note(finding) for finding in some) for number, some in found.items()}


def card_of(
    opened: OpenGallery,
    gallery: Gallery,
    image: Image,
    rank: int,
    seen: PictureWithFacts,
    notes: tuple[QualityNote, ...],
    avif: bool,
) -> Card:
    scope, own = opened.scope, image.own(opened.scope)
    roles = _roles(opened, gallery, image)
    store = opened.store.name if opened.store else None
    hidden = image.excluded_at(scope)
    return Card(
        panel=opened.address(f"/images/{image.id}/panel"),
        toggle=toggle(rank, hidden, store),
        toggle_short=toggle_short(hidden, store),
        label_name=label_name(rank, store),
        decorative=image.label_at(scope) == "",
        conflict=opened.conflict if opened.conflict and opened.conflict.image == image.id else None,
        id=image.id,
        rank=rank,
        action=opened.address(f"/images/{image.id}"),
        replace=opened.address(f"/images/{image.id}/picture"),
        picture=whole(image.picture, seen.facts, avif),
        notes=notes,
        focus=_focus(image, seen, avif) if image.id == opened.menu else None,
        facts=_facts(image),
        file_name=image.picture.file_name,
        label=image.label_at(scope) or "",
        label_own=own.label is not None,
        hidden=hidden,
        hidden_own=own.excluded is not None,
        roles=roles,
        roles_own=any(role.own for role in roles if role.held or gallery.holder(role.code) == image.id),
        store=store,
        open=image.id == opened.menu,
    )


def _focus(image: Image, seen: PictureWithFacts, avif: bool) -> Focus:
    x, y = image.focus or MIDDLE
    return Focus(f"{x / 10:g}", f"{y / 10:g}", square(image.picture, image.focus, seen.facts, avif))


def _roles(opened: OpenGallery, gallery: Gallery, image: Image) -> tuple[RoleChip, ...]:
    here = gallery.roles.get(opened.scope, {}) if opened.store else {}
    held = gallery.roles_of(image.id, opened.scope)
    return tuple(RoleChip(code, name, code in held, code in here) for code, name in opened.shop.roles.items())


def _facts(image: Image) -> str:
    picture = image.picture
    return f"{picture.width} × {picture.height} · {picture.format} · {file_size(picture.size)}"
