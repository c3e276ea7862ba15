"""Edits out of a request's members, for the gallery as it is under the lock."""

from msgspec import UNSET

from web.dialects.magento.formats import xml_safe
from web.dialects.magento.locate import MagentoLocation, image_at
from web.dialects.magento.parse import ImageFields
from web.gallery.edits import AddImage, AssignRoles, ChangeImage, Edit, MoveImage, ReplacePicture
from web.gallery.model import GLOBAL, Gallery, Image, Picture

LAST = 2**32 - 1  # Magento's column is unsigned


def additions(gallery: Gallery, at: MagentoLocation, fields: ImageFields, picture: Picture) -> list[Edit]:
    """Everything but the picture belongs to the store. Without a position it is behind all others of that view."""
    position = gallery.next_position(at.store) if fields.position is UNSET else _clipped(fields.position)
    types = (fields.types,) if isinstance(fields.types, str) else fields.types or ()
    return [
        AddImage(
            picture=picture,
            label=_label(fields, at.store),
            position=position,
            excluded=fields.excluded is True,
            roles=_roles(types, at),
            store=at.store,
        )
    ]


def changes(gallery: Gallery, at: MagentoLocation, fields: ImageFields, picture: Picture | None) -> list[Edit]:
    """Raises ImagesNotSupported, UnknownImage."""
    image = image_at(gallery, at)
    edits: list[Edit] = [] if picture is None else [ReplacePicture(image_id=image.id, picture=picture)]
    edits += _changed_members(fields, image, at.store)
    if isinstance(fields.types, tuple):  # a single text is no list, and leaves the roles alone
        edits.append(AssignRoles(image_id=image.id, roles=_roles(fields.types, at), store=at.store))
    return edits


def _changed_members(fields: ImageFields, image: Image, store: int) -> list[Edit]:
    """A member that equals what was read, in XML or JSON, stays: other dialects set texts and positions of any kind."""
    edits: list[Edit] = []
    label = image.label_at(store) or ""
    if fields.label is not UNSET and fields.label not in (label, xml_safe(label)):
        edits.append(ChangeImage(image_id=image.id, label=_label(fields, store), store=store))
    if fields.excluded is not UNSET:
        edits.append(ChangeImage(image_id=image.id, excluded=fields.excluded, store=store))
    if fields.position is not UNSET and fields.position != image.position_at(store):
        edits.append(MoveImage(image_id=image.id, position=_clipped(fields.position), store=store))
    return edits


def _label(fields: ImageFields, store: int) -> str | None:
    """At a store an empty label means "inherit"."""
    return None if fields.label is UNSET or (store != GLOBAL and not fields.label) else fields.label


def _clipped(position: int) -> int:
    return min(max(position, 0), LAST)


def _roles(types: tuple[str, ...], at: MagentoLocation) -> frozenset[str]:
    """Unknown ones are dropped."""
    return frozenset(role for role in types if role in at.shop.roles)
