"""What a request wants, as edits of the gallery as it is under the lock."""

from collections.abc import Callable

from msgspec import UNSET

from web.dialects.magento.formats import sayable
from web.dialects.magento.locate import Location
from web.dialects.magento.parse import Params
from web.gallery.edits import AddImage, AssignRoles, ChangeImage, Edit, MoveImage, ReplacePicture
from web.gallery.errors import ImagesNotSupported, UnknownImage
from web.gallery.model import GLOBAL, Gallery, Image, Picture

Edits = Callable[[Gallery], list[Edit]]

LAST = 2**32 - 1  # Magento's column is unsigned


def added(params: Params, picture: Picture, place: Location) -> Edits:
    def edits(gallery: Gallery) -> list[Edit]:
        return [
            AddImage(
                picture=picture,
                label=_label(params, place.store),
                position=_position(params, gallery, place.store),
                excluded=params.excluded is True,
                roles=_roles((params.types,) if isinstance(params.types, str) else params.types or (), place),
                store=place.store,
            )
        ]

    return edits


def _label(params: Params, store: int) -> str | None:
    """At a store an empty label means "inherit"."""
    return None if params.label is UNSET or (store != GLOBAL and not params.label) else params.label


def _position(params: Params, gallery: Gallery, store: int) -> int:
    """Behind all others of that view, unless said otherwise."""
    return gallery.next_position(store) if params.position is UNSET else _clipped(params.position)


def _clipped(position: int) -> int:
    return min(max(position, 0), LAST)


def _roles(types: tuple[str, ...], place: Location) -> frozenset[str]:
    """Unknown ones are dropped."""
    return frozenset(role for role in types if role in place.shop.roles)


def changed(params: Params, number: int, picture: Picture | None, place: Location) -> Edits:
    def edits(gallery: Gallery) -> list[Edit]:
        image = known(gallery, number, place)
        wanted: list[Edit] = [ReplacePicture(image_id=number, picture=picture)] if picture else []
        wanted += _texts(params, image, place.store)
        if isinstance(params.types, tuple):  # a single text is no list: nothing is said about roles
            wanted.append(AssignRoles(image_id=number, roles=_roles(params.types, place), store=place.store))
        return wanted

    return edits


def known(gallery: Gallery, number: int, place: Location) -> Image:
    """The product is looked at first. Raises ImagesNotSupported for one that can't have images, UnknownImage."""
    try:
        return gallery.image(number, place.store)
    except UnknownImage:
        if place.owner.supports_images:
            raise
        raise ImagesNotSupported from None


def _texts(params: Params, image: Image, store: int) -> list[Edit]:
    """What reads the same already is left alone, in XML or JSON: other dialects set texts and positions of any kind."""
    edits: list[Edit] = []
    label = image.label_at(store) or ""
    if params.label is not UNSET and params.label not in (label, sayable(label)):
        edits.append(ChangeImage(image_id=image.id, label=_label(params, store), store=store))
    if params.excluded is not UNSET:
        edits.append(ChangeImage(image_id=image.id, excluded=params.excluded, store=store))
    if params.position is not UNSET and params.position != image.position_at(store):
        edits.append(MoveImage(image_id=image.id, position=_clipped(params.position), store=store))
    return edits
