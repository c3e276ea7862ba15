"""BigCommerce's image object, by its document (V2, product images): seven members in this order."""

from email.utils import format_datetime

import msgspec

from web.dialects.bigcommerce.media import stored_path
from web.dialects.requests import Location
from web.gallery.addresses import Addressed
from web.gallery.clock import as_datetime
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.media.secret_parameter import readable
from web.services.catalogue.lookup import ImageOfProduct

THUMBNAIL = "thumbnail"  # the role behind `is_thumbnail`


class BigCommerceImage(msgspec.Struct):
    id: int
    product_id: int
    image_file: str
    is_thumbnail: bool
    sort_order: int
    description: str | None
    date_created: str


class Count(msgspec.Struct):
    count: int


def image_object(image: Image, gallery: Gallery, at: Location, base: str) -> BigCommerceImage:
    return BigCommerceImage(
        id=image.id,
        product_id=at.owner.shop_id,
        image_file=path_of(image.picture),
        is_thumbnail=gallery.holder(THUMBNAIL) == image.id,
        sort_order=image.position,
        description=image.label,
        date_created=date(image.created_at),
    )


def store_image_object(image: ImageOfProduct) -> BigCommerceImage:
    return BigCommerceImage(
        id=image.id,
        product_id=image.product,
        image_file=stored_path(image.picture, image.file_name, image.format),
        is_thumbnail=THUMBNAIL in image.roles,
        sort_order=image.position,
        description=image.label,
        date_created=date(image.created_at),
    )


def addresses(image: Image, owner: Owner, base: str) -> Addressed:
    """The API has a path; a shop's pages put the folder in front of it."""
    resource = f"{base}/api/v2/products/{owner.shop_id}/images/{image.id}.json"
    address = readable(f"{base}/product_images/{path_of(image.picture)}", image.picture, owner)
    return Addressed(resource, {"image_file": address})


def path_of(picture: Picture) -> str:
    return stored_path(picture.number, picture.file_name, picture.format)


def date(microseconds: int) -> str:
    """RFC 2822, UTC: Fri, 21 Dec 2012 18:54:04 +0000."""
    return format_datetime(as_datetime(microseconds))
