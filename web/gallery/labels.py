"""Labels: compared with the one that their writer had before them, and normalised for searches."""

import unicodedata
from collections.abc import Iterable

import msgspec
from msgspec import UNSET, UnsetType

from web.gallery.model import Gallery, Image


class ExpectedLabel(msgspec.Struct, frozen=True, kw_only=True):
    """The label of an image at a store, as somebody read it before writing another."""

    text: str | None
    own: bool  # the store's own; else the one that is shown there, inherited or not, where none and empty look the same
    empty: bool | UnsetType = UNSET  # and whether it was left empty there on purpose, where the reader could tell

    def is_still(self, image: Image, store: int) -> bool:
        own = image.own_label(store)
        if self.empty is not UNSET and self.empty != (own == ""):
            return False
        return same_text(own, self.text) if self.own else same_text(image.label_at(store) or "", self.text or "")


def same_text(one: str | None, other: str | None) -> bool:
    """Compare but for how lines end: browsers and spreadsheets have their own ways."""
    return one == other if one is None or other is None else with_line_feeds(one) == with_line_feeds(other)


def with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def normalised(text: str) -> str:
    """The same for ÉTÉ, été and été in two characters per letter; and for STRASSE and Straße."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def lines(texts: Iterable[str | None]) -> str:
    """Texts to be searched as one: no search has a line end in it, so none is found across two of them."""
    return "\n".join(normalised(text).replace("\n", " ") for text in dict.fromkeys(texts) if text)


def labels_of(gallery: Gallery) -> str:
    """All labels of a gallery, also those that only a store has."""
    own = (override.label for image in gallery.images.values() for override in image.overrides.values())
    return lines([*(image.label for image in gallery.images.values()), *own])
