"""How well each store is labelled, free of words: for programs, and for the pages of the report.

Part of Packshot's own API, like `web/admin/gallery/data.py`.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from web.admin.gallery.data import LabelData
from web.admin.shell.data import PictureFileData, StoreData, picture_file, store_data
from web.admin.shell.owners import address_of
from web.admin.shell.session import HOME
from web.gallery.clock import DAY, as_datetime
from web.gallery.owner import Kind, Store
from web.http.urls import with_query
from web.services.insight.coverage import CountedImage, StoreCoverage, TrendPoint

HERE = f"{HOME}coverage"


class ConditionData(msgspec.Struct, frozen=True, kw_only=True):
    """How many images of a store a condition holds for, and the address of the list of them."""

    count: int
    images: str


class CoverageDayData(msgspec.Struct, frozen=True, kw_only=True):
    """The share of labelled images of all kinds on a day in UTC, from 0 to 1."""

    day: date
    share: float


class StoreCoverageData(msgspec.Struct, frozen=True, kw_only=True):
    """A store. `images`: those it shows; `labelled`: those of them with a text, or with none on purpose.

    `share`: from 0 to 1, and 1 without images; `conditions`: by their codes.
    """

    store: StoreData
    images: int
    labelled: int
    share: float
    conditions: dict[str, ConditionData]
    trend: tuple[CoverageDayData, ...]  # of the last ninety days, as far as they were recorded


class CoverageData(msgspec.Struct, frozen=True, kw_only=True):
    kind: str  # products, collections, or empty for both
    stores: tuple[StoreCoverageData, ...]


class CountedOwnerData(msgspec.Struct, frozen=True, kw_only=True):
    """The product or collection that an image is of."""

    kind: Kind
    id: int
    name: str
    url: str


class CountedImageData(msgspec.Struct, frozen=True, kw_only=True):
    """An image at the store. `inherited`: the text that it would have there without one of the store's own."""

    id: int
    url: str
    owner: CountedOwnerData
    label: LabelData
    inherited: str | None
    picture: PictureFileData


class CountedImagesData(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the images of a store that a condition holds for. `next`: null on the last one."""

    about: str  # the condition's code
    store: StoreData
    kind: str  # products, collections, or empty for both
    images: tuple[CountedImageData, ...]
    next: str | None
    csv: str  # all of them


def coverage_data(kind: str, found: Sequence[StoreCoverage], lines: Mapping[int, Sequence[TrendPoint]]) -> CoverageData:
    stores = tuple(_store_coverage(kind, one, lines.get(one.store.id, ())) for one in found)
    return CoverageData(kind=kind, stores=stores)


def _store_coverage(kind: str, one: StoreCoverage, line: Sequence[TrendPoint]) -> StoreCoverageData:
    return StoreCoverageData(
        store=store_data(one.store),
        images=one.images,
        labelled=one.labelled,
        share=one.share,
        conditions={
            code: ConditionData(count=count, images=images_address(kind, one.store.id, code))
            for code, count in one.found.items()
        },
        trend=tuple(CoverageDayData(day=as_datetime(point.day * DAY).date(), share=point.share) for point in line),
    )


def counted_images_data(
    kind: str, store: Store, about: str, images: Sequence[CountedImage], *, more: bool
) -> CountedImagesData:
    """`more`: others follow these."""
    after = images[-1].image if more else None
    return CountedImagesData(
        about=about,
        store=store_data(store),
        kind=kind,
        images=tuple(_counted_image(one) for one in images),
        next=images_address(kind, store.id, about, after=after) if more else None,
        csv=images_address(kind, store.id, about, ".csv"),
    )


def _counted_image(one: CountedImage) -> CountedImageData:
    gallery = address_of(one.kind, one.shop_id)
    return CountedImageData(
        id=one.image,
        url=with_query(f"{gallery}/images/{one.image}", store=one.store),
        owner=CountedOwnerData(kind=one.kind, id=one.shop_id, name=one.owner_name, url=gallery),
        label=LabelData(text=one.label, source="default" if one.own is None else "store"),
        inherited=one.inherited,
        picture=picture_file(one.picture),
    )


def images_address(kind: str, store: int, about: str, tail: str = "", *, after: int | None = None) -> str:
    return with_query(f"{HERE}/images{tail}", kind=kind, store=store, about=about, after=after)
