"""Under what the images of an address hang, and which of them the caller may see."""

import msgspec

from web.dialects.spec import AnyRequest, caller_of, segment
from web.dialects.spree.parse import number_of
from web.dialects.spree.rails_parameters import in_query
from web.dialects.spree.wire import listed, master
from web.gallery.errors import UnknownImage, UnknownOwner
from web.gallery.model import Image, LoadedGallery
from web.gallery.owner import Owner
from web.services.catalogue.lookup import find_owner, gallery_of


class Parent(msgspec.Struct, frozen=True):
    """A product, or one of its variations."""

    owner: Owner
    variation: int | None = None


class VisibleImages(msgspec.Struct, frozen=True):
    images: list[Image]
    variations: tuple[int, ...]  # of the product

    def image(self, number: int) -> Image:
        """Raises UnknownImage."""
        for image in self.images:
            if image.id == number:
                return image
        raise UnknownImage(number)


async def parent_of(request: AnyRequest) -> Parent:
    """A product by permalink, by an old permalink, and only then by id; a variation by id. Raises UnknownOwner.

    A variation gives way to a `product_id` in the query, as Spree has it.
    """
    if "variant" not in request.path_params:
        return await _product(segment(request, "product"))
    stray = in_query(request).get("product_id")
    if isinstance(stray, str):
        return await _product(stray)
    number = number_of(segment(request, "variant"))
    text = str(number)
    return Parent(await find_owner("product", ("variation", text), ("id", text)), number)


async def _product(reference: str) -> Parent:
    number = reference.lstrip("0") if reference.isascii() and reference.isdigit() else reference
    return Parent(await find_owner("product", ("slug", reference), ("old_slug", reference), ("id", number)))


async def images_visible_to(request: AnyRequest, parent: Parent) -> VisibleImages:
    """Everything for admins; others see what is not hidden of products that are not. Raises UnknownOwner."""
    loaded, everything = await gallery_of(parent.owner), is_admin(request)
    if not _belongs(parent, loaded) or not (everything or parent.owner.visible):
        raise UnknownOwner
    images = listed(loaded, parent.owner, everything=everything, variation=parent.variation)
    return VisibleImages(images, loaded.variations)


def _belongs(parent: Parent, loaded: LoadedGallery) -> bool:
    """A product without variations is its own master; of one that has some, its id is no variation's."""
    known = (*loaded.variations, master(parent.owner, loaded.variations))
    return parent.variation is None or parent.variation in known


def is_admin(request: AnyRequest) -> bool:
    """Spree knows admins and users; staff are users there, and so are guests where they are let in."""
    caller = caller_of(request)
    return caller is not None and caller.person.role == "admin"


def may_write(request: AnyRequest) -> bool:
    return is_admin(request) and caller_of(request).may_write
