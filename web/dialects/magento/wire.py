"""Magento's words for an image: six members in the document's order, without `exclude` for guests and customers."""

from collections.abc import Collection

from web.dialects.magento.formats import Value
from web.dialects.magento.locate import Location
from web.dialects.magento.media import address
from web.gallery.addresses import Addressed
from web.gallery.errors import UnknownImage
from web.gallery.model import Gallery, Image
from web.gallery.owner import Owner

MEMBERS = ("id", "label", "position", "exclude", "url", "types")


def items(gallery: Gallery, place: Location, base: str, wanted: Collection[str]) -> Value:
    return [item(image, gallery, place, base, wanted) for image in _listed(gallery, place)]


def one(number: int, gallery: Gallery, place: Location, base: str, wanted: Collection[str]) -> Value:
    """Raises UnknownImage."""
    image = gallery.image(number, place.store)
    if not _sees(place, image):
        raise UnknownImage(number)
    return item(image, gallery, place, base, wanted)


def _listed(gallery: Gallery, place: Location) -> list[Image]:
    return [image for image in gallery.listed(place.store) if _sees(place, image)]


def _sees(place: Location, image: Image) -> bool:
    return place.sees_all or not image.excluded_at(place.store)


def item(image: Image, gallery: Gallery, place: Location, base: str, wanted: Collection[str]) -> Value:
    """Numbers are strings, as PHP's database gave them. With no member left it is an empty list, as PHP has it."""
    store = place.store
    members: dict[str, Value] = {
        "id": str(image.id),
        "label": image.label_at(store) or "",
        "position": str(image.position_at(store)),
        "exclude": "1" if image.excluded_at(store) else "0",
        "url": base + address(image.picture),
        "types": [role for role in place.shop.roles if gallery.holder(role, store) == image.id],
    }
    return {name: value for name, value in members.items() if name in wanted} or []


def addresses(image: Image, owner: Owner, base: str) -> Addressed:
    resource = f"{base}/api/rest/products/{owner.shop_id}/images/{image.id}"
    return Addressed(resource, {"url": base + address(image.picture)})
