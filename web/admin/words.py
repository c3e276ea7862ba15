"""Words for people: what was done, why a file was refused, how large it is."""

from web.gallery.changes import Changes
from web.gallery.model import GLOBAL, Image
from web.storage.errors import (
    EmptyFile,
    FormatNotAllowed,
    PictureRefused,
    TooManyBytes,
    TooManyFrames,
    TooManyPixels,
    TooMuchMetadata,
)
from web.storage.received import Limits


def file_size(size: int) -> str:
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1e3:.0f} KB" if size < 1e6 else f"{size / 1e6:.1f} MB"


def count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def refusal(error: PictureRefused, limits: Limits) -> str:
    """Goes behind the file's name: which limit, and what to do."""
    match error:
        case TooManyBytes():
            return f"is larger than {error.limit / 2**20:.0f} MB. Export it smaller or compress it more."
        case TooManyPixels(width=None):
            return f"claims more than {limits.max_pixels / 1e6:.0f} megapixels. Make it smaller."
        case TooManyPixels():
            megapixels = f"{error.limit / 1e6:.0f} megapixels"
            return f"has {error.width} × {error.height} pixels, more than {megapixels} in all. Make it smaller."
        case TooManyFrames():
            return f"is an animation of more than {error.limit} frames. Make it shorter."
        case TooMuchMetadata():
            return "holds more metadata than any camera writes. Export it again without metadata."
        case FormatNotAllowed():
            return f"is a {error.format} file, which is not taken here. Save it as JPEG, PNG, GIF, WebP or AVIF."
        case EmptyFile():
            return "is empty. Choose it again, or export it again."
        case _:
            return "is not a picture, or it is damaged. Save it as JPEG, PNG, GIF, WebP or AVIF."


def done(changes: Changes) -> str:
    """One sentence for what these changes did."""
    images = list(changes.images.values())
    added = sum(change.before is None for change in images)
    removed = sum(change.after is None for change in images)
    if added:
        return f"Added {count(added, 'image')}."
    if removed:
        return f"Removed {count(removed, 'image')}."
    said = {_done_to(change.before, change.after) for change in images if change.before and change.after} - {""}
    if len(said) == 1:
        return said.pop()
    return "Changed roles." if changes.roles and not said else "Changed the gallery."


def _done_to(before: Image, after: Image) -> str:
    differ = {
        (store, name)
        for store in {GLOBAL, *before.overrides, *after.overrides}
        for name in ("label", "position", "excluded", "removed")
        if _value(before, store, name) != _value(after, store, name)
    }
    if before.picture != after.picture:
        return "Replaced the picture."
    if before.focus != after.focus:
        return "Saved the point that matters."
    for name, words in (
        ("removed", "Removed the image from this store."),
        ("label", "Saved the label."),
        ("excluded", "Changed who sees the image."),
        ("position", "Changed the order."),
    ):
        if any(field == name for _, field in differ):
            return words
    return ""


def _value(image: Image, store: int, name: str) -> object:
    if store == GLOBAL:
        return getattr(image, name, None)
    return getattr(image.own(store), name)
