"""A gallery's values, free of words: what programs get, and what the pages of a gallery are made of.

Part of Packshot's own API: from 1.0 on, members are only ever added. Addresses are paths on this server, times are UTC.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from web.admin.shell.owners import address_of
from web.gallery.changes import Changes
from web.gallery.clock import as_datetime
from web.gallery.model import GLOBAL, Gallery, Image, Picture, Uploader
from web.gallery.owner import Kind, Owner, Store
from web.http.pages.problems import FieldProblem
from web.imaging.facts import Facts
from web.imaging.renditions.sizes import Size
from web.media.routes import address
from web.services.catalogue.browse import OwnerRow
from web.services.editing.history import JournalEntry
from web.services.editing.write_path import Edited
from web.services.insight.rules import Finding, PictureWithFacts

Source = Literal["store", "default"]  # decided at this store, or inherited by it
SIDES = (320, 640, 1280, 2048)  # pixels; of the WebP renditions that are offered


class OwnerData(msgspec.Struct, frozen=True, kw_only=True):
    """A product or a collection, by the id that the shop knows it by."""

    kind: Kind
    id: int
    name: str
    sku: str | None
    slug: str
    visible: bool
    supports_images: bool
    url: str


class StoreData(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    code: str
    name: str
    locale: str
    default: bool
    active: bool


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


class PersonData(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    name: str
    full_name: str


class PictureFileData(msgspec.Struct, frozen=True, kw_only=True):
    """A picture by its number. `urls`: the original, and WebP by its longest side.

    Those of a picture that was removed answer people and programs of the shop alone, until its file is swept.
    """

    number: int
    file_name: str
    urls: dict[str, str]


class PictureData(PictureFileData, frozen=True, kw_only=True):
    """`width` and `height` in pixels as displayed."""

    format: str
    width: int
    height: int
    bytes: int
    mode: str
    sha256: str
    uploaded_at: datetime
    uploaded_by: PersonData | None


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


def owner_data(owner: Owner | OwnerRow) -> OwnerData:
    return OwnerData(
        kind=owner.kind,
        id=owner.shop_id,
        name=owner.name,
        sku=owner.sku,
        slug=owner.slug,
        visible=owner.visible,
        supports_images=owner.supports_images,
        url=address_of(owner.kind, owner.shop_id),
    )


def store_data(store: Store) -> StoreData:
    return StoreData(
        id=store.id,
        code=store.code,
        name=store.name,
        locale=store.locale,
        default=store.is_default,
        active=store.active,
    )


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


def picture_file(picture: Picture) -> PictureFileData:
    return PictureFileData(number=picture.number, file_name=picture.file_name, urls=_urls(picture))


def picture_data(picture: Picture, facts: Facts | None) -> PictureData:
    width, height = (picture.width, picture.height)[:: -1 if facts and facts.sideways else 1]
    uploader = picture.uploader
    return PictureData(
        number=picture.number,
        file_name=picture.file_name,
        format=picture.format,
        width=width,
        height=height,
        bytes=picture.size,
        mode=picture.mode,
        sha256=picture.content_hash,
        uploaded_at=as_datetime(picture.uploaded_at),
        uploaded_by=person_data(uploader) if uploader else None,
        urls=_urls(picture),
    )


def person_data(person: Uploader) -> PersonData:
    return PersonData(id=person.id, name=person.name, full_name=person.full_name)


def _urls(picture: Picture) -> dict[str, str]:
    return {"original": address(picture), **{str(side): _webp(picture, side) for side in SIDES}}


def _webp(picture: Picture, side: int) -> str:
    return address(picture, Size.fit(side, side), "WEBP")


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
