"""Owners of galleries, and the shop with its stores and roles: the catalogue as values."""

from typing import Literal

import msgspec

from web.gallery.errors import UnknownStore

Kind = Literal["product", "standard", "super"]
IdentifierType = Literal["slug", "old_slug", "id", "sku", "variation"]


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """A product or a collection. `id` is ours; `shop_id` is the one that the shop and its clients use."""

    id: int
    kind: Kind
    shop_id: int
    slug: str
    sku: str | None
    name: str
    visible: bool
    supports_images: bool
    every_store: bool
    revision: int
    shop_revision: int


class Store(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    code: str
    name: str
    locale: str
    active: bool
    is_default: bool
    place: int = 0  # among the others, where people look at them


class Shop(msgspec.Struct, frozen=True):
    """The stores in the order of their ids, and the codes of the image roles in theirs, by code."""

    stores: tuple[Store, ...]
    roles: dict[str, str]  # code -> name

    def store(self, reference: str) -> Store:
        """Find by id, else by code: a code that looks like an id never hides that id. Raises UnknownStore."""
        by_id = {str(store.id): store for store in self.stores}
        by_code = {store.code: store for store in self.stores}
        found = by_id.get(reference) or by_code.get(reference)
        if found is None:
            raise UnknownStore(reference)
        return found

    @property
    def default(self) -> Store:
        """The default store, else the first. Raises UnknownStore in a shop without any."""
        for store in self.stores:
            if store.is_default:
                return store
        if not self.stores:
            raise UnknownStore("default")
        return self.stores[0]
