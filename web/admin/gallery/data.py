"""A gallery's values, free of words: what programs get, and what the pages of a gallery are made of.

Part of Packshot's own API: from 1.0 on, members are only ever added. Addresses are paths on this server, times are UTC.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from web.admin.shell.data import (
    PictureData,
    picture_data,
)
from web.gallery.changes import Changes
from web.gallery.clock import as_datetime
from web.gallery.model import GLOBAL, Gallery, Image
from web.http.pages.problems import FieldProblem
from web.services.editing.history import JournalEntry
from web.services.editing.write_path import Edited
from web.services.insight.rules import Finding, PictureWithFacts

Source = Literal["store", "default"]  # decided at this store, or inherited by it


class LabelData(msgspec.Struct, frozen=True, kw_only=True):
    """`text`: null where nobody wrote one, empty where that is on purpose."""

    text: str | None
    source: Source


class VisibilityData(msgspec.Struct, frozen=True, kw_only=True):
    hidden: bool
    source: Source


class PlaceData(msgspec.Struct, frozen=True, kw_only=True):
    """`rank`: among the images there, from 1; `position`: the number that somebody chose."""

    rank: int
    position: int
    source: Source


class RoleData(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    source: Source


class FocusData(msgspec.Struct, frozen=True, kw_only=True):
    """The focal point, in per cent from the left and from the top."""

    x: float
    y: float


class FindingData(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of the quality check that the picture breaks, with the numbers that it is about."""

    rule: str
    facts: dict[str, int | str]


class ImageData(msgspec.Struct, frozen=True, kw_only=True):
    """An image as one store shows it, or as all of them inherit it."""

    id: int
    url: str  # of the image at this store
    details: str  # of the image at every store
    label: LabelData
    visibility: VisibilityData
    place: PlaceData
    roles: tuple[RoleData, ...]
    focus: FocusData | None  # null: the middle
    variations: tuple[int, ...]
    picture: PictureData
    findings: tuple[FindingData, ...]
    created_at: datetime
    updated_at: datetime


class EditData(msgspec.Struct, frozen=True, kw_only=True):
    """What a request changed. `entry`: of the journal, by which it can be undone; null where nothing changed."""

    entry: int | None
    added: tuple[int, ...]
    changed: tuple[int, ...]
    removed: tuple[int, ...]
    refused: tuple[FieldProblem, ...] = ()  # files that did not make it, while others did


def label_data(image: Image, store: int) -> LabelData:
    return LabelData(text=image.label_at(store), source=_source(image.own(store).label))


def visibility_data(image: Image, store: int) -> VisibilityData:
    return VisibilityData(hidden=image.excluded_at(store), source=_source(image.own(store).excluded))


def place_data(image: Image, store: int, rank: int) -> PlaceData:
    return PlaceData(rank=rank, position=image.position_at(store), source=_source(image.own(store).position))


def roles_data(gallery: Gallery, image: int, store: int) -> tuple[RoleData, ...]:
    own = gallery.roles.get(store, {}) if store != GLOBAL else {}
    return tuple(
        RoleData(code=code, source="store" if code in own else "default")
        for code in sorted(gallery.roles_of(image, store))
    )


def _source(own: object) -> Source:
    return "default" if own is None else "store"


def focus_data(image: Image) -> FocusData | None:
    return FocusData(x=image.focus[0] / 10, y=image.focus[1] / 10) if image.focus else None


def findings_data(found: Sequence[Finding]) -> tuple[FindingData, ...]:
    return tuple(FindingData(rule=one.rule, facts=dict(one.facts)) for one in found)


def edit_data(edited: Edited, refused: Sequence[FieldProblem] = ()) -> EditData:
    return _edit_data(edited.entry, edited.changes, refused)


def entry_data(entry: JournalEntry) -> EditData:
    return _edit_data(entry.id, entry.changes, ())


def _edit_data(entry: int | None, changes: Changes, refused: Sequence[FieldProblem]) -> EditData:
    images = changes.images
    return EditData(
        entry=entry,
        added=tuple(one for one, change in images.items() if change.before is None),
        changed=tuple(one for one, change in images.items() if change.before and change.after),
        removed=tuple(one for one, change in images.items() if change.after is None),
        refused=tuple(refused),
    )


def image_data(
    gallery: Gallery,
    image: Image,
    store: int,
    rank: int,
    seen: PictureWithFacts,
    found: Sequence[Finding],
    url: str,
    details: str,
) -> ImageData:
    """`url` and `details`: addresses of the image at the store, and at all of them."""
    return ImageData(
        id=image.id,
        url=url,
        details=details,
        label=label_data(image, store),
        visibility=visibility_data(image, store),
        place=place_data(image, store, rank),
        roles=roles_data(gallery, image.id, store),
        focus=focus_data(image),
        variations=image.variations,
        picture=picture_data(image.picture, seen.facts),
        findings=findings_data(found),
        created_at=as_datetime(image.created_at),
        updated_at=as_datetime(image.updated_at),
    )
