"""The values of the gallery page: its cards, its stores, and the addresses of its forms."""

import msgspec

from web.admin.gallery.cards import Card, card_of, quality_notes_of
from web.admin.gallery.opened import OpenGallery
from web.admin.home.products import kinds
from web.context import AppContext
from web.gallery.model import GLOBAL
from web.gallery.owner import Owner, Store
from web.http.pages.language import _
from web.services.insight.findings import with_facts
from web.services.insight.rules import findings_in


class StoreTab(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    locale: str
    url: str
    current: bool
    images: int
    labelled: int


class GalleryPage(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    kind: str
    address: str  # this page, at its store
    upload: str  # where files are posted
    files: str  # where our script posts one file at a time
    addresses: str  # the same for the address of one
    inherit_order: str
    several: str  # where what is done to several images is posted
    targets: str  # address of the search for products to copy to
    events: str  # the address of server-sent events
    revision: int
    store: Store | None
    tabs: tuple[StoreTab, ...]
    cards: tuple[Card, ...]
    total: int  # images; an answer may have fewer cards
    with_notes: int  # how many of them have notes
    own_order: bool
    roles: dict[str, str]  # code -> name
    max_bytes: int
    refused: tuple[str, ...] = ()  # files that did not make it, a sentence each


async def gallery_page(context: AppContext, opened: OpenGallery, refused: tuple[str, ...] = ()) -> GalleryPage:
    """Values of the page, with one statement for the facts of the pictures."""
    listed = opened.gallery.listed(opened.scope)
    pictures = await with_facts(listed)
    notes = quality_notes_of(listed, findings_in(pictures, context.settings.findings))
    cards = (
        card_of(opened, image, rank, pictures[image.id], notes.get(image.id, ()), context.settings.avif)
        for rank, image in enumerate(listed, start=1)
    )
    return GalleryPage(
        owner=opened.owner,
        kind=kinds()[opened.owner.kind],
        address=opened.address(),
        upload=opened.address("/images"),
        files=opened.address("/files"),
        addresses=opened.address("/addresses"),
        inherit_order=opened.address("/order"),
        several=opened.address("/several"),
        targets=opened.address("/targets"),
        events=f"{opened.here}/events",
        revision=opened.owner.revision,
        store=opened.store,
        tabs=(_tab(opened, None), *(_tab(opened, store) for store in opened.stores)),
        cards=tuple(cards),
        total=len(listed),
        with_notes=len(notes),
        own_order=any(image.own(opened.scope).position is not None for image in listed),
        roles=opened.shop.roles,
        max_bytes=context.limits.max_bytes,
        refused=refused,
    )


def _tab(opened: OpenGallery, store: Store | None) -> StoreTab:
    scope = store.id if store else GLOBAL
    listed = opened.gallery.listed(scope)
    return StoreTab(
        name=store.name if store else _("All stores"),
        locale=store.locale if store else "",
        url=opened.address(store=store) if store else opened.here,
        current=scope == opened.scope,
        images=len(listed),
        labelled=sum(image.label_at(scope) is not None for image in listed),
    )
