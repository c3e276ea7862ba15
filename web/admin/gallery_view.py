"""What the gallery page shows, as values: cards, stores, and where each value comes from."""

import msgspec

from web.admin.browsing import KINDS
from web.admin.opened import Opened
from web.admin.pictures import Shown, shown
from web.admin.words import file_size
from web.gallery.model import GLOBAL, Gallery, Image
from web.gallery.owner import Owner, Store


class RoleChip(msgspec.Struct, frozen=True):
    code: str
    name: str
    held: bool
    own: bool  # decided at this store, not inherited


class Card(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    rank: int
    action: str
    replace: str
    picture: Shown
    facts: str
    file_name: str
    label: str
    label_own: bool
    hidden: bool
    hidden_own: bool
    roles: tuple[RoleChip, ...]
    roles_own: bool
    store: str | None  # its name, at a store


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
    undo: str
    inherit_order: str
    events: str  # where the page hears of changes
    revision: int
    store: Store | None
    tabs: tuple[StoreTab, ...]
    cards: tuple[Card, ...]
    own_order: bool
    max_bytes: int
    refused: tuple[str, ...] = ()  # files that did not make it, a sentence each

    @property
    def total(self) -> int:
        return len(self.cards)


def gallery_page(
    opened: Opened, gallery: Gallery, max_bytes: int, refused: tuple[str, ...] = (), revision: int | None = None
) -> GalleryPage:
    listed = gallery.listed(opened.scope)
    return GalleryPage(
        owner=opened.owner,
        kind=KINDS[opened.owner.kind],
        address=opened.address(),
        upload=opened.address("/images"),
        files=opened.address("/files"),
        undo=opened.address("/undo"),
        inherit_order=opened.address("/order"),
        events=f"{opened.here}/events",
        revision=opened.owner.revision if revision is None else revision,
        store=opened.store,
        tabs=(_tab(opened, gallery, None), *(_tab(opened, gallery, store) for store in opened.stores)),
        cards=tuple(_card(opened, gallery, image, rank) for rank, image in enumerate(listed, start=1)),
        own_order=any(image.own(opened.scope).position is not None for image in listed),
        max_bytes=max_bytes,
        refused=refused,
    )


def _card(opened: Opened, gallery: Gallery, image: Image, rank: int) -> Card:
    scope, own = opened.scope, image.own(opened.scope)
    roles = _roles(opened, gallery, image)
    return Card(
        id=image.id,
        rank=rank,
        action=opened.address(f"/images/{image.id}"),
        replace=opened.address(f"/images/{image.id}/picture"),
        picture=shown(image.picture),
        facts=_facts(image),
        file_name=image.picture.file_name,
        label=image.label_at(scope) or "",
        label_own=own.label is not None,
        hidden=image.excluded_at(scope),
        hidden_own=own.excluded is not None,
        roles=roles,
        roles_own=any(role.own for role in roles if role.held or gallery.holder(role.code) == image.id),
        store=opened.store.name if opened.store else None,
    )


def _roles(opened: Opened, gallery: Gallery, image: Image) -> tuple[RoleChip, ...]:
    here = gallery.roles.get(opened.scope, {}) if opened.store else {}
    held = gallery.roles_of(image.id, opened.scope)
    return tuple(RoleChip(code, name, code in held, code in here) for code, name in opened.shop.roles.items())


def _facts(image: Image) -> str:
    picture = image.picture
    return f"{picture.width} × {picture.height} · {picture.format} · {file_size(picture.size)}"


def _tab(opened: Opened, gallery: Gallery, store: Store | None) -> StoreTab:
    scope = store.id if store else GLOBAL
    listed = gallery.listed(scope)
    return StoreTab(
        name=store.name if store else "All stores",
        locale=store.locale if store else "",
        url=opened.address(store=store) if store else opened.here,
        current=scope == opened.scope,
        images=len(listed),
        labelled=sum(bool(image.label_at(scope)) for image in listed),
    )
