"""Values that all subjects have, free of words: owners, stores, people and pictures, as programs get them.

Part of Packshot's own API: from 1.0 on, members are only ever added. Addresses are paths on this server, times are UTC.
"""

from datetime import datetime

import msgspec

from web.admin.shell.owners import address_of
from web.gallery.clock import as_datetime
from web.gallery.model import Picture, Uploader
from web.gallery.owner import Kind, Owner, Store
from web.imaging.facts import Facts
from web.imaging.renditions.sizes import Size
from web.media.routes import address
from web.services.catalogue.browse import OwnerRow

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
