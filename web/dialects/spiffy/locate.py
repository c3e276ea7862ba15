"""Locating a request's owner, a product or a collection, and its image."""

from web.context import AnyRequest
from web.dialects.requests import Location, public_request_of, segment
from web.dialects.spiffy.wire import FOLDERS
from web.gallery.owner import Kind
from web.http.urls import whole
from web.services.catalogue.lookup import find_owner

KINDS: dict[str, Kind] = {folder: kind for kind, folder in FOLDERS.items()}


async def locate(request: AnyRequest) -> Location:
    """An owner by id, by handle, and by a handle it had before. Raises UnknownOwner."""
    kind, reference = KINDS[public_request_of(request).path.split("/")[2]], segment(request, "owner")
    owner = await find_owner(kind, ("id", reference), ("slug", reference), ("old_slug", reference))
    image = whole(segment(request, "image"), 15) if "image" in request.path_params else 0
    return Location(owner=owner, image=image or 0)
