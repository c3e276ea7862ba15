"""Renditions that are not there yet, and the keys under which they are stored."""

import msgspec

from web.files.store import original_key, rendition_key
from web.gallery.formats import extension
from web.imaging.renditions.render import WORKING
from web.imaging.renditions.sizes import Size


class PendingRendition(msgspec.Struct, frozen=True):
    """A rendition of a picture that requests wait for. No size is the picture's own."""

    key: str
    size: Size | None
    format: str
    full: tuple[int, int] | None  # pixels of the picture, either way round

    @property
    def fits_working_copy(self) -> bool:
        """Whether the working copy is large enough: to fill a box takes more of a long picture than to fit in."""
        if self.size is None:
            return False
        if self.full is None:
            return self.size.way == "fit" and max(self.size.width, self.size.height) <= WORKING
        return max(*self.size.frame(self.full), *self.size.frame(self.full[::-1])) <= WORKING


def key_of(content_hash: str, source_format: str, size: Size | None, format: str) -> str:
    """The store's key of the picture in this size (None: its own) and format."""
    if size is None and format == source_format:
        return original_key(content_hash)
    return rendition_key(content_hash, size.key if size else "original", extension(format))


def working_key(content_hash: str) -> str:
    return rendition_key(content_hash, "working", "copy")
