"""Spree's words: the image object of its guide (v1, "Product Images"), fifteen members in this order."""

import re
from typing import Any
from urllib.parse import quote

import msgspec

from web.gallery.addresses import Addressed
from web.gallery.clock import SECOND, as_datetime
from web.gallery.formats import media_type
from web.gallery.model import GLOBAL, Image, LoadedGallery, Picture
from web.gallery.owner import Owner

UNFIT = re.compile(r"[&$+,/:;=?@<>\[\]{}|\\^~%# ]")  # each becomes _ in a file name, as Paperclip does it


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


def spree_image(image: Image, owner: Owner, variations: tuple[int, ...], base: str) -> SpreeImage:
    """With addresses of the form `/spree/products/{id}/{style}/{file}?{unix time}`: each new picture has a new time."""
    picture, name = image.picture, file_name(image.picture)
    before = f"{base}/spree/products/{image.id}/"
    after = f"/{quote(name)}?{picture.uploaded_at // SECOND}"
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
        viewable_id=viewable_id(image, owner, variations),
        mini_url=f"{before}mini{after}",
        small_url=f"{before}small{after}",
        product_url=f"{before}product{after}",
        large_url=f"{before}large{after}",
    )


def addresses(image: Image, owner: Owner, base: str) -> Addressed:
    worded = spree_image(image, owner, (), base)
    names = ("mini_url", "small_url", "product_url", "large_url")
    resource = f"{base}/api/v1/products/{quote(owner.slug, safe='')}/images/{image.id}"
    return Addressed(resource, {name: getattr(worded, name) for name in names})


def viewable_id(image: Image, owner: Owner, variations: tuple[int, ...]) -> int:
    """Its first variation, or the master for an image of none."""
    return image.variations[0] if image.variations else master(owner, variations)


def master(owner: Owner, variations: tuple[int, ...]) -> int:
    """The variation of the smallest id, or the product itself where it has none."""
    return min(variations, default=owner.shop_id)


def listed(loaded: LoadedGallery, owner: Owner, *, everything: bool, variation: int | None) -> list[Image]:
    """In order; without the hidden ones unless everything is to be seen; of one variation when one is asked for."""
    images = [image for image in loaded.gallery.listed(GLOBAL) if everything or not image.excluded]
    if variation is None:
        return images
    main = variation == master(owner, loaded.variations)
    return [image for image in images if variation in image.variations or (main and not image.variations)]


def file_name(picture: Picture) -> str:
    """The given name without folders and awkward characters, one underscore each."""
    last = picture.file_name.replace("\\", "/").rpartition("/")[2]
    return UNFIT.sub("_", last) if last.strip(".") else picture.public_name


def timestamp(microseconds: int) -> str:
    """UTC with three decimals: 2015-09-19T01:54:03.676Z."""
    return f"{as_datetime(microseconds).isoformat(timespec='milliseconds')[:-6]}Z"  # in place of +00:00


def encode(body: Any) -> bytes:
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
