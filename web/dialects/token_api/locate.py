"""Locating a request's product and image."""

from web.context import AnyRequest
from web.dialects.requests import Location, segment
from web.dialects.token_api.errors import NoSuchAddress
from web.services.catalogue.lookup import find_owner


async def locate(request: AnyRequest) -> Location:
    """A product by its id and nothing else. Raises NoSuchAddress, UnknownOwner."""
    owner = await find_owner("product", ("id", str(_id(request, "product"))))
    return Location(owner=owner, image=_id(request, "image") if "image" in request.path_params else 0)


def _id(request: AnyRequest, name: str) -> int:
    """Raises NoSuchAddress for what is no whole number; longer ones than any id are none of ours."""
    text = segment(request, name)
    if not (text.isascii() and text.isdigit()):
        raise NoSuchAddress
    return int(text.lstrip("0")[:19] or 0)
