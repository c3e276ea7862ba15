"""The result of one file or one row of an import or export, with the reason for people."""

import os
from typing import Literal

import msgspec

from web.gallery.errors import GalleryError, ImagesNotSupported
from web.gallery.picture_errors import (
    EmptyFile,
    NotFetched,
    NotInImportDirectory,
    PictureRefused,
    TooManyBytes,
    TooManyFrames,
    TooManyPixels,
    TooMuchMetadata,
)
from web.gallery.unavailable import Busy, DecodingUnavailable

Result = Literal[
    "added", "replaced", "changed", "already there", "different", "to fetch", "refused", "failed", "dead", "written"
]
FAILURES = frozenset({"refused", "failed", "dead"})
KEPT = "different"  # from what the list says, and left alone


class RowResult(msgspec.Struct, frozen=True, kw_only=True):
    """`source` is what the person calls the file or row by; `job` is given where there is one to take up again."""

    source: str
    result: Result
    product: str | None = None
    image: int | None = None
    reason: str | None = None
    job: int | None = None


class RowRefused(Exception):
    """The row cannot become a picture of that gallery; the message is one line for people."""


EXPECTED = (RowRefused, PictureRefused, Busy, DecodingUnavailable, GalleryError)


def message_of(error: Exception) -> str:
    """Message of an error, in one line for people."""
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
        case Busy() | DecodingUnavailable():
            return "the machine was too busy; run it again"
        case ImagesNotSupported():
            return "the product takes no images"
        case _:
            return " ".join(str(error).split())


def printable(path: str) -> str:
    """Fit to be printed: bytes that are no UTF-8 are written out, and so is what would move a terminal's cursor."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
