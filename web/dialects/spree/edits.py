"""What a request's parameters make of an image: under what it hangs, and where it stands."""

from msgspec import UNSET, UnsetType

from web.dialects.spree.errors import MUST_EXIST, Invalid
from web.dialects.spree.parse import PRODUCT, VARIANT, Params
from web.dialects.spree.wire import viewable_id
from web.gallery.edits import Edit, MoveImage, Placement
from web.gallery.model import Gallery, Image
from web.gallery.owner import Owner


def linked(params: Params, image: Image, owner: Owner, variations: tuple[int, ...]) -> tuple[int, ...]:
    """The variations of an image that is to hang under what is named: its first gives way, any others stay.

    Under the product itself it is linked to none. Raises Invalid for what is no part of this product.
    """
    now = viewable_id(image, owner, variations)
    wanted = now if params.viewable_id is UNSET else params.viewable_id
    kind = VARIANT if params.viewable_type is UNSET else params.viewable_type
    if kind == VARIANT and wanted == now:
        return image.variations
    if kind == VARIANT and wanted in variations:
        return (wanted, *(variation for variation in image.variations[1:] if variation != wanted))
    if kind == PRODUCT and wanted == owner.shop_id:
        return ()
    raise Invalid(viewable=MUST_EXIST)


def moved(gallery: Gallery, number: int, position: int | UnsetType | None) -> list[Edit]:
    """To a place in the list, as acts_as_list moves it; without one behind everybody, where nobody has to move."""
    if position is UNSET:
        return []
    if position is not None:
        return [MoveImage(image_id=number, position=position, place=Placement.SLIDE)]
    others = [image.position for image in gallery.images.values() if image.id != number]
    if number not in gallery.images or gallery.images[number].position > max(others, default=0):
        return []
    return [MoveImage(image_id=number, position=gallery.next_position(), place=Placement.EXACT)]
