"""Spiffy's image object, by "API Image": its members in the order of the document's samples."""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import msgspec
from msgspec import UNSET, UnsetType

from web.dialects.requests import Location
from web.gallery.addresses import Addressed
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Kind, Owner

SITE = 1
FOLDERS: dict[Kind, str] = {"product": "products", "standard": "standard_collections", "super": "super_collections"}
NAMED = re.compile(r"\.(png|gif|jpe?g)$", re.IGNORECASE)
OF_FORMAT = {"PNG": "png", "GIF": "gif", "JPEG": "jpg"}
OPAQUE = frozenset({"RGB", "L", "CMYK", "YCbCr"})
LONGEST_STEM = 90


class SpiffyImage(msgspec.Struct):
    id: int
    position: int
    alt: str
    filename: str
    extension: str
    digest: str
    src: str
    variation_ids: tuple[int, ...]
    product_id: int | UnsetType = UNSET
    collection_id: int | UnsetType = UNSET


MEMBERS = SpiffyImage.__struct_fields__


def image_object(image: Image, gallery: Gallery, at: Location, base: str) -> SpiffyImage:
    return _image_object(image, gallery.rank(image.id), at.owner, base)


def image_objects(gallery: Gallery, at: Location, base: str) -> Iterator[SpiffyImage]:
    """Images in their order. A position is a rank here, 1 for the main image and no gaps, whatever is stored."""
    for rank, image in enumerate(gallery.listed(), start=1):
        yield _image_object(image, rank, at.owner, base)


def _image_object(image: Image, rank: int, owner: Owner, base: str) -> SpiffyImage:
    picture = image.picture
    return SpiffyImage(
        id=image.id,
        position=rank,
        alt=image.label or "",
        filename=filename(picture),
        extension=extension(picture),
        digest=digest(picture),
        src=base + address(picture, owner),
        variation_ids=image.variations,
        product_id=owner.shop_id if owner.kind == "product" else UNSET,
        collection_id=UNSET if owner.kind == "product" else owner.shop_id,
    )


def only(image: SpiffyImage, members: Sequence[str]) -> dict[str, object]:
    """These members in their usual order; those that this image hasn't are left out."""
    values = {name: getattr(image, name) for name in MEMBERS if name in members}
    return {name: value for name, value in values.items() if value is not UNSET}


def filename(picture: Picture) -> str:
    """The base name of the file as uploaded; a name of ours where it had none."""
    return picture.file_name.replace("\\", "/").rpartition("/")[2] or picture.public_name


def extension(picture: Picture) -> str:
    """png, gif or jpg: the one in the file's name, else the one of its content.

    Other dialects may have stored WebP or AVIF, which this one can't name: those are shown as JPEG, or as PNG where
    something may shine through.
    """
    if named := NAMED.search(filename(picture)):
        return named[1].lower().replace("jpeg", "jpg")
    return OF_FORMAT.get(picture.format) or ("jpg" if picture.mode in OPAQUE else "png")


def digest(picture: Picture) -> str:
    """A hash of name, contents and time of creation, as in the document: the same file sent twice has two."""
    return _hash("digest", picture.file_name, picture.content_hash, picture.uploaded_at)


def mark(picture: Picture) -> str:
    """The query in `src`: it names the picture, changes when the picture is replaced, and can't be guessed."""
    return _hash("src", picture.number, picture.secret)


def stem(picture: Picture) -> str:
    """The file's name without its extension, every character that is no ASCII letter, digit or _ made a _."""
    name = filename(picture)
    return re.sub(r"\W", "_", name.rpartition(".")[0] or name, flags=re.ASCII)[:LONGEST_STEM]


def address(picture: Picture, owner: Owner) -> str:
    """`/sites/{n}/products/{product id}_{stem}_full.{ext}?{32 hex}`."""
    name = f"{owner.shop_id}_{stem(picture)}_full.{extension(picture)}"
    return f"/sites/{SITE}/{FOLDERS[owner.kind]}/{name}?{mark(picture)}"


def location(image: int, owner: Owner, base: str) -> str:
    return f"{base}/api/{FOLDERS[owner.kind]}/{owner.shop_id}/images/{image}.json"


def addresses(image: Image, owner: Owner, base: str) -> Addressed:
    return Addressed(location(image.id, owner, base), {"src": base + address(image.picture, owner)})


def _hash(purpose: str, *facts: object) -> str:
    return blake2b("\0".join(map(str, facts)).encode(), digest_size=16, person=purpose.encode()).hexdigest()
