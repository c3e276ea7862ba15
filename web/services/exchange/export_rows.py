"""Rows of the CSV beside exported pictures, which `importing/exported_rows.py` reads, and the pictures' names.

One row per image. A row without a file says which roles nobody has in a store, where that was decided. File names are
readable, safe on every system, each only once.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from web.gallery.clock import as_datetime
from web.gallery.formats import extension
from web.gallery.model import GLOBAL, Gallery, Image, Override, Picture
from web.gallery.owner import Owner, Store
from web.services.exchange.csv_files import cell_of, cell_of_texts

UNSAFE = re.compile(r"[^\w.-]+")
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")  # names that mean no file on Windows
LONGEST = 50  # characters; a file's name may have 255 bytes


def stem(owner: Owner, taken: set[str]) -> str:
    """Readable, safe as the name of a file everywhere, and unlike any other also where case makes no difference."""
    called = (owner.sku or owner.slug) if owner.kind == "product" else f"{owner.kind}-{owner.slug}"
    safe = UNSAFE.sub("-", unicodedata.normalize("NFC", called)).strip(".-")[:LONGEST] or owner.kind
    if safe != called or DEVICES.match(safe) or safe.casefold() in taken:
        safe = f"{owner.kind}-{owner.shop_id}-{safe}"
    while safe.casefold() in taken:
        safe += "-"
    taken.add(safe.casefold())
    return safe


def file_names(stem: str, gallery: Gallery) -> dict[int, str]:
    """Numbered in the gallery's order, from 1."""
    return {
        image.id: f"{stem}_{place}.{extension(image.picture.format)}"
        for place, image in enumerate(gallery.listed(), start=1)
    }


SHEET = "packshot.csv"
OF_OWNER = ("kind", "id", "sku", "slug")
OF_IMAGE = ("image", "file", "file_name", "sha256")
GLOBALLY = ("position", "label", "excluded", "focus", "roles", "variations")
AT_STORE = ("position", "label", "excluded", "removed", "roles")
TO_READ = ("uploaded_at", "uploader")  # for people; importing gives new ones


def columns(stores: Sequence[Store]) -> list[str]:
    own = [f"{name}:{store.code}" for store in stores for name in AT_STORE]
    return [*OF_OWNER, *OF_IMAGE, *GLOBALLY, *own, *TO_READ]


def rows_of(owner: Owner, gallery: Gallery, stores: Sequence[Store], files: Mapping[int, str]) -> Iterator[list[str]]:
    """The cells of each row. `files`: the name each image's original was given."""
    owner_cells = [owner.kind, str(owner.shop_id), cell_of(owner.sku), cell_of(owner.slug)]
    for image in gallery.listed():
        own = [cell for store in stores for cell in (*_own(image.own(store.id)), _held(gallery, store.id, image.id))]
        yield [*owner_cells, *_of_image(image, gallery, files[image.id]), *own, *_to_read(image.picture)]
    if any(None in held.values() for held in gallery.roles.values()):
        nobody = [cell for store in stores for cell in ("", "", "", "", _held(gallery, store.id, None))]
        yield [*owner_cells, *("" for _ in (*OF_IMAGE, *GLOBALLY)), *nobody, "", ""]


def _of_image(image: Image, gallery: Gallery, file: str) -> list[str]:
    picture, excluded = image.picture, "yes" if image.excluded else ""
    cells = [str(image.id), cell_of(file), cell_of(picture.file_name), picture.content_hash]
    cells += [str(image.position), cell_of(image.label), excluded, " ".join(map(str, image.focus or ()))]
    return [*cells, _held(gallery, GLOBAL, image.id), " ".join(map(str, image.variations))]


def _to_read(picture: Picture) -> tuple[str, str]:
    return as_datetime(picture.uploaded_at).isoformat(), cell_of(picture.uploader.name if picture.uploader else None)


def _own(own: Override) -> tuple[str, str, str, str]:
    position = "" if own.position is None else str(own.position)
    excluded = {True: "yes", False: "no", None: ""}[own.excluded]
    return position, cell_of(own.label), excluded, "yes" if own.removed else ""


def _held(gallery: Gallery, store: int, holder: int | None) -> str:
    return cell_of_texts([role for role, held in gallery.roles.get(store, {}).items() if held == holder])
