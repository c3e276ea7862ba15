"""Words for people: what was done, how large a file is."""

from babel.numbers import format_decimal

from web.gallery.changes import Changes
from web.gallery.model import GLOBAL, Image
from web.http.pages.language import _, locale, n_


def file_size(size: int) -> str:
    if size < 1000:
        return n_("%(num)s byte", "%(num)s bytes", size)
    if size < 1e6:
        return _("%(number)s KB", number=f"{size / 1e3:.0f}")
    return _("%(number)s MB", number=format_decimal(size / 1e6, format="0.0", locale=locale()))


def some_refused(added: int, refused: int) -> str:
    some = n_("%(num)s file refused.", "%(num)s files refused.", refused)
    return n_("Added %(num)s image; %(refused)s", "Added %(num)s images; %(refused)s", added, refused=some)


def done(changes: Changes) -> str:
    """One sentence for what these changes did."""
    images = list(changes.images.values())
    added = sum(change.before is None for change in images)
    removed = sum(change.after is None for change in images)
    if added:
        return n_("Added %(num)s image.", "Added %(num)s images.", added)
    if removed:
        return n_("Removed %(num)s image.", "Removed %(num)s images.", removed)
    said = {_done_to(change.before, change.after) for change in images if change.before and change.after} - {""}
    if len(said) == 1:
        return said.pop()
    return _("Changed roles.") if changes.roles and not said else _("Changed the gallery.")


def _done_to(before: Image, after: Image) -> str:
    differ = {
        name
        for store in {GLOBAL, *before.overrides, *after.overrides}
        for name in ("label", "position", "excluded", "removed")
        if _value(before, store, name) != _value(after, store, name)
    }
    if before.picture != after.picture:
        return _("Replaced the picture.")
    if before.focus != after.focus:
        return _("Saved the focal point.")
    if "removed" in differ:
        return _("Removed the image from this store.")
    if "label" in differ:
        return _("Saved the label.")
    if "excluded" in differ:
        return _("Changed who sees the image.")
    return _("Changed the order.") if "position" in differ else ""


def _value(image: Image, store: int, name: str) -> object:
    if store == GLOBAL:
        return getattr(image, name, None)
    return getattr(image.own(store), name)
