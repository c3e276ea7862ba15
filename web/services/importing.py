"""What all imports share: whose picture it is, taking a file in, and what became of it in one line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from web.database.journal import By
from web.gallery.edits import AddImage
from web.gallery.errors import GalleryError, ImagesNotSupported, UnknownOwner, UnknownRole
from web.gallery.model import LARGEST_POSITION, Gallery, Picture
from web.gallery.owner import Kind, Owner, Way
from web.services.matching import PRODUCT
from web.services.reading import find_owner, shop_of
from web.services.uploads import taken
from web.storage.errors import (
    Busy,
    EmptyFile,
    NotFetched,
    NotInImportDirectory,
    PictureRefused,
    TooManyBytes,
    TooManyFrames,
    TooManyPixels,
    TooMuchMetadata,
)
from web.storage.files import FileStore
from web.storage.intake import Limits, checked_apart, receive_import
from web.storage.remote import Fetcher

BY = By(dialect="packshot")

Result = Literal["added", "replaced", "changed", "already there", "to fetch", "refused", "failed", "dead", "written"]
WRONG = frozenset({"refused", "failed", "dead"})


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file or one row. `source` is what the person calls it by."""

    source: str
    result: Result
    product: str | None = None
    image: int | None = None
    reason: str | None = None


class Means(msgspec.Struct, frozen=True, kw_only=True):
    """`dry_run`: everything is looked at, nothing is kept."""

    files: FileStore
    limits: Limits
    fetcher: Fetcher
    dry_run: bool = False


class Refused(Exception):
    """It cannot become a picture of that gallery; the message is one line for people."""


EXPECTED = (Refused, PictureRefused, Busy, GalleryError)


def said(error: Exception) -> str:
    """One line for people."""
    match error:
        case TooManyBytes():
            return f"it is larger than {error.limit / 2**20:g} MB"
        case TooManyPixels():
            return f"it has more than {error.limit / 1e6:g} megapixels"
        case TooManyFrames():
            return f"it is an animation of more than {error.limit} frames"
        case TooMuchMetadata():
            return "it holds more metadata than any camera writes"
        case EmptyFile():
            return "it is empty"
        case NotFetched():
            return "nothing could be fetched there"
        case NotInImportDirectory():
            return "there is no such file in the folder, or it cannot be read"
        case PictureRefused():
            return "it is not a picture, or it is damaged"
        case Busy():
            return "the machine was too busy; run it again"
        case ImagesNotSupported():
            return "the product takes no images"
        case _:
            return " ".join(str(error).split())


def called(owner: Owner) -> str:
    return owner.sku or owner.slug


async def product_of(says: Mapping[str, str]) -> Owner:
    """Whom its id, SKU and slug mean; all that are given must mean the same. Raises Refused."""
    given = [(name, says[name]) for name in PRODUCT if name in says]
    found = [await _found("product", name, text) for name, text in given]
    if not found:
        raise Refused("nothing says whose picture it is")
    for (name, text), owner in zip(given, found, strict=True):
        if owner is None:
            raise Refused(f"there is no product with the {name} {text!r}")
        if owner.id != (found[0] or owner).id:
            raise Refused(f"the {name} {text!r} is another product's than the {given[0][0]} {given[0][1]!r}")
    if found[0] is None or not found[0].supports_images:
        raise ImagesNotSupported
    return found[0]


async def _found(kind: Kind, name: str, text: str) -> Owner | None:
    ways: dict[str, tuple[Way, ...]] = {"id": ("id",), "sku": ("sku",), "slug": ("slug", "old_slug")}
    try:
        return await find_owner(kind, *((way, text) for way in ways[name]))
    except UnknownOwner:
        return None


async def known_roles(owner: Owner, roles: frozenset[str]) -> frozenset[str]:
    """Raises UnknownRole."""
    for role in sorted(roles - set((await shop_of(owner)).roles)):
        raise UnknownRole(role)
    return roles


def position_in(text: str) -> int:
    """Raises Refused."""
    number = int(text)
    if abs(number) > LARGEST_POSITION:
        raise Refused(f"position {text} is beyond what can be stored")
    return number


def of_content(gallery: Gallery, content_hash: str) -> int | None:
    """The image of these very bytes."""
    return next((one.id for one in gallery.images.values() if one.picture.content_hash == content_hash), None)


async def file_taken(means: Means, folder: Path, path: str, name: str) -> Picture:
    """Taken in; in a dry run only looked at. Raises PictureRefused, StorageUnavailable."""
    received = await receive_import(folder, path, means.limits)
    if not means.dry_run:
        return await taken(received, means.files, means.limits, name=name, uploader=None)
    async with received:
        checked = await checked_apart(received, means.limits)
    facts = {fact: getattr(checked, fact) for fact in ("format", "width", "height", "mode")}
    kept: dict[str, Any] = {
        "content_hash": received.content_hash,
        "size": received.size,
        "file_name": name,
        "public_name": name,
    }
    return Picture(number=0, uploaded_at=0, uploader=None, **facts, **kept)


def newcomer(picture: Picture, place: int, **more: object) -> AddImage:
    """The edit for the picture that is the `place`th to be added, from 1."""
    return AddImage(picture=msgspec.structs.replace(picture, number=-place), **more)  # type: ignore[arg-type]


async def store_ids() -> dict[str, int]:
    return {store.code: store.id for store in (await shop_of()).stores}
