"""Spree's JSON: the image object of its guide (v1, "Product Images"), fifteen members in this order."""

import re
from urllib.parse import quote

import msgspec

from web.dialects.spree.locate import SpreeLocation
from web.gallery.addresses import Addressed
from web.gallery.clock import SECOND, as_datetime
from web.gallery.formats import media_type
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.media.secret_parameter import readable

PREFIX = "/api/v1/"
STYLES = ("mini", "small", "product", "large")
UNSAFE_CHARACTERS = re.compile(r"[&$+,/:;=?@<>\[\]{}|\\^~%# ]")  # each becomes _ in a file name, as Paperclip does it


class SpreeImage(msgspec.Struct):
    id: int
    position: int
    attachment_content_type: str
    attachment_file_name: str
    type: str
    attachment_updated_at: str
    attachment_width: int
    attachment_height: int
    alt: str | None
    viewable_type: str
    viewable_id: int
    mini_url: str
    small_url: str
    product_url: str
    large_url: str


NEW = {
    "attributes": list(SpreeImage.__struct_fields__[:9]),
    "required_attributes": [],
}


def image_object(image: Image, gallery: Gallery, at: SpreeLocation, base: str) -> SpreeImage:
    """`at` with the variations of its product, as `visible_gallery` gives it."""
    picture, name = image.picture, file_name(image.picture)
    return SpreeImage(
        id=image.id,
        position=image.position,
        attachment_content_type=media_type(picture.format),
        attachment_file_name=name,
        type="Spree::Image",
        attachment_updated_at=timestamp(picture.uploaded_at),
        attachment_width=picture.width,
        attachment_height=picture.height,
        alt=image.label,
        viewable_type="Spree::Variant",
        viewable_id=viewable_id(image, at),
        **_picture_urls(image, name, at.owner, base),
    )


def addresses(image: Image, owner: Owner, base: str) -> Addressed:
    resource = f"{base}{PREFIX}products/{quote(owner.slug, safe='')}/images/{image.id}"
    return Addressed(resource, _picture_urls(image, file_name(image.picture), owner, base))


def _picture_urls(image: Image, name: str, owner: Owner, base: str) -> dict[str, str]:
    """`/spree/products/{id}/{style}/{file}?{unix time}`: each new picture has a new time."""
    before = f"{base}/spree/products/{image.id}/"
    after = readable(f"/{quote(name)}?{image.picture.uploaded_at // SECOND}", image.picture, owner)
    return {f"{style}_url": f"{before}{style}{after}" for style in STYLES}


def viewable_id(image: Image, at: SpreeLocation) -> int:
    """The image's first variation, or the master for an image of none."""
    return image.variations[0] if image.variations else at.master


def file_name(picture: Picture) -> str:
    """The name as uploaded, without folders and awkward characters, one underscore each."""
    last = picture.file_name.replace("\\", "/").rpartition("/")[2]
    return UNSAFE_CHARACTERS.sub("_", last) if last.strip(".") else picture.public_name


def timestamp(microseconds: int) -> str:
    """UTC with three decimals: 2015-09-19T01:54:03.676Z."""
    return f"{as_datetime(microseconds).isoformat(timespec='milliseconds')[:-6]}Z"  # in place of +00:00


def encode(body: object) -> bytes:
    """JSON as Rails writes it: angle brackets, ampersands and line separators in strings are escaped."""
    text = msgspec.json.encode(body)
    for plain, escaped in ESCAPES:
        text = text.replace(plain, escaped)
    return text


ESCAPES = (
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
)
