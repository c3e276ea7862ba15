"""Our errors as Django REST framework's refusals, in the texts that this API's clients know (field notes, 1 and 2)."""

import logging
from collections.abc import Mapping

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException

from web.auth.rate_limits import QuotaUsedUp
from web.context import AnyRequest, context_of
from web.dialects.requests import NoPermission, public_request_of
from web.dialects.token_api.answers import CONTENT_TYPE, allow
from web.dialects.token_api.wire import human_readable
from web.gallery.errors import ImagesNotSupported, PositionOutOfRange, UnknownImage, UnknownOwner
from web.gallery.model import LARGEST_POSITION
from web.gallery.picture_errors import EmptyFile, PictureRefused, TooManyBytes
from web.gallery.unavailable import Unavailable
from web.http.outages import status_of

logger = logging.getLogger(__name__)

Body = Mapping[str, object]

NO_CREDENTIALS = "Authentication credentials were not provided."
INVALID_TOKEN = "Invalid token."  # noqa: S105 - a message about one
INACTIVE = "User inactive or deleted."
NOTHING_BEHIND_TOKEN = "Invalid token header. No credentials provided."  # noqa: S105 - the same
SPACES = "Invalid token header. Token string should not contain spaces."
CHARACTERS = "Invalid token header. Token string should not contain invalid characters."
NO_PERMISSION = "You do not have permission to perform this action."
NO_PRODUCT = "No Product matches the given query."
NO_IMAGE = "No ProductImage matches the given query."
NOT_FOUND = "Not found."
NOT_ACCEPTABLE = "Could not satisfy the request Accept header."
UNAVAILABLE = "Service temporarily unavailable, try again later."
SERVER_ERROR = "A server error occurred."

NULL = "This field may not be null."
NO_FILE = "No file was submitted."
NOT_A_FILE = "The submitted data was not a file. Check the encoding type on the form."
EMPTY_FILE = "The submitted file is empty."
INVALID_IMAGE = "Upload a valid image. The file you uploaded was either not an image or a corrupted image."
NOT_A_STRING = "Not a valid string."
NUL = "Null characters are not allowed."
NOT_A_BOOLEAN = "Must be a valid boolean."
NOT_AN_INTEGER = "A valid integer is required."
TOO_LONG_A_NUMBER = "String value too large."
NO_DATA = "No data provided"
NO_IMAGES_HERE = "This product does not support images."


def extension_not_allowed(extension: str, allowed: str) -> str:
    return f"File extension “{extension}” is not allowed. Allowed extensions are: {allowed}."


def surrogate(character: str) -> str:
    return f"Surrogate characters are not allowed: U+{ord(character):X}."


def not_an_object(kind: str) -> str:
    return f"Invalid data. Expected a dictionary, but got {kind}."


def method_not_allowed(method: str) -> str:
    return f'Method "{method}" not allowed.'


def unsupported(media_type: str) -> str:
    return f'Unsupported media type "{media_type}" in request.'


def throttled(seconds: int) -> str:
    return f"Request was throttled. Expected available in {seconds} second{'' if seconds == 1 else 's'}."


def too_long(most: int) -> str:
    return f"Ensure this field has no more than {most} characters."


def beyond(position: int, farthest: int) -> str:
    side = "greater than or equal to -" if position < 0 else "less than or equal to "
    return f"Ensure this value is {side}{farthest}."


def file_too_large(limit: str) -> str:
    return f"The file is larger than the limit of {limit}."


def body_too_large(limit: str) -> str:
    return f"The request body is larger than the limit of {limit}."


class NoCredentials(Exception):
    """No key, or another scheme than `Token`."""


class InvalidToken(Exception):
    """The message is for the caller."""


class NotAcceptable(Exception):
    """The caller does not accept JSON."""


class Invalid(Exception):
    """Messages by field, all that are wrong at once."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(str(errors))
        self.errors = errors


class ParseError(Exception):
    """The body cannot be read; the message is for the caller."""


class UnsupportedMediaType(Exception):
    def __init__(self, media_type: str) -> None:
        super().__init__(media_type)
        self.media_type = media_type


class NoSuchAddress(Exception):
    """An id in the address is no whole number."""


def refuse(request: AnyRequest, error: Exception) -> Response[bytes]:
    status, body = _status_and_body(error, request)
    if status == 500:
        logger.error("answering 500", exc_info=error)
    headers = allow(request) | _headers(error, status)
    return Response(msgspec.json.encode(body), status_code=status, media_type=CONTENT_TYPE, headers=headers)


def _headers(error: Exception, status: int) -> dict[str, str]:
    if status == 401:
        return {"WWW-Authenticate": "Token"}
    return {"Retry-After": str(error.left.retry_after)} if isinstance(error, QuotaUsedUp) else {}


def _status_and_body(error: Exception, request: AnyRequest) -> tuple[int, Body]:
    match error:
        case NoCredentials():
            return 401, _detail(NO_CREDENTIALS)
        case InvalidToken():
            return 401, _detail(str(error))
        case NoPermission():
            return 403, _detail(NO_PERMISSION)
        case UnknownOwner():
            return 404, _detail(NO_PRODUCT)
        case UnknownImage():
            return 404, _detail(NO_IMAGE)
        case NoSuchAddress() | HTTPException(status_code=404):
            return 404, _detail(NOT_FOUND)
        case NotAcceptable():
            return 406, _detail(NOT_ACCEPTABLE)
        case UnsupportedMediaType(media_type=media_type):
            return 415, _detail(unsupported(media_type))
        case QuotaUsedUp(left=left):
            return 429, _detail(throttled(left.retry_after))
        case Unavailable():
            return status_of(error), _detail(UNAVAILABLE)
        case HTTPException(status_code=status):
            return _framework_error(error, status, request)
        case _:
            return _body_error(error)


def _body_error(error: Exception) -> tuple[int, Body]:
    """Errors of a body, and all others."""
    match error:
        case ParseError():
            return 400, _detail(str(error))
        case Invalid(errors=errors):
            return 400, errors
        case TooManyBytes(limit=limit):
            return 413, _detail(file_too_large(human_readable(limit)))
        case PictureRefused():
            return 400, {"image": [image_message(error)]}
        case PositionOutOfRange(position=position):
            return 400, {"order": [beyond(position, LARGEST_POSITION)]}
        case ImagesNotSupported():
            return 400, {"non_field_errors": [NO_IMAGES_HERE]}
        case _:
            return 500, _detail(SERVER_ERROR)


def _framework_error(error: HTTPException, status: int, request: AnyRequest) -> tuple[int, Body]:
    if status == 405:
        return 405, _detail(method_not_allowed(public_request_of(request).method))
    if status == 413:
        limit = human_readable(getattr(error, "limit", context_of(request).settings.max_body_bytes))
        return 413, _detail(body_too_large(limit))
    return (status, _detail(error.detail)) if status < 500 else (500, _detail(SERVER_ERROR))


def image_message(refused: PictureRefused) -> str:
    return EMPTY_FILE if isinstance(refused, EmptyFile) else INVALID_IMAGE


def _detail(text: str) -> Body:
    return {"detail": text}
