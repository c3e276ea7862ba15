"""The gallery and store that an address means, and the addresses around it."""

import msgspec
from litestar.exceptions import NotFoundException

from web.admin.shell.owners import address_of
from web.admin.shell.session import AdminRequest
from web.gallery.errors import UnknownStore
from web.gallery.model import GLOBAL, Gallery
from web.gallery.owner import Kind, Owner, Shop, Store
from web.http.pages.forms import whole_number
from web.http.urls import with_query
from web.services.catalogue.lookup import find_owner, gallery_of, shop_of
from web.services.editing.write_path import Edited


def addresses(tail: str = "") -> list[str]:
    """The two shapes of a gallery's address, for a handler."""
    return [f"/products/{{shop_id:str}}{tail}", f"/collections/{{kind:str}}/{{shop_id:str}}{tail}"]


class LabelConflictShown(msgspec.Struct, frozen=True):
    """A label that was not saved, since the image has another one than its writer saw."""

    image: int
    mine: str


class OpenGallery(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    shop: Shop
    stores: tuple[Store, ...]  # those that the owner is on
    store: Store | None  # None: the values that every store inherits
    gallery: Gallery
    variations: tuple[int, ...]
    menu: int | None  # of which image the menu is open: only that one's is sent
    conflict: LabelConflictShown | None = None

    @property
    def scope(self) -> int:
        return self.store.id if self.store else GLOBAL

    def address(self, tail: str = "", store: Store | None = None) -> str:
        at = store or self.store
        return with_query(f"{self.here}{tail}", store=at.id if at else None)

    def after(self, edited: Edited) -> "OpenGallery":
        """The same gallery as an edit left it."""
        owner = msgspec.structs.replace(self.owner, revision=edited.revision)
        return msgspec.structs.replace(self, gallery=edited.gallery, owner=owner)

    @property
    def here(self) -> str:
        """Address without a store."""
        return address_of(self.owner.kind, self.owner.shop_id)


async def open_gallery(request: AdminRequest) -> OpenGallery:
    """Load what the address means. Raises UnknownOwner, UnknownStore."""
    owner = await find_owner(_kind(request), ("id", str(request.path_params["shop_id"])))
    loaded = await gallery_of(owner)
    shop = await shop_of(owner)
    on = (store for store in shop.stores if owner.every_store or store.id in loaded.stores)
    stores = tuple(sorted(on, key=lambda store: (store.place, store.id)))
    return OpenGallery(
        owner=owner,
        shop=shop,
        stores=stores,
        store=_store(request, shop, stores),
        gallery=loaded.gallery,
        variations=loaded.variations,
        menu=_menu(request),
    )


def _kind(request: AdminRequest) -> Kind:
    match request.path_params.get("kind", "product"):
        case "product" if "kind" not in request.path_params:
            return "product"
        case "standard":
            return "standard"
        case "super":
            return "super"
    raise NotFoundException


def _menu(request: AdminRequest) -> int | None:
    """Image whose menu is open: named in the address of a page, and by our script in a header."""
    return whole_number(request.headers.get("packshot-menu") or request.query_params.get("menu") or "")


def _store(request: AdminRequest, shop: Shop, stores: tuple[Store, ...]) -> Store | None:
    reference = request.query_params.get("store", "")
    if not reference:
        return None
    store = _store_by_reference(reference, shop)
    if store not in stores:
        raise UnknownStore(reference)
    return store


def _store_by_reference(reference: str, shop: Shop) -> Store:
    """Find the store by id, or by code as in old addresses; digits alone are always an id. Raises UnknownStore."""
    by_id = reference.isascii() and reference.isdigit()
    for store in shop.stores:
        if reference == (str(store.id) if by_id else store.code):
            return store
    raise UnknownStore(reference)
