"""Locating the images of an address: of a product or one of its variations, and those that the caller may see."""

import re

from msgspec.structs import replace

from web.context import AnyRequest
from web.dialects.requests import Location, segment
from web.dialects.spree.rails_parameters import query_parameters
from web.gallery.errors import UnknownOwner
from web.gallery.model import Gallery, Image
from web.gallery.owner import Owner
from web.services.catalogue.lookup import find_owner, gallery_of


class SpreeLocation(Location, frozen=True, kw_only=True):
    variation: int | None = None  # its id, where the address is a variation's
    variations: tuple[int, ...] = ()  # ids of all of the product's, once its gallery was read

    @property
    def master(self) -> int:
        """The id of the variation that stands for the product: the smallest, or the product's own without any."""
        return min(self.variations, default=self.owner.shop_id)


async def locate(request: AnyRequest) -> SpreeLocation:
    """A product by permalink, by an old permalink, and only then by id; a variation by id. Raises UnknownOwner.

    A variation gives way to a `product_id` in the query, as Spree has it.
    """
    image = _number(segment(request, "image")) if "image" in request.path_params else 0
    if "variant" not in request.path_params:
        return SpreeLocation(owner=await _product(segment(request, "product")), image=image)
    product = query_parameters(request).get("product_id")
    if isinstance(product, str):
        return SpreeLocation(owner=await _product(product), image=image)
    variation = _number(segment(request, "variant"))
    text = str(variation)
    owner = await find_owner("product", ("variation", text), ("id", text))
    return SpreeLocation(owner=owner, image=image, variation=variation)


async def _product(reference: str) -> Owner:
    number = reference.lstrip("0") if reference.isascii() and reference.isdigit() else reference
    return await find_owner("product", ("slug", reference), ("old_slug", reference), ("id", number))


async def visible_gallery(at: SpreeLocation, *, everything: bool) -> tuple[SpreeLocation, Gallery]:
    """The location with its variations, and the gallery with those images only that are there for the caller.

    `everything`: hidden images and hidden products too, for admins. Raises UnknownOwner.
    """
    loaded = await gallery_of(at.owner)
    at, gallery = replace(at, variations=loaded.variations), loaded.gallery
    if not _is_of_the_product(at) or not (everything or at.owner.visible):
        raise UnknownOwner
    images = {number: image for number, image in gallery.images.items() if _is_listed(image, at, everything)}
    return at, replace(gallery, images=images)


def _is_of_the_product(at: SpreeLocation) -> bool:
    """A product without variations is its own master; of one that has some, its id is no variation's."""
    return at.variation is None or at.variation in (*at.variations, at.master)


def _is_listed(image: Image, at: SpreeLocation, everything: bool) -> bool:
    """An image of no variation is the master's."""
    of_variation = at.variation is None or at.variation in (image.variations or (at.master,))
    return of_variation and (everything or not image.excluded)


def _number(text: str) -> int:
    """Ids are read up to the first character that is no digit; without any it is 0, which nothing has."""
    leading = re.match(r"[0-9]*", text)
    digits = leading[0].lstrip("0") if leading else ""
    return int(digits) if 0 < len(digits) <= 18 else 0
