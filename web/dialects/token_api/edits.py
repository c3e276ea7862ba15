"""Edits out of the fields of a request, for the gallery as it is under the lock."""

from msgspec import UNSET

from web.dialects.requests import Location
from web.dialects.token_api.parse import ImageFields
from web.gallery.edits import AddImage, AssignRoles, ChangeImage, Edit, MoveImage, ReplacePicture
from web.gallery.model import Gallery, Picture

PRIMARY = frozenset({"image"})  # the role behind `is_primary`


def additions(gallery: Gallery, at: Location, fields: ImageFields, picture: Picture) -> list[Edit]:
    return [
        AddImage(
            picture=picture,
            label=None if fields.alt_text is UNSET else fields.alt_text,
            position=0 if fields.order is UNSET else fields.order,
            roles=PRIMARY if fields.is_primary is True else frozenset(),
        )
    ]


def changes(gallery: Gallery, at: Location, fields: ImageFields, picture: Picture | None) -> list[Edit]:
    """An image keeps the roles that this dialect has no field for."""
    edits: list[Edit] = []
    if picture is not None:
        edits.append(ReplacePicture(image_id=at.image, picture=picture))
    if fields.alt_text is not UNSET:
        edits.append(ChangeImage(image_id=at.image, label=fields.alt_text))
    if fields.order is not UNSET:
        edits.append(MoveImage(image_id=at.image, position=fields.order))
    if fields.is_primary is not UNSET:
        held = gallery.roles_of(at.image)
        edits.append(AssignRoles(image_id=at.image, roles=held | PRIMARY if fields.is_primary else held - PRIMARY))
    return edits
