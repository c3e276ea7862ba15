"""Edits out of the members of an image, for the gallery as it is under the lock."""

from msgspec import UNSET

from web.dialects.requests import Location
from web.dialects.spiffy.parse import ImageFields
from web.gallery.edits import AddImage, ChangeImage, Edit, MoveImage, Placement
from web.gallery.model import Gallery, Picture


def additions(gallery: Gallery, at: Location, fields: ImageFields, picture: Picture) -> list[Edit]:
    return [
        AddImage(
            picture=picture,
            label=None if fields.alt is UNSET else fields.alt,
            position=fields.position,
            place=Placement.RANK,
            variations=fields.variation_ids,
        )
    ]


def changes(gallery: Gallery, at: Location, fields: ImageFields, picture: Picture | None) -> list[Edit]:
    """An image without a text reads `""`, and sending that back is no change. Raises UnknownImage, Invalid."""
    image = gallery.image(at.image)
    if fields.invalid is not None:
        raise fields.invalid
    edits: list[Edit] = []
    if fields.alt is not UNSET and (fields.alt or "") != (image.label or ""):
        edits.append(ChangeImage(image_id=at.image, label=fields.alt))
    if fields.position is not UNSET:
        edits.append(MoveImage(image_id=at.image, position=fields.position, place=Placement.RANK))
    return edits
