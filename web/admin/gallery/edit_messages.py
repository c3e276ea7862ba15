"""The message about an edit of a gallery, in one sentence: by what its form says, else by what changed."""

from collections.abc import Callable

from web.admin.gallery.opened import OpenGallery
from web.gallery.changes import Changes
from web.gallery.model import GLOBAL, Image
from web.gallery.owner import Store
from web.http.pages.language import _, n_
from web.services.editing.write_path import Edited

MOVES = {"up", "down", "first", "last", "place"}


def changes_message(changes: Changes) -> str:
    """Sentence for what these changes did."""
    images = list(changes.images.values())
    added = sum(change.before is None for change in images)
    removed = sum(change.after is None for change in images)
    if added:
        return n_("Added %(num)s image.", "Added %(num)s images.", added)
    if removed:
        return n_("Removed %(num)s image.", "Removed %(num)s images.", removed)
    done_to = {_what_changed(change.before, change.after) for change in images if change.before and change.after} - {""}
    if len(done_to) == 1:
        return done_to.pop()
    return _("Changed roles.") if changes.roles and not done_to else _("Changed the gallery.")


def _what_changed(before: Image, after: Image) -> str:
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


def form_message(do: str, opened: OpenGallery, edited: Edited, image: int) -> str | None:
    """Message of a form that says more about the edit than its changes do, else None."""
    if do == "keep":
        return _("Kept their label.")
    if edited.entry is not None and do in {"decorative", "no-label"}:
        return _("Decorative: no text on purpose.") if do == "decorative" else _("Cleared the label.")
    if edited.entry is not None and do in {"hide", "show"}:
        return _shown(do, opened.store)
    if do not in MOVES:
        return None
    place = {"place": edited.gallery.rank(image, opened.scope), "all": len(edited.gallery.listed(opened.scope))}
    if edited.entry is None:
        return _("Already at place %(place)s of %(all)s.", **place)
    return _("Moved to place %(place)s of %(all)s.", **place)


def _shown(do: str, store: Store | None) -> str:
    if store is None:
        return _("Hidden.") if do == "hide" else _("Shown.")
    return _("Hidden in %(store)s.", store=store.name) if do == "hide" else _("Shown in %(store)s.", store=store.name)


def bulk_message(do: str, opened: OpenGallery, edited: Edited, selected: set[int]) -> str | None:
    """Message about a bulk edit; None where nothing changed, or where the changes say it themselves."""
    if edited.entry is None:
        return None
    if do in {"first", "last", "place"}:
        return _moved_together(opened, edited, selected)
    if do == "role":
        return None
    count = len(edited.changes.images)
    return _at_store(do, count, opened.store.name) if opened.store and do in _AT_STORE else _EVERYWHERE[do](count)


def _moved_together(opened: OpenGallery, edited: Edited, selected: set[int]) -> str:
    listed = [image.id for image in edited.gallery.listed(opened.scope)]
    ranks = [rank for rank, image in enumerate(listed, start=1) if image in selected]
    if len(ranks) == 1:
        return _("Moved to place %(place)s of %(all)s.", place=ranks[0], all=len(listed))
    return _("Moved to places %(first)s to %(last)s of %(all)s.", first=ranks[0], last=ranks[-1], all=len(listed))


def _at_store(do: str, count: int, store: str) -> str:
    match do:
        case "hide":
            return n_("Hid %(num)s image in %(store)s.", "Hid %(num)s images in %(store)s.", count, store=store)
        case "show":
            return n_("Shown: %(num)s image in %(store)s.", "Shown: %(num)s images in %(store)s.", count, store=store)
        case _:
            return n_(
                "Removed %(num)s image from %(store)s.", "Removed %(num)s images from %(store)s.", count, store=store
            )


_AT_STORE = {"hide", "show", "remove"}

_EVERYWHERE: dict[str, Callable[[int], str]] = {
    "hide": lambda count: n_("Hid %(num)s image.", "Hid %(num)s images.", count),
    "show": lambda count: n_("Shown: %(num)s image.", "Shown: %(num)s images.", count),
    "inherit-shown": lambda count: n_(
        "%(num)s image is shown or hidden as everywhere.", "%(num)s images are shown or hidden as everywhere.", count
    ),
    "remove": lambda count: n_("Removed %(num)s image.", "Removed %(num)s images.", count),
    "label": lambda count: n_("Saved the label of %(num)s image.", "Saved the label of %(num)s images.", count),
    "no-label": lambda count: n_("Cleared the label of %(num)s image.", "Cleared the labels of %(num)s images.", count),
    "decorative": lambda count: n_(
        "%(num)s image is decorative: no text on purpose.",
        "%(num)s images are decorative: no text on purpose.",
        count,
    ),
    "inherit-label": lambda count: n_(
        "%(num)s image follows the default label again.", "%(num)s images follow the default labels again.", count
    ),
}
