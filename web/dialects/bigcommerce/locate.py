"""The addresses inside the dialect, and what their parts mean."""

from web.dialects.spec import AnyRequest, public_request_of, segment
from web.gallery.errors import UnknownOwner
from web.gallery.model import Image
from web.gallery.owner import Owner
from web.services.catalogue.lookup import find_owner

STORE, STORE_COUNT = "/products/images", "/products/images/count"
COLLECTION, COUNT = "/products/{product:str}/images", "/products/{product:str}/images/count"
MEMBER = "/products/{product:str}/images/{image:str}"


async def product_of(request: AnyRequest) -> Owner:
    """By its id alone. Raises UnknownOwner."""
    text = segment(request, "product")
    if not _digits(text):
        raise UnknownOwner
    return await find_owner("product", ("id", str(int(text))))


def image_number(request: AnyRequest) -> int:
    text = segment(request, "image")
    return int(text) if _digits(text) else 0  # which no image has


def address_of(request: AnyRequest, image: Image) -> str:
    """A new image's own address, under the prefix of the collection that the request was sent to."""
    asked = public_request_of(request)
    return f"{asked.path.rstrip('/').removesuffix(asked.suffix)}/{image.id}"


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
