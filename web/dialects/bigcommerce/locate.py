"""Locating a request's product and image: the addresses inside the dialect, and the meaning of their parts."""

from web.context import AnyRequest
from web.dialects.requests import Location, public_request_of, segment
from web.gallery.errors import UnknownOwner
from web.services.catalogue.lookup import find_owner

STORE, STORE_COUNT = "/products/images", "/products/images/count"
COLLECTION, COUNT = "/products/{product:str}/images", "/products/{product:str}/images/count"
MEMBER = "/products/{product:str}/images/{image:str}"


async def locate(request: AnyRequest) -> Location:
    """A product by its id alone. Raises UnknownOwner."""
    product = segment(request, "product")
    if not _is_id(product):
        raise UnknownOwner
    owner = await find_owner("product", ("id", str(int(product))))
    image = segment(request, "image") if "image" in request.path_params else ""
    return Location(owner=owner, image=int(image) if _is_id(image) else 0)


def address_of(request: AnyRequest, image: int) -> str:
    """A new image's own address, under the prefix of the collection that the request was sent to."""
    public = public_request_of(request)
    return f"{public.path.rstrip('/').removesuffix(public.suffix)}/{image}"


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
