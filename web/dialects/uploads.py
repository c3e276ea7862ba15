"""Pictures that come with a request: taken in, checked, kept, and worded for an edit."""

from web.dialects.dialect import AnyRequest, uploader
from web.gallery.model import Picture
from web.house import house
from web.services.uploads import taken
from web.storage.intake import Received


async def from_received(
    request: AnyRequest,
    received: Received,
    file_name: str,
    allowed: frozenset[str] | None = None,
    wished: str | None = None,
) -> Picture:
    """What arrived by whatever way. The temporary file is gone afterwards. Raises PictureRefused."""
    home = house(request)
    return await taken(
        received, home.files, home.limits, name=file_name, uploader=uploader(request), allowed=allowed, wished=wished
    )
