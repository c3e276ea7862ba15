"""What the preview's page shows of each side, and the differences in words."""

from collections.abc import Mapping, Sequence

import msgspec

from web.admin.preview.data import DifferenceCode, DifferenceData, PreviewImageData, PreviewSideData
from web.admin.shell.picture_sources import ResponsivePicture, large, largest_address, square
from web.gallery.model import GLOBAL, Gallery, Image
from web.http.pages.language import _
from web.services.insight.rules import PictureWithFacts


class PreviewImage(msgspec.Struct, frozen=True, kw_only=True):
    """An image in a store."""

    data: PreviewImageData
    url: str  # of this page, with the image chosen
    inherited: bool
    screen_reader: str  # what a screen reader says
    picture: ResponsivePicture
    thumb: ResponsivePicture
    zoomed: str


class PreviewSide(msgspec.Struct, frozen=True, kw_only=True):
    """Store on one side. `card` and `hover` are what lists of products show."""

    name: str
    scope: int
    data: PreviewSideData
    images: dict[int, PreviewImage]  # by id, in their order
    chosen: PreviewImage | None
    card: PreviewImage | None
    hover: PreviewImage | None


class Difference(msgspec.Struct, frozen=True):
    """Differences of one image between the two stores, in words."""

    image: PreviewImage
    words: tuple[str, ...]


def side_of(
    data: PreviewSideData, gallery: Gallery, seen: Mapping[int, PictureWithFacts], urls: Mapping[int, str], avif: bool
) -> PreviewSide:
    """`urls`: of this page, with an image chosen, by the image's id."""
    store = data.store
    images = {
        one.id: _shown(one, store is not None, gallery.images[one.id], seen[one.id], urls[one.id], avif)
        for one in data.images
    }
    return PreviewSide(
        name=store.name if store else _("All stores"),
        scope=store.id if store else GLOBAL,
        data=data,
        images=images,
        chosen=images.get(data.chosen or 0),
        card=images.get(data.card or 0),
        hover=images.get(data.hover or 0),
    )


def _shown(
    data: PreviewImageData, at_store: bool, image: Image, seen: PictureWithFacts, url: str, avif: bool
) -> PreviewImage:
    text = data.label.text
    return PreviewImage(
        data=data,
        url=url,
        inherited=at_store and data.label.source == "default" and text is not None,
        screen_reader=text or (_("skipped, since it is decorative") if text == "" else data.picture.file_name),
        picture=large(image.picture, seen.facts, avif),
        thumb=square(image.picture, image.focus, seen.facts, avif),
        zoomed=largest_address(image.picture),
    )


def in_words(found: Sequence[DifferenceData], left: PreviewSide, right: PreviewSide) -> tuple[Difference, ...]:
    images = {**right.images, **left.images}
    return tuple(
        Difference(images[one.image], tuple(_words(code, one.image, left, right) for code in one.codes))
        for one in found
    )


def _words(code: DifferenceCode, image: int, left: PreviewSide, right: PreviewSide) -> str:
    match code:
        case "only_left":
            return _("only in %(store)s", store=left.name)
        case "only_right":
            return _("only in %(store)s", store=right.name)
        case "place":
            here, there = (side.images[image].data.place for side in (left, right))
            return _("place %(left)s and %(right)s", left=here, right=there)
        case "label":
            return _("another text")
        case "main":
            return _("main picture in one of them")
        case "card":
            return _("in lists in one of them")
