"""Our refusals as Django REST framework makes them: status, and what is wrong, in all or by field."""

import logging
from collections.abc import Mapping

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException

from web.context import context_of
from web.dialects.spec import AnyRequest, NoPermission, QuotaUsedUp, public_request_of
from web.dialects.token_api import messages
from web.dialects.token_api.auth import JSON, InvalidToken, NoCredentials, NotAcceptable, allow
from web.dialects.token_api.wire import human_readable
from web.gallery.errors import ImagesNotSupported, PositionOutOfRange, UnknownImage, UnknownOwner
from web.gallery.model import LARGEST_POSITION
from web.gallery.picture_errors import EmptyFile, PictureRefused, StorageUnavailable, TooManyBytes

logger = logging.getLogger(__name__)

Body = Mapping[str, object]


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
    status, body = _words(error, request)
    if status == 500:
        logger.error("answering 500", exc_info=error)
    headers = allow(request) | _headers(error, status)
    return Response(msgspec.json.encode(body), status_code=status, media_type=JSON, headers=headers)


def _headers(error: Exception, status: int) -> dict[str, str]:
    if status == 401:
        return {"WWW-Authenticate": "Token"}
    return {"Retry-After": str(error.left.retry_after)} if isinstance(error, QuotaUsedUp) else {}


def _words(error: Exception, request: AnyRequest) -> tuple[int, Body]:
    match error:
        case NoCredentials():
            return 401, _detail(messages.NO_CREDENTIALS)
        case InvalidToken():
            return 401, _detail(str(error))
        case NoPermission():
            return 403, _detail(messages.NO_PERMISSION)
        case UnknownOwner():
            return 404, _detail(messages.NO_PRODUCT)
        case UnknownImage():
            return 404, _detail(messages.NO_IMAGE)
        case NoSuchAddress() | HTTPException(status_code=404):
            return 404, _detail(messages.NOT_FOUND)
        case NotAcceptable():
            return 406, _detail(messages.NOT_ACCEPTABLE)
        case UnsupportedMediaType(media_type=media_type):
            return 415, _detail(messages.unsupported(media_type))
        case QuotaUsedUp(left=left):
            return 429, _detail(messages.throttled(left.retry_after))
        case StorageUnavailable():
            return 503, _detail(messages.UNAVAILABLE)
        case HTTPException(status_code=status):
            return _framework_words(error, status, request)
        case _:
            return _body_words(error)


def _body_words(error: Exception) -> tuple[int, Body]:
    """What is wrong with what was sent."""
    match error:
        case ParseError():
            return 400, _detail(str(error))
        case Invalid(errors=errors):
            return 400, errors
        case TooManyBytes(limit=limit):
            return 413, _detail(messages.file_too_large(human_readable(limit)))
        case PictureRefused():
            return 400, {"image": [image_message(error)]}
        case PositionOutOfRange(position=position):
            return 400, {"order": [messages.beyond(position, LARGEST_POSITION)]}
        case ImagesNotSupported():
            return 400, {"non_field_errors": [messages.NO_IMAGES_HERE]}
        case _:
            return 500, _detail(messages.SERVER_ERROR)


def _framework_words(error: HTTPException, status: int, request: AnyRequest) -> tuple[int, Body]:
    if status == 405:
        return 405, _detail(messages.method_not_allowed(public_request_of(request).method))
    if status == 413:
        limit = human_readable(context_of(request).settings.max_body_bytes)
        return 413, _detail(messages.body_too_large(limit))
    return (status, _detail(error.detail)) if status < 500 else (500, _detail(messages.SERVER_ERROR))


def image_message(refused: PictureRefused) -> str:
    return messages.EMPTY_FILE if isinstance(refused, EmptyFile) else messages.INVALID_IMAGE


def _detail(text: str) -> Body:
    return {"detail": text}
