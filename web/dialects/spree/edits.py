"""Edits out of a request's parameters: the variations that an image is linked to, and its place in the list."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from web.dialects.spree.errors import MUST_EXIST, Invalid
from web.dialects.spree.locate import SpreeLocation
from web.dialects.spree.parse import ImageFields, clamped
from web.dialects.spree.wire import viewable_id
from web.gallery.edits import AddImage, ChangeImage, Edit, MoveImage, Placement, ReplacePicture
from web.gallery.model import Gallery, Image, Picture

VARIANT, PRODUCT = "Spree::Variant", "Spree::Product"


def additions(gallery: Gallery, at: SpreeLocation, fields: ImageFields, picture: Picture) -> list[Edit]:
    return [
        AddImage(
            picture=picture,
            label=None if fields.alt is UNSET else fields.alt,
            position=UNSET if fields.position is None else fields.position,
            place=Placement.SLIDE,
            variations=(at.variation,) if at.variation in at.variations else (),
        )
    ]


def checked(fields: ImageFields, image: Image, at: SpreeLocation) -> ImageFields:
    """The fields for this image, with a position that Spree can set. Before any file is kept.

    Raises Invalid for a position beyond the last, and for a viewable that is no part of the product.
    """
    _linked(fields, image, at)
    position = fields.position
    if not isinstance(position, int) or position == image.position:
        return fields  # other dialects may place images where Spree has no places
    return replace(fields, position=clamped(position))


def changes(gallery: Gallery, at: SpreeLocation, fields: ImageFields, picture: Picture | None) -> list[Edit]:
    """`fields` as `checked` gives them. Raises UnknownImage, Invalid."""
    image = gallery.image(at.image)
    variations = _linked(fields, image, at)
    links = UNSET if variations == image.variations else variations
    edits: list[Edit] = [ChangeImage(image_id=at.image, label=fields.alt, variations=links)]
    if picture is not None:
        edits.append(ReplacePicture(image_id=at.image, picture=picture))
    return [*edits, *_moves(gallery, at.image, fields.position)]


def _linked(fields: ImageFields, image: Image, at: SpreeLocation) -> tuple[int, ...]:
    """The variations of an image that is to belong to the viewable: its first gives way, any others stay.

    An image of the product itself is linked to none. Raises Invalid for a viewable that is no part of the product.
    """
    present = viewable_id(image, at)
    number = present if fields.viewable_id is UNSET else fields.viewable_id
    kind = VARIANT if fields.viewable_type is UNSET else fields.viewable_type
    if kind == VARIANT and number == present:
        return image.variations
    if kind == VARIANT and number in at.variations:
        return (number, *(variation for variation in image.variations[1:] if variation != number))
    if kind == PRODUCT and number == at.owner.shop_id:
        return ()
    raise Invalid(viewable=MUST_EXIST)


def _moves(gallery: Gallery, number: int, position: int | UnsetType | None) -> list[Edit]:
    """Move to a place in the list as acts_as_list does; None is behind all others, and moves nobody who is there."""
    if position is UNSET:
        return []
    if position is not None:
        return [MoveImage(image_id=number, position=position, place=Placement.SLIDE)]
    others = [image.position for image in gallery.images.values() if image.id != number]
    if gallery.images[number].position > max(others, default=0):
        return []
    return [MoveImage(image_id=number, position=gallery.next_position(), place=Placement.EXACT)]
