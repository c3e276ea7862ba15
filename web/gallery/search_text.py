"""Normalised texts for searches: in small letters, whatever the script and the way of writing accents."""

import unicodedata
from collections.abc import Iterable

from web.gallery.model import Gallery


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
