"""Answering an address with the picture it promises, whoever shaped the address."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request
from litestar.response.base import ASGIResponse

from web.database.pictures import Kept
from web.gallery.formats import format_of_extension
from web.house import house
from web.renditions.serving import answer, etag_of, gone, not_found, unavailable
from web.renditions.sizes import Size
from web.services.pictures import PictureGone, UnknownPicture
from web.storage.errors import MissingFile, PictureRefused, StorageUnavailable

logger = logging.getLogger(__name__)


async def deliver(
    request: Request[Any, Any, Any],
    wanted: Awaitable[tuple[Kept, bool]],
    size: Size | None,
    extension: str | Callable[[Kept], str],
) -> ASGIResponse:
    """The picture that `wanted` finds, in the format that the address's extension says; 404, or 410 once removed.

    Where that hangs on the picture too, `extension` is asked; what is no extension is the picture's own format.
    `wanted` also tells whether the address would be another one for another picture; then it may be cached for ever.
    """
    try:
        picture, immutable = await wanted
        ending = extension(picture) if callable(extension) else extension
        format_ = format_of_extension(ending) or picture.format
        rendered = await house(request).renditions.get(picture.content_hash, picture.format, size, format_)
        etag = etag_of(picture.content_hash, size, format_)
        return await answer(request, house(request).files, rendered, etag=etag, immutable=immutable)
    except (UnknownPicture, MissingFile, PictureRefused):
        return not_found()
    except PictureGone:
        return gone()
    except StorageUnavailable:
        logger.exception("the storage does not answer")
        return unavailable()
