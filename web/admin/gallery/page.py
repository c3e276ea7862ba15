"""The values of a gallery, and beside them what its page needs: cards, tabs, the addresses of its forms."""

from collections.abc import Sequence

import msgspec

from web.admin.gallery.cards import Card, card_of, quality_notes_of
from web.admin.gallery.data import EditData, ImageData, image_data
from web.admin.gallery.opened import OpenGallery
from web.admin.shell.data import OwnerData, StoreData, owner_data, store_data
from web.admin.shell.owners import kinds
from web.admin.shell.session import HOME
from web.context import AppContext
from web.gallery.model import GLOBAL, Image
from web.gallery.owner import Store
from web.http.pages.language import _
from web.http.urls import with_query
from web.services.insight.findings import with_facts
from web.services.insight.rules import Finding, PictureWithFacts, findings_in


class StoreSummary(StoreData, frozen=True, kw_only=True):
    """A store that the owner is on. `labelled`: images with a text there, or with none on purpose."""

    url: str  # of the gallery at this store
    images: int
    labelled: int


class RoleName(msgspec.Struct, frozen=True):
    code: str
    name: str


class GalleryLinks(msgspec.Struct, frozen=True, kw_only=True):
    labels: str
    labels_csv: str
    preview: str
    history: str
    events: str  # server-sent: each new revision


class GalleryData(msgspec.Struct, frozen=True, kw_only=True):
    """A gallery as one store shows it, or as all of them inherit it (`store` null)."""

    owner: OwnerData
    revision: int
    store: StoreData | None
    stores: tuple[StoreSummary, ...]
    roles: tuple[RoleName, ...]
    own_order: bool  # the store's, different from the one that it would inherit
    images: tuple[ImageData, ...]
    max_bytes: int  # of a picture
    links: GalleryLinks
    edit: EditData | None = None  # in the answer to an edit


class StoreTab(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    url: str
    current: bool
    images: int
    labelled: int


class GalleryPage(msgspec.Struct, frozen=True, kw_only=True):
    data: GalleryData
    kind: str
    address: str  # this page, at its store
    upload: str  # where files are posted
    files: str  # where our script posts one file at a time
    addresses: str  # the same for the address of one
    inherit_order: str
    several: str  # where what is done to several images is posted
    targets: str  # address of the search for products to copy to
    tabs: tuple[StoreTab, ...]
    cards: tuple[Card, ...]  # an answer may have fewer of them
    with_notes: int  # how many images have notes
    refused: tuple[str, ...] = ()  # files that did not make it, a sentence each


async def gallery_page(context: AppContext, opened: OpenGallery, edit: EditData | None = None) -> GalleryPage:
    """Values of the page, with one statement for the facts of the pictures. `edit`: what was just done."""
    listed = opened.gallery.listed(opened.scope)
    pictures = await with_facts(listed)
    found = findings_in(pictures, context.settings.findings)
    data = _data(context, opened, listed, pictures, found, edit)
    notes = quality_notes_of(listed, found)
    avif = context.settings.avif
    return GalleryPage(
        data=data,
        kind=kinds()[opened.owner.kind],
        address=opened.address(),
        upload=opened.address("/images"),
        files=opened.address("/files"),
        addresses=opened.address("/addresses"),
        inherit_order=opened.address("/order"),
        several=opened.address("/several"),
        targets=opened.address("/targets"),
        tabs=_tabs(opened, data),
        cards=tuple(card_of(opened, one, pictures[one.id], notes.get(one.id, ()), avif) for one in data.images),
        with_notes=len(notes),
        refused=tuple(one.detail for one in edit.refused) if edit else (),
    )


def _data(
    context: AppContext,
    opened: OpenGallery,
    listed: list[Image],
    pictures: dict[int, PictureWithFacts],
    found: dict[int, list[Finding]],
    edit: EditData | None,
) -> GalleryData:
    return GalleryData(
        owner=owner_data(opened.owner),
        revision=opened.owner.revision,
        store=store_data(opened.store) if opened.store else None,
        stores=tuple(_summary(opened, store) for store in opened.stores),
        roles=tuple(RoleName(code, name) for code, name in opened.shop.roles.items()),
        own_order=any(image.own(opened.scope).position is not None for image in listed),
        images=tuple(
            placed_image(opened, image, rank, pictures[image.id], found.get(image.id, ()))
            for rank, image in enumerate(listed, start=1)
        ),
        max_bytes=context.limits.max_bytes,
        links=_links(opened),
        edit=edit,
    )


def placed_image(
    opened: OpenGallery, image: Image, rank: int, seen: PictureWithFacts, found: Sequence[Finding]
) -> ImageData:
    """The image at the store of the address."""
    url, details = (opened.address(f"/images/{image.id}{tail}") for tail in ("", "/details"))
    return image_data(opened.gallery, image, opened.scope, rank, seen, found, url, details)


def _links(opened: OpenGallery) -> GalleryLinks:
    return GalleryLinks(
        labels=f"{opened.here}/labels",
        labels_csv=f"{opened.here}/labels.csv",
        preview=f"{opened.here}/preview",
        history=with_query(f"{HOME}history", owner=opened.owner.id),
        events=f"{opened.here}/events",
    )


def _summary(opened: OpenGallery, store: Store) -> StoreSummary:
    images, labelled = _counts(opened, store.id)
    here = msgspec.structs.asdict(store_data(store))
    return StoreSummary(**here, url=opened.address(store=store), images=images, labelled=labelled)


def _counts(opened: OpenGallery, scope: int) -> tuple[int, int]:
    """Images, and those of them with a label."""
    listed = opened.gallery.listed(scope)
    return len(listed), sum(image.label_at(scope) is not None for image in listed)


def _tabs(opened: OpenGallery, data: GalleryData) -> tuple[StoreTab, ...]:
    images, labelled = _counts(opened, GLOBAL)
    every = StoreTab(
        name=_("All stores"), url=opened.here, current=opened.store is None, images=images, labelled=labelled
    )
    tabs = (
        StoreTab(name=one.name, url=one.url, current=one.id == opened.scope, images=one.images, labelled=one.labelled)
        for one in data.stores
    )
    return (every, *tabs)
