"""Our errors as Spiffy's refusals: always a JSON object with the one member `errors`.

The vendor publishes no bodies; these are the shapes that the ActiveResource clients read (field notes, 4.7): messages
in arrays by field for 422, where clients look inside, and a text for statuses that they know by number.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from litestar import Response
from litestar.exceptions import HTTPException

from web.auth.rate_limits import QuotaUsedUp
from web.context import AnyRequest
from web.dialects.requests import NoPermission
from web.dialects.spiffy.answers import answer
from web.gallery.errors import (
    GalleryError,
    ImagesNotSupported,
    LabelTooLong,
    UnknownImage,
    UnknownOwner,
    UnknownVariation,
)
from web.gallery.picture_errors import (
    BadBase64,
    EmptyFile,
    FormatNotAllowed,
    NotFetched,
    PictureRefused,
    TooManyBytes,
    TooManyFrames,
    TooManyPixels,
    TooMuchMetadata,
)
from web.gallery.unavailable import Unavailable
from web.http.outages import status_of

logger = logging.getLogger(__name__)

Errors = str | Mapping[str, list[str]]  # a text, or messages by field

NO_IMAGE = {"image": ["Required parameter missing or invalid"]}
NO_PICTURE = {"image": ["must have an attachment or a src"]}
NOT_BASE64 = "is not valid base64"
NOT_RECOGNISED = "Invalid API key, password or access token"
NO_PERMISSION = "These credentials may read, but not write"
CHALLENGE = 'Basic realm="API"'


class NotRecognised(Exception):
    """No credential, or nobody's."""


class Malformed(Exception):
    """The body is no JSON."""


class ImageMissing(Exception):
    """The body has no `image` object."""


class PictureMissing(Exception):
    """A new image came without its picture."""


class Invalid(Exception):
    """One member has a value that it can't have."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field} {message}")
        self.errors = {field: [message]}


def refuse(request: AnyRequest, error: Exception) -> Response[bytes]:
    status, errors = status_and_errors(error)
    if status >= 500 and not isinstance(error, Unavailable):
        logger.error("answering %d", status, exc_info=error)
    return answer(request, {"errors": errors}, status, _headers(error))


def _headers(error: Exception) -> dict[str, str]:
    match error:
        case NotRecognised():
            return {"WWW-Authenticate": CHALLENGE}
        case QuotaUsedUp(left=left):
            return {"Retry-After": str(left.retry_after)}
        case HTTPException(headers=headers):
            return {name: value for name, value in (headers or {}).items() if name == "Allow"}
        case _:
            return {}


def status_and_errors(error: Exception) -> tuple[int, Errors]:
    """The status, and the value of `errors`."""
    match error:
        case NotRecognised():
            return 401, NOT_RECOGNISED
        case NoPermission():
            return 403, NO_PERMISSION
        case UnknownOwner() | UnknownImage():
            return _plain(404)
        case Malformed():
            return 400, "The request body is not valid JSON"
        case ImageMissing():
            return 400, NO_IMAGE
        case PictureMissing():
            return 422, NO_PICTURE
        case Invalid(errors=errors):
            return 422, errors
        case UnknownVariation(variation=variation):
            return 422, {"variation_ids": [f"{variation} is not a variation of this product"]}
        case ImagesNotSupported():
            return 422, {"image": ["can't be added to this product"]}
        case LabelTooLong(limit=limit):
            return 422, {"alt": [f"is too long (maximum is {limit} characters)"]}
        case GalleryError():
            return 422, {"base": [str(error)]}
        case PictureRefused():
            return 422, _picture_refused(error)
        case QuotaUsedUp():
            return _plain(429)
        case Unavailable():
            return _plain(status_of(error))
        case HTTPException(status_code=status):
            return _plain(status)
        case _:
            return _plain(500)


def _plain(status: int) -> tuple[int, str]:
    return status, HTTPStatus(status).phrase


def _picture_refused(error: PictureRefused) -> Errors:
    match error:
        case BadBase64():
            return {"attachment": [NOT_BASE64]}
        case EmptyFile():
            return {"attachment": ["is empty"]}
        case NotFetched():
            return {"src": ["could not be fetched"]}
        case FormatNotAllowed():
            return {"image": ["must be in .png, .gif or .jpg format"]}
        case TooManyBytes(limit=limit):
            return {"image": [f"is larger than {limit} bytes"]}
        case TooManyPixels(limit=limit):
            return {"image": [f"has more than {limit} pixels"]}
        case TooManyFrames(limit=limit):
            return {"image": [f"has more than {limit} frames"]}
        case TooMuchMetadata():
            return {"image": ["has too much metadata"]}
        case _:
            return {"image": ["is not a readable picture"]}
