"""A gallery as shoppers of one store see and hear it, and the differences between two stores."""

from collections.abc import Mapping, Sequence

import msgspec

from web.admin.shell.picture_sources import ResponsivePicture, large, largest_address, square
from web.gallery.model import GLOBAL, Gallery, Image
from web.gallery.owner import Store
from web.http.pages.language import _
from web.services.insight.rules import PictureWithFacts


class PreviewImage(msgspec.Struct, frozen=True, kw_only=True):
    """An image in a store."""

    id: int
    place: int
    url: str  # of this page, with the image chosen
    label: str | None  # None: nobody wrote one; "": left empty on purpose
    inherited: bool
    screen_reader: str  # what a screen reader says
    picture: ResponsivePicture
    thumb: ResponsivePicture
    zoomed: str


class PreviewSide(msgspec.Struct, frozen=True, kw_only=True):
    """Store on one side. `card` and `hover` are what lists of products show."""

    name: str
    locale: str
    scope: int
    images: tuple[PreviewImage, ...]
    chosen: PreviewImage | None
    card: PreviewImage | None
    hover: PreviewImage | None


class Difference(msgspec.Struct, frozen=True):
    """Differences of one image between the two stores, in words."""

    image: PreviewImage
    words: tuple[str, ...]


def side_of(
    gallery: Gallery,
    store: Store | None,
    seen: Mapping[int, PictureWithFacts],
    urls: Mapping[int, str],
    *,
    chosen: int | None,
    variation: int | None,
    avif: bool,
) -> PreviewSide:
    scope = store.id if store else GLOBAL
    shown = [image for image in gallery.listed(scope) if not image.excluded_at(scope) and _fits(image, variation)]
    images = {
        image.id: _seen(image, scope, place, seen[image.id], urls[image.id], avif)
        for place, image in enumerate(shown, start=1)
    }
    first = next(iter(images.values()), None)

    def holder(role: str) -> PreviewImage | None:
        return images.get(gallery.holder(role, scope) or 0)

    main = holder("image") or first
    return PreviewSide(
        name=store.name if store else _("All stores"),
        locale=store.locale if store else "",
        scope=scope,
        images=tuple(images.values()),
        chosen=images.get(chosen or 0) or main,
        card=holder("small_image") or first,
        hover=holder("hover_image"),
    )


def _fits(image: Image, variation: int | None) -> bool:
    return variation is None or not image.variations or variation in image.variations


def _seen(image: Image, scope: int, place: int, picture: PictureWithFacts, url: str, avif: bool) -> PreviewImage:
    label = image.label_at(scope)
    return PreviewImage(
        id=image.id,
        place=place,
        url=url,
        label=label,
        inherited=scope != GLOBAL and image.own(scope).label is None and label is not None,
        screen_reader=label or (_("skipped, since it is decorative") if label == "" else image.picture.file_name),
        picture=large(image.picture, picture.facts, avif),
        thumb=square(image.picture, image.focus, picture.facts, avif),
        zoomed=largest_address(image.picture),
    )


def differences(left: PreviewSide, right: PreviewSide) -> tuple[Difference, ...]:
    """Differences in the left store's order, then images that only the right one has."""
    there = {image.id: image for image in right.images}
    here = {image.id for image in left.images}
    found = [Difference(one, _words(one, there.get(one.id), left, right)) for one in left.images]
    found += [
        Difference(one, (_("only in %(store)s", store=right.name),)) for one in right.images if one.id not in here
    ]
    return tuple(one for one in found if one.words)


def _words(one: PreviewImage, other: PreviewImage | None, left: PreviewSide, right: PreviewSide) -> tuple[str, ...]:
    if other is None:
        return (_("only in %(store)s", store=left.name),)
    words: Sequence[str | None] = (
        _("place %(left)s and %(right)s", left=one.place, right=other.place) if one.place != other.place else None,
        _("another text") if one.label != other.label else None,
        _("main picture in one of them") if _same(left.chosen, one) != _same(right.chosen, other) else None,
        _("in lists in one of them") if _same(left.card, one) != _same(right.card, other) else None,
    )
    return tuple(word for word in words if word)


def _same(one: PreviewImage | None, other: PreviewImage) -> bool:
    return one is not None and one.id == other.id
