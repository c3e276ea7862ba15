"""Answering an address with the picture it promises, whoever shaped the address."""

import logging
from collections.abc import Awaitable
from typing import Any

from litestar import Request
from litestar.response.base import ASGIResponse

from web.clock import now
from web.database import contents
from web.database.pictures import Kept
from web.gallery.formats import format_of_extension
from web.house import house
from web.renditions.serving import FOR_EVER, FOR_MINUTES, answer, attachment, etag_of, gone, not_found, unavailable
from web.renditions.sizes import Size
from web.services.pictures import UnknownPicture, answers_still
from web.storage.errors import Busy, MissingFile, PictureRefused, StorageUnavailable

logger = logging.getLogger(__name__)

MOST_CONVERTED = 25_000_000  # pixels; more of them take a minute in another format
TOO_LARGE = "This picture is too large to be had whole in another format. Ask for a size, or for its own format.\n"


async def deliver(
    request: Request[Any, Any, Any], wanted: Awaitable[tuple[Kept, bool]], size: Size | None, extension: str
) -> ASGIResponse:
    """The picture that `wanted` finds, in the format that the address's extension says.

    404 where there never was one; 410 once its image is removed, or long after it was replaced. `wanted` also tells
    whether the address would be another one for another picture; then it may be cached for ever.
    """
    try:
        picture, immutable = await wanted
        if not answers_still(picture, house(request).settings.grace_days, now()):
            return gone()
        return await _picture(request, picture, size, extension, FOR_EVER if immutable else FOR_MINUTES)
    except (UnknownPicture, MissingFile, PictureRefused):
        return not_found()
    except Busy:
        return unavailable()
    except StorageUnavailable:
        logger.exception("the storage does not answer")
        return unavailable()


async def _picture(
    request: Request[Any, Any, Any], picture: Kept, size: Size | None, extension: str, caching: str
) -> ASGIResponse:
    """What tells of places or people is not given out; the bytes as uploaded are to be saved, not shown."""
    format_ = format_of_extension(extension) or picture.format
    as_uploaded = size is None and format_ == picture.format
    if size is None and not as_uploaded and picture.width * picture.height > MOST_CONVERTED:
        return not_found(TOO_LARGE)
    bare = not as_uploaded or await contents.is_bare(picture.content_hash)
    rendered = await house(request).renditions.get(picture.content_hash, picture.format, size, format_, bare=bare)
    disposition = attachment(picture.file_name or picture.public_name) if as_uploaded and bare else "inline"
    etag = etag_of(picture.content_hash, size, format_, bare=bare)
    return await answer(request, house(request).files, rendered, etag=etag, caching=caching, disposition=disposition)
