"""Pictures that come with a request: taken in, checked, kept, and worded for an edit."""

from web.context import context_of
from web.dialects.spec import AnyRequest, uploader
from web.files.received import Received
from web.gallery.model import Picture
from web.services.editing.new_pictures import picture_from


async def from_received(
    request: AnyRequest,
    received: Received,
    file_name: str,
    allowed: frozenset[str] | None = None,
    wished: str | None = None,
) -> Picture:
    """What arrived by whatever way. The temporary file is gone afterwards. Raises PictureRefused."""
    context = context_of(request)
    return await picture_from(
        received,
        context.files,
        context.limits,
        name=file_name,
        uploader=uploader(request),
        allowed=allowed,
        wished=wished,
    )
