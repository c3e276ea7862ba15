"""Differences of a journal entry in words: for each image, before and after."""

from collections.abc import Iterator, Mapping

import msgspec

from web.gallery.changes import Changes
from web.gallery.model import GLOBAL, Image, Picture, Point
from web.gallery.owner import Shop, Store
from web.http.pages.language import _


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A difference. Texts are None where there is nothing to show on that side."""

    image: int | None
    what: str
    store: str = ""
    before: str | None = None
    after: str | None = None
    picture_before: Picture | None = None
    picture_after: Picture | None = None


def lines_of(changes: Changes, shop: Shop) -> list[Change]:
    stores = {store.id: store for store in shop.stores}
    lines = [
        line
        for number, change in changes.images.items()
        for line in _image(number, change.before, change.after, stores)
    ]
    return [*lines, *_roles(changes, shop, stores)]


def _image(number: int, before: Image | None, after: Image | None, stores: Mapping[int, Store]) -> Iterator[Change]:
    if before is None or after is None:
        yield _image_presence(number, before, after)
        return
    if before.picture != after.picture:
        what = _("Picture replaced")
        yield Change(image=number, what=what, picture_before=before.picture, picture_after=after.picture)
    for store in sorted({GLOBAL, *before.overrides, *after.overrides}):
        yield from _at_store(number, before, after, store, _name(store, stores))
    if before.focus != after.focus:
        yield Change(image=number, what=_("Focal point"), before=_point(before.focus), after=_point(after.focus))
    if before.variations != after.variations:
        yield Change(
            image=number, what=_("Variations"), before=_listed(before.variations), after=_listed(after.variations)
        )


def _image_presence(number: int, before: Image | None, after: Image | None) -> Change:
    if before is None:
        picture = after.picture if after else None
        return Change(image=number, what=_("Image added"), after=after.label if after else None, picture_after=picture)
    return Change(image=number, what=_("Image removed"), before=before.label, picture_before=before.picture)


def _at_store(number: int, before: Image, after: Image, store: int, name: str) -> Iterator[Change]:
    sides = [_facts(before, store), _facts(after, store)]
    for what, old, new in zip(_names(), *sides, strict=True):
        if old != new:
            yield Change(image=number, what=what, store=name, before=old, after=new)


def _names() -> tuple[str, ...]:
    return (_("Label"), _("Position"), _("Visibility"), _("In this store"))


def _facts(image: Image, store: int) -> tuple[str | None, ...]:
    """Values in the order of the names; None inherits."""
    own = image.own(store)
    label, position, excluded = (
        (image.label, image.position, image.excluded) if store == GLOBAL else (own.label, own.position, own.excluded)
    )
    hidden = None if excluded is None else _("hidden") if excluded else _("shown")
    there = _("removed") if store != GLOBAL and own.removed else _("there")
    return (_quoted(label), None if position is None else str(position), hidden, there)


def _quoted(label: str | None) -> str | None:
    return _("no text, on purpose") if label == "" else label


def _roles(changes: Changes, shop: Shop, stores: Mapping[int, Store]) -> Iterator[Change]:
    for change in changes.roles:
        before, after = _holder(change.before), _holder(change.after)
        what = _("Role %(name)s", name=shop.roles.get(change.role, change.role))
        image = change.after if isinstance(change.after, int) else None
        yield Change(image=image, what=what, store=_name(change.store, stores), before=before, after=after)


def _holder(holder: object) -> str | None:
    if isinstance(holder, int):
        return _("image %(number)s", number=holder)
    return _("nobody") if holder is None else None


def _name(store: int, stores: Mapping[int, Store]) -> str:
    if store == GLOBAL:
        return ""
    return stores[store].name if store in stores else _("store %(number)s", number=store)


def _point(focus: Point | None) -> str:
    return f"{focus[0] / 10:g} % / {focus[1] / 10:g} %" if focus else _("the middle")


def _listed(variations: tuple[int, ...]) -> str:
    return ", ".join(map(str, variations)) or _("none")
