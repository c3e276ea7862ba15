"""Delivery of a picture at any address, our own or vendor-shaped."""

from collections.abc import Awaitable, Callable

from litestar.response.base import ASGIResponse

from web.context import AnyRequest, context_of
from web.gallery.clock import now
from web.gallery.file_names import download_name
from web.gallery.formats import format_of_extension
from web.gallery.model import StoredPicture
from web.gallery.picture_errors import MissingFile, PictureRefused
from web.gallery.unavailable import Unavailable, unavailable_for
from web.http.pages.session import person_asking
from web.imaging.renditions.sizes import Size
from web.media.responses import (
    CACHE_IMMUTABLE,
    CACHE_MINUTES,
    CACHE_NEVER,
    answer,
    attachment,
    etag_of,
    gone,
    not_found,
    unavailable,
)
from web.services.catalogue.pictures import UnknownPicture, still_served

MAX_CONVERTED = 25_000_000  # pixels; more of them take a minute in another format
LARGEST = Size.fit(4096, 4096)
TOO_LARGE = "This picture is too large to be had whole in another format. Ask for a size, or for its own format.\n"


async def deliver(
    request: AnyRequest,
    lookup: Awaitable[tuple[StoredPicture, bool]],
    size: Size | None,
    extension: str | Callable[[StoredPicture], str],
    *,
    promised: bool = False,
) -> ASGIResponse:
    """Deliver the picture that `lookup` finds, in the format of the address's extension.

    `extension` is a function where that depends on the picture; what is no extension means the picture's own format.
    `lookup` also tells whether the address contains the picture's secret. Then it answers everybody, and since another
    picture would have another address, may be cached for ever. Others can be guessed: they answer guests while the
    owner is visible, and are cached for minutes only, so that shared caches forget what was hidden.
    `promised`: a vendor's answer names this address, so that a picture too large to be converted whole comes smaller.
    404 where there never was one, and for guests where they may not see it; 410 once its image is removed, or long
    after it was replaced, but for staff.
    """
    try:
        picture, secret = await lookup
        ending = extension(picture) if callable(extension) else extension
        size = LARGEST if promised and size is None and _is_too_large(picture, ending) else size
        public = secret or picture.visible
        if public and still_served(picture, context_of(request).settings.grace_days, now()):
            return await _picture(request, picture, size, ending, CACHE_IMMUTABLE if secret else CACHE_MINUTES)
        if await _may_see_all(request):
            return await _picture(request, picture, size, ending, CACHE_NEVER)
        return gone() if public else not_found()
    except (UnknownPicture, MissingFile, PictureRefused):
        return not_found()
    except (Unavailable, OSError) as error:
        return unavailable(error if isinstance(error, Unavailable) else unavailable_for(error))


def _is_too_large(picture: StoredPicture, extension: str) -> bool:
    """Tell whether it can't be had whole in the format of this extension."""
    converted = (format_of_extension(extension) or picture.format) != picture.format
    return converted and picture.width * picture.height > MAX_CONVERTED


async def _may_see_all(request: AnyRequest) -> bool:
    """Tell whether hidden and removed pictures may be seen: by those who may put them back."""
    person = await person_asking(request)
    return person is not None and person.role in ("admin", "staff")


async def _picture(
    request: AnyRequest, picture: StoredPicture, size: Size | None, extension: str, caching: str
) -> ASGIResponse:
    """Deliver it without metadata about places or people; the bytes as uploaded are to be saved, not shown."""
    format_ = format_of_extension(extension) or picture.format
    as_uploaded = size is None and format_ == picture.format
    if size is None and _is_too_large(picture, extension):
        return not_found(TOO_LARGE)
    metadata_free = picture.metadata_free or not as_uploaded
    renditions = context_of(request).renditions
    full = picture.width, picture.height
    rendered = await renditions.get(
        picture.content_hash, picture.format, size, format_, metadata_free=metadata_free, full=full
    )
    disposition = (
        attachment(download_name(picture.file_name or picture.public_name, picture.format))
        if as_uploaded and metadata_free
        else "inline"
    )
    etag = etag_of(picture.content_hash, size, format_, metadata_free=metadata_free)
    return await answer(request, renditions, rendered, etag=etag, caching=caching, disposition=disposition)
