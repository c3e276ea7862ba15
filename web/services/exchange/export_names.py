"""Names for exported originals: readable, safe on every system, each only once."""

import re
import unicodedata

from web.gallery.formats import extension
from web.gallery.model import Gallery
from web.gallery.owner import Owner

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
