"""What was done to several images, in one sentence."""

from collections.abc import Callable

from web.admin.gallery.opened import OpenGallery
from web.http.pages.language import _, n_
from web.services.editing.write_path import Edited


def words(do: str, opened: OpenGallery, edited: Edited, picked: set[int]) -> str | None:
    """None where nothing changed, or where the changes say it themselves."""
    if edited.entry is None:
        return None
    if do in {"first", "last", "place"}:
        return _moved(opened, edited, picked)
    if do == "role":
        return None
    count = len(edited.changes.images)
    return _at_store(do, count, opened.store.name) if opened.store and do in _AT_STORE else _EVERYWHERE[do](count)


def _moved(opened: OpenGallery, edited: Edited, picked: set[int]) -> str:
    listed = [image.id for image in edited.gallery.listed(opened.scope)]
    ranks = [rank for rank, image in enumerate(listed, start=1) if image in picked]
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
