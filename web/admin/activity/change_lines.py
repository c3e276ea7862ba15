"""Differences in words, a line each, with the pictures of both sides."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from web.admin.activity.data import (
    ChangedFocus,
    ChangedHidden,
    ChangedImage,
    ChangedLabel,
    ChangedPicture,
    ChangedPosition,
    ChangedRemoved,
    ChangedRole,
    ChangedVariations,
    Difference,
    ImageSummary,
    RoleHolder,
)
from web.admin.gallery.data import FocusData
from web.admin.shell.data import PictureFileData
from web.admin.shell.picture_sources import ResponsivePicture, thumbnail
from web.gallery.changes import Changes
from web.gallery.model import Picture
from web.gallery.owner import Shop
from web.http.pages.language import _

Pictures = Mapping[int, Picture]  # by their numbers


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A difference. Texts are None where there is nothing to show on that side."""

    image: int | None
    what: str
    store: str
    before: str | None
    after: str | None
    picture_before: ResponsivePicture | None
    picture_after: ResponsivePicture | None


def pictures_in(changes: Changes) -> Pictures:
    images = (image for change in changes.images.values() for image in (change.before, change.after) if image)
    return {image.picture.number: image.picture for image in images}


def line_of(difference: Difference, shop: Shop, pictures: Pictures) -> ChangeLine:
    before, after = difference.before, difference.after
    words = WORDS[type(difference)]
    return ChangeLine(
        image=_image(difference),
        what=_what(difference, shop),
        store=_store(difference.store, shop),
        before=words(before),
        after=words(after),
        picture_before=_picture(before, pictures),
        picture_after=_picture(after, pictures),
    )


def _image(difference: Difference) -> int | None:
    """The image that it is about; of a role the one that has it now."""
    if isinstance(difference, ChangedRole):
        return difference.after.image if difference.after else None
    return difference.image


def _what(difference: Difference, shop: Shop) -> str:
    match difference:
        case ChangedImage(before=None):
            return _("Image added")
        case ChangedImage():
            return _("Image removed")
        case ChangedRole(role=role):
            return _("Role %(name)s", name=shop.roles.get(role, role))
    names = {
        ChangedPicture: _("Picture replaced"),
        ChangedLabel: _("Label"),
        ChangedPosition: _("Position"),
        ChangedHidden: _("Visibility"),
        ChangedRemoved: _("In this store"),
        ChangedFocus: _("Focal point"),
        ChangedVariations: _("Variations"),
    }
    return names[type(difference)]


def _store(store: int | None, shop: Shop) -> str:
    if store is None:
        return ""
    names = {one.id: one.name for one in shop.stores}
    return names[store] if store in names else _("store %(number)s", number=store)


def _picture(value: object, pictures: Pictures) -> ResponsivePicture | None:
    shown = value.picture if isinstance(value, ImageSummary) else value
    return thumbnail(pictures[shown.number], largest=320) if isinstance(shown, PictureFileData) else None


def _no_words(_picture: PictureFileData) -> None:
    return None


def _own_label(image: ImageSummary | None) -> str | None:
    return image.label if image else None


def _label(label: str | None) -> str | None:
    return _("no text, on purpose") if label == "" else label


def _position(position: int | None) -> str | None:
    return None if position is None else str(position)


def _hidden(hidden: bool | None) -> str | None:
    return None if hidden is None else _("hidden") if hidden else _("shown")


def _removed(removed: bool) -> str:
    return _("removed") if removed else _("there")


def _point(focus: FocusData | None) -> str:
    return f"{focus.x:g} % / {focus.y:g} %" if focus else _("the middle")


def _listed(variations: tuple[int, ...]) -> str:
    return ", ".join(map(str, variations)) or _("none")


def _holder(holder: RoleHolder | None) -> str | None:
    if holder is None:
        return None
    return _("nobody") if holder.image is None else _("image %(number)s", number=holder.image)


WORDS: Mapping[type, Callable[[Any], str | None]] = {
    ChangedImage: _own_label,
    ChangedPicture: _no_words,
    ChangedLabel: _label,
    ChangedPosition: _position,
    ChangedHidden: _hidden,
    ChangedRemoved: _removed,
    ChangedFocus: _point,
    ChangedVariations: _listed,
    ChangedRole: _holder,
}
