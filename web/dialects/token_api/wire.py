"""The Token API's image object, by "Create Product Image": thirteen members in the document's order."""

import msgspec

from web.dialects.requests import Location
from web.gallery.addresses import Addressed
from web.gallery.clock import as_datetime
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.media.routes import address

NAMELESS = frozenset({"", ".", ".."})
UNITS = ("KB", "MB", "GB", "TB", "PB")


class User(msgspec.Struct):
    id: int
    username: str
    full_name: str


class ProductImage(msgspec.Struct):
    id: int
    type: str
    user: User | None
    name: str
    f: str
    size: int
    description: str | None
    width: int
    height: int
    human_readable_size: str
    mode: str
    created_at: str
    updated_at: str


class ImageList(msgspec.Struct):
    count: int
    next: str | None
    previous: str | None
    results: list[ProductImage]


def image_object(image: Image, gallery: Gallery, at: Location, base: str) -> ProductImage:
    picture = image.picture
    uploader = picture.uploader
    return ProductImage(
        id=image.id,
        type=picture.format,
        user=None if uploader is None else User(uploader.id, uploader.name, uploader.full_name),
        name=name_of(picture),
        f=f"{base}{address(picture)}",
        size=picture.size,
        description=image.label,
        width=picture.width,
        height=picture.height,
        human_readable_size=human_readable(picture.size),
        mode=picture.mode,
        created_at=timestamp(image.created_at),
        updated_at=timestamp(image.updated_at),
    )


def addresses(image: Image, owner: Owner, base: str) -> Addressed:
    resource = f"{base}/api/products/{owner.shop_id}/images/{image.id}"
    return Addressed(resource, {"f": base + address(image.picture)})


def base_name(file_name: str) -> str:
    """Name without folders, of whichever system."""
    return file_name.replace("\\", "/").rpartition("/")[2]


def name_of(picture: Picture) -> str:
    name = base_name(picture.file_name)
    return picture.public_name if name in NAMELESS else name


def human_readable(size: int) -> str:
    """631 bytes, 1.5 KB, 2.5 MB: one decimal, units of 1024, as Django formats it but with an ordinary space."""
    if size < 1024:
        return f"{size} byte{'' if size == 1 else 's'}"
    amount, unit = size / 1024, 0
    while amount >= 1024 and unit < len(UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{amount:.1f} {UNITS[unit]}"


def timestamp(microseconds: int) -> str:
    """2026-01-02T03:04:05.678901Z; without the fraction where there is none."""
    return as_datetime(microseconds).isoformat().replace("+00:00", "Z")
