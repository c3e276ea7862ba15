"""A gallery as shoppers of two stores see it, free of words: for programs, and for the preview's page.

Part of Packshot's own API, like `web/admin/gallery/data.py`.
"""

from typing import Literal

import msgspec

from web.admin.gallery.data import LabelData, label_data
from web.admin.gallery.opened import OpenGallery
from web.admin.shell.data import OwnerData, PictureFileData, StoreData, picture_file, store_data
from web.gallery.model import GLOBAL, Gallery, Image
from web.gallery.owner import Store
from web.http.urls import with_query

DifferenceCode = Literal["only_left", "only_right", "place", "label", "main", "card"]


class PreviewImageData(msgspec.Struct, frozen=True, kw_only=True):
    """An image that shoppers see. `place`: among those shown, from 1. Without a text its file name is read aloud."""

    id: int
    url: str  # of the image at this store
    place: int
    label: LabelData
    picture: PictureFileData


class PreviewSideData(msgspec.Struct, frozen=True, kw_only=True):
    """What a store shows, or what all of them inherit (`store` null). `chosen`, `card` and `hover` are ids of images.

    Null where there are no images; `hover` also where no image has that role.
    """

    store: StoreData | None
    images: tuple[PreviewImageData, ...]
    chosen: int | None  # the large one: the one that the address names, else the main image
    card: int | None  # in lists
    hover: int | None  # in lists, under the pointer


class DifferenceData(msgspec.Struct, frozen=True, kw_only=True):
    """How an image differs between the sides: on one of them alone, or there with another place, label or role."""

    image: int
    codes: tuple[DifferenceCode, ...]


class PreviewLinks(msgspec.Struct, frozen=True, kw_only=True):
    events: str  # server-sent: each new revision of the gallery


class PreviewData(msgspec.Struct, frozen=True, kw_only=True):
    """Two stores side by side. `variation`: whose images are shown, and those of none; null for all."""

    owner: OwnerData
    revision: int
    variation: int | None
    left: PreviewSideData
    right: PreviewSideData
    differences: tuple[DifferenceData, ...]  # in the left one's order, then those on the right alone
    links: PreviewLinks


def side_data(
    opened: OpenGallery, store: Store | None, *, chosen: int | None, variation: int | None
) -> PreviewSideData:
    """`chosen` and `variation`: as the address names them."""
    gallery, scope = opened.gallery, store.id if store else GLOBAL
    shown = [image for image in gallery.listed(scope) if not image.excluded_at(scope) and _fits(image, variation)]
    ids = [image.id for image in shown]
    first = next(iter(ids), None)
    main = _holder(gallery, "image", scope, ids) or first
    return PreviewSideData(
        store=store_data(store) if store else None,
        images=tuple(_image_data(opened, store, image, place) for place, image in enumerate(shown, start=1)),
        chosen=chosen if chosen in ids else main,
        card=_holder(gallery, "small_image", scope, ids) or first,
        hover=_holder(gallery, "hover_image", scope, ids),
    )


def _fits(image: Image, variation: int | None) -> bool:
    return variation is None or not image.variations or variation in image.variations


def _holder(gallery: Gallery, role: str, scope: int, shown: list[int]) -> int | None:
    """The image with the role, if shoppers see it."""
    holder = gallery.holder(role, scope)
    return holder if holder in shown else None


def _image_data(opened: OpenGallery, store: Store | None, image: Image, place: int) -> PreviewImageData:
    scope = store.id if store else GLOBAL
    return PreviewImageData(
        id=image.id,
        url=with_query(f"{opened.here}/images/{image.id}", store=scope or None),
        place=place,
        label=label_data(image, scope),
        picture=picture_file(image.picture),
    )


def differences(left: PreviewSideData, right: PreviewSideData) -> tuple[DifferenceData, ...]:
    here, there = ({one.id: one for one in side.images} for side in (left, right))
    found = [DifferenceData(image=one.id, codes=_codes(one, there.get(one.id), left, right)) for one in left.images]
    found += [DifferenceData(image=one.id, codes=("only_right",)) for one in right.images if one.id not in here]
    return tuple(one for one in found if one.codes)


def _codes(
    one: PreviewImageData, other: PreviewImageData | None, left: PreviewSideData, right: PreviewSideData
) -> tuple[DifferenceCode, ...]:
    if other is None:
        return ("only_left",)
    differs: dict[DifferenceCode, bool] = {
        "place": one.place != other.place,
        "label": one.label.text != other.label.text,
        "main": (left.chosen == one.id) != (right.chosen == one.id),
        "card": (left.card == one.id) != (right.card == one.id),
    }
    return tuple(code for code, does in differs.items() if does)
