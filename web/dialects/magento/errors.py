"""Our errors as Magento's refusals: those of the document's table, and of the field notes where it has none."""

import logging

from litestar import Response
from litestar.exceptions import HTTPException

from web.auth.rate_limits import QuotaUsedUp
from web.context import AnyRequest
from web.dialects.magento.formats import MEDIA_TYPES, Value, encode, format_of
from web.dialects.magento.oauth import OAuthProblem
from web.dialects.requests import NoPermission, public_request_of
from web.gallery.errors import GalleryError, ImagesNotSupported, UnknownImage, UnknownOwner, UnknownStore
from web.gallery.picture_errors import BadBase64, PictureRefused
from web.gallery.unavailable import Busy, Unavailable
from web.http.outages import status_of

logger = logging.getLogger(__name__)

INVALID_DATA = "The request data is invalid."
PRE_VALIDATOR = "Resource data pre-validator error"
UNKNOWN_ERROR = "Resource unknown error"


class BadRequest(Exception):
    """400 with this text."""


class NotSpecified(Exception):
    """The picture or its MIME type is missing."""


class UnsupportedMimeType(Exception):
    pass


class UnusableFileName(Exception):
    pass


class SeveralAtOnce(Exception):
    """A list of images, which no address of this resource takes."""


def refuse(request: AnyRequest, error: Exception) -> Response[bytes]:
    status, *messages = _status_and_messages(request, error)
    if status >= 500 and not isinstance(error, Unavailable):
        logger.error("answering %s", status, exc_info=error)
    errors: list[Value] = [{"code": status, "message": message} for message in messages]
    format_ = format_of(request)
    return Response(
        encode({"messages": {"error": errors}}, format_),
        status_code=status,
        media_type="text/plain" if format_ == "text" else MEDIA_TYPES[format_],  # a text's charset is added
        headers={"Cache-Control": "no-store", "Vary": "Accept, Authorization", **_headers(error)},
    )


def _headers(error: Exception) -> dict[str, str]:
    match error:
        case QuotaUsedUp(left=left):
            return {"Retry-After": str(left.retry_after)}
        case OAuthProblem():
            return {"WWW-Authenticate": "OAuth"}
        case HTTPException(status_code=405):
            return dict(error.headers or {})
        case _:
            return {}


def _status_and_messages(request: AnyRequest, error: Exception) -> tuple[int, *tuple[str, ...]]:
    match error:
        case OAuthProblem():
            return 401, str(error)
        case NoPermission():
            return 403, "Access denied"
        case BadRequest():
            return 400, str(error)
        case UnknownStore():
            return 400, "Requested store is invalid"
        case UnknownOwner():
            return 404, "Resource not found"
        case UnknownImage():
            return 404, "Product image not found"
        case ImagesNotSupported():
            return 400, "Requested product does not support images"
        case NotSpecified():
            return 400, "The image is not specified", PRE_VALIDATOR
        case BadBase64():
            return 400, "The image content must be valid base64 encoded data"
        case UnsupportedMimeType():
            return 400, "Unsupported image MIME type"
        case PictureRefused() | UnusableFileName():
            return 400, UNKNOWN_ERROR
        case GalleryError():
            return 400, PRE_VALIDATOR
        case SeveralAtOnce():
            return 405, "Resource method not implemented yet."
        case QuotaUsedUp():
            return 429, "Too many requests"
        case HTTPException():
            return _framework_status_and_message(request, error)
        case Busy():
            return 503, "Too many images are being processed"
        case Unavailable():
            return status_of(error), "Resource internal error"
        case _:
            return 500, "Resource internal error"


def _framework_status_and_message(request: AnyRequest, error: HTTPException) -> tuple[int, str]:
    match error.status_code:
        case 404:
            kind = public_request_of(request).path.split("/")[2]
            if kind != "rest":
                return 400, f'API type "{kind}" is not supported'
            return 404, "Request does not match any route."
        case 405:
            return 405, "Resource method not implemented yet."
        case 413:
            return 413, "Request entity too large"
        case 500:
            return 500, "Resource internal error"
        case status:
            return status, UNKNOWN_ERROR
