"""Pictures that come with a request: checked, kept, and ready for an edit."""

from web.context import context_of
from web.dialects.requests import AnyRequest, uploader_of
from web.files.received import Received
from web.gallery.model import Picture
from web.services.editing.new_pictures import picture_from


async def keep_received(
    request: AnyRequest,
    received: Received,
    file_name: str,
    allowed: frozenset[str] | None = None,
    public_name: str | None = None,
) -> Picture:
    """The picture of a file that arrived, by upload, as base64 or by URL; its temporary file is gone afterwards.

    `allowed`: formats, None for all. `public_name`: in its addresses, else made from the file's name.
    Raises PictureRefused, StorageUnavailable.
    """
    context = context_of(request)
    return await picture_from(
        received,
        context.files,
        context.limits,
        name=file_name,
        uploader=uploader_of(request),
        allowed=allowed,
        requested_name=public_name,
    )
