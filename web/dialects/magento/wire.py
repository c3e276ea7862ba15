"""Magento's image: six members in the document's order, without `exclude` for guests and customers."""

from collections.abc import Collection, Mapping

from web.dialects.magento.formats import Value
from web.dialects.magento.locate import MagentoLocation
from web.dialects.magento.media import address
from web.gallery.addresses import Addressed
from web.gallery.errors import UnknownImage
from web.gallery.model import Gallery, Image
from web.gallery.owner import Owner

MEMBERS = ("id", "label", "position", "exclude", "url", "types")
PUBLIC_MEMBERS = tuple(name for name in MEMBERS if name != "exclude")


def image_object(image: Image, gallery: Gallery, at: MagentoLocation, base: str) -> dict[str, Value]:
    """Numbers are strings, as PHP's database gave them."""
    return {
        "id": str(image.id),
        "label": image.label_at(at.store) or "",
        "position": str(image.position_at(at.store)),
        "exclude": "1" if image.excluded_at(at.store) else "0",
        "url": base + address(image.picture, at.owner),
        "types": [role for role in at.shop.roles if gallery.holder(role, at.store) == image.id],
    }


def list_value(gallery: Gallery, at: MagentoLocation, base: str, members: Collection[str]) -> Value:
    images = [image for image in gallery.listed(at.store) if _is_visible(image, at)]
    return [only(image_object(image, gallery, at, base), members) for image in images]


def image_value(gallery: Gallery, at: MagentoLocation, base: str, members: Collection[str]) -> Value:
    """Raises UnknownImage."""
    image = gallery.image(at.image, at.store)
    if not _is_visible(image, at):
        raise UnknownImage(at.image)
    return only(image_object(image, gallery, at, base), members)


def only(image: Mapping[str, Value], members: Collection[str]) -> Value:
    """Keep these members. With none left it is an empty list, as PHP has it."""
    return {name: value for name, value in image.items() if name in members} or []


def _is_visible(image: Image, at: MagentoLocation) -> bool:
    return at.sees_all or not image.excluded_at(at.store)


def addresses(image: Image, owner: Owner, base: str) -> Addressed:
    resource = f"{base}/api/rest/products/{owner.shop_id}/images/{image.id}"
    return Addressed(resource, {"url": base + address(image.picture, owner)})
