"""Event types of changes, by the names that webhooks subscribe to."""

from collections.abc import Iterator

from web.gallery.changes import Changes
from web.gallery.model import GLOBAL, Image

KINDS = (
    "image.added",
    "image.removed",
    "image.replaced",
    "image.relabelled",
    "image.shown",  # or hidden, or removed from one store, or put back there
    "image.linked",  # to other variations
    "gallery.reordered",
    "roles.changed",
)


def kinds_of(changes: Changes) -> dict[str, list[int]]:
    """Kind -> the images that it is about, in the order of the table; kinds that did not happen are not there."""
    found: dict[str, set[int]] = {}
    for number, change in changes.images.items():
        for kind in _of_image(change.before, change.after):
            found.setdefault(kind, set()).add(number)
    if changes.roles:
        holders = (holder for role in changes.roles for holder in (role.before, role.after))
        found["roles.changed"] = {holder for holder in holders if isinstance(holder, int)}
    return {kind: sorted(found[kind]) for kind in KINDS if kind in found}


def _of_image(before: Image | None, after: Image | None) -> Iterator[str]:
    if before is None or after is None:
        yield "image.added" if before is None else "image.removed"
        return
    if before.picture != after.picture:
        yield "image.replaced"
    if before.variations != after.variations:
        yield "image.linked"
    for kind, name in (("image.relabelled", "label"), ("gallery.reordered", "position")):
        if _differ(before, after, name):
            yield kind
    if _differ(before, after, "excluded") or _differ(before, after, "removed"):
        yield "image.shown"


def _differ(before: Image, after: Image, name: str) -> bool:
    stores = {*before.overrides, *after.overrides} - {GLOBAL}
    own = any(getattr(before.own(store), name) != getattr(after.own(store), name) for store in stores)
    return own or getattr(before, name, None) != getattr(after, name, None)
