"""Values of one image at each store, side by side, and whether they are the store's own."""

from typing import Literal

import msgspec

from web.admin.gallery.cards import RoleChip, role_chips, roles_own
from web.admin.gallery.opened import OpenGallery
from web.gallery.model import GLOBAL, Gallery, Image

Seen = Literal["", "shown", "hidden"]  # "" inherits


class RowValues(msgspec.Struct, frozen=True, kw_only=True):
    """Values of a row as shown, and as its form brings them back: those not changed there are not written."""

    label: str
    empty: bool  # without a text on purpose, here
    seen: Seen
    place: int
    roles: tuple[str, ...]


class RowConflict(msgspec.Struct, frozen=True, kw_only=True):
    """The label that somebody typed while another person saved one."""

    store: int
    label: str
    empty: bool


class StoreValues(msgspec.Struct, frozen=True, kw_only=True):
    store: int
    name: str
    locale: str
    there: bool  # not taken out of this store
    values: RowValues
    was: str  # the same for the form to bring back
    typed: RowConflict | None
    label_own: bool
    nothing: bool  # no text, on purpose, be it inherited
    hidden: bool
    hidden_own: bool
    inherits_hidden: bool
    place_own: bool
    of: int  # images there
    roles: tuple[RoleChip, ...]
    roles_own: bool


def rows_of(
    opened: OpenGallery, image: Image, all_stores: str, conflict: RowConflict | None
) -> tuple[StoreValues, ...]:
    """A row for all stores and for each store. `all_stores`: the name of the first."""
    scopes = [(GLOBAL, all_stores, ""), *((store.id, store.name, store.locale) for store in opened.stores)]
    return tuple(_row(opened, image, *scope, conflict) for scope in scopes)


def _row(
    opened: OpenGallery, image: Image, store: int, name: str, locale: str, conflict: RowConflict | None
) -> StoreValues:
    own, values = image.own(store), values_at(opened.gallery, image, store)
    roles = role_chips(opened, image, store)
    return StoreValues(
        store=store,
        name=name,
        locale=locale,
        there=not own.removed,
        values=values,
        was=msgspec.json.encode(values).decode(),
        typed=conflict if conflict and conflict.store == store else None,
        label_own=own.label is not None,
        nothing=image.label_at(store) == "",
        hidden=image.excluded_at(store),
        hidden_own=own.excluded is not None,
        inherits_hidden=image.excluded,
        place_own=own.position is not None,
        of=len(opened.gallery.listed(store)),
        roles=roles,
        roles_own=roles_own(opened, image, roles),
    )


def values_at(gallery: Gallery, image: Image, store: int) -> RowValues:
    own = image.own(store)
    excluded = image.excluded if store == GLOBAL else own.excluded
    return RowValues(
        label=image.label_at(store) or "",
        empty=(image.label if store == GLOBAL else own.label) == "",
        seen="" if excluded is None else "hidden" if excluded else "shown",
        place=0 if own.removed else gallery.rank(image.id, store),
        roles=tuple(sorted(gallery.roles_of(image.id, store))),
    )
