"""Edits out of the fields of a request, for the gallery as it is under the lock."""

from msgspec import UNSET

from web.dialects.bigcommerce.parse import ImageFields
from web.dialects.bigcommerce.wire import THUMBNAIL
from web.dialects.requests import Location
from web.gallery.edits import AddImage, AssignRoles, ChangeImage, Edit, MoveImage, Placement, ReplacePicture
from web.gallery.model import Gallery, Picture


def additions(gallery: Gallery, at: Location, fields: ImageFields, picture: Picture) -> list[Edit]:
    return [
        AddImage(
            picture=picture,
            label="" if fields.description is UNSET else fields.description,
            position=0 if fields.sort_order is UNSET else fields.sort_order,
            roles=frozenset({THUMBNAIL} if fields.is_thumbnail is True else ()),
        )
    ]


def changes(gallery: Gallery, at: Location, fields: ImageFields, picture: Picture | None) -> list[Edit]:
    """An image keeps the roles that this dialect has no field for."""
    edits: list[Edit] = []
    if picture is not None:
        edits.append(ReplacePicture(image_id=at.image, picture=picture))
    if fields.description is not UNSET:
        edits.append(ChangeImage(image_id=at.image, label=fields.description))
    if fields.sort_order is not UNSET:
        edits.append(MoveImage(image_id=at.image, position=fields.sort_order, place=Placement.MAKE_ROOM))
    if fields.is_thumbnail is not UNSET:
        others = gallery.roles_of(at.image) - {THUMBNAIL}
        edits.append(AssignRoles(image_id=at.image, roles=others | ({THUMBNAIL} if fields.is_thumbnail else set())))
    return edits
