"""Our errors as BigCommerce's refusals: a list with one object per problem, in JSON or XML (field notes, 3)."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException
from msgspec import UNSET, UnsetType

from web.auth.rate_limits import QuotaUsedUp
from web.context import AnyRequest
from web.dialects.bigcommerce.answers import (
    MEDIA_TYPES,
    VARY,
    NotAcceptable,
    encode,
    presents_token,
    quota_headers,
    refusal_format,
)
from web.dialects.requests import NoPermission, public_request_of
from web.gallery.errors import ImagesNotSupported, LabelTooLong, UnknownImage, UnknownOwner
from web.gallery.unavailable import Unavailable
from web.http.outages import status_of

logger = logging.getLogger(__name__)

METHODS: Final = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")
CHALLENGE = {"WWW-Authenticate": 'Basic realm="BigCommerce API"'}
USED_UP = "The requests-per-hour limit has been reached."
MESSAGES: Final = {
    401: "No credentials were supplied in the request.",
    403: "You do not have permission to perform this operation.",
    404: "The requested resource was not found.",
    405: HTTPStatus.METHOD_NOT_ALLOWED.description,
    406: "Only application/json and application/xml can be answered.",
    413: "The body of the request is too large.",
    415: "The Content-Type of the request must be application/json or application/xml.",
    429: USED_UP,
    500: "An unexpected error occurred.",
    501: "The method is not implemented by this API.",
    503: "The store is unavailable at the moment. Please try again later.",
    507: "The store has no room left. Please try again later.",
    509: USED_UP,
}


class ProblemAnswer(msgspec.Struct, frozen=True):
    """One object of a refusal's list."""

    status: int
    message: str
    details: dict[str, str] | UnsetType = UNSET


def malformed(reason: str) -> ProblemAnswer:
    return ProblemAnswer(400, reason)


def missing(field: str) -> ProblemAnswer:
    return ProblemAnswer(400, f"The required field '{field}' was not supplied.")


def invalid(field: str, reason: str) -> ProblemAnswer:
    return ProblemAnswer(400, f"The field '{field}' is invalid.", {"invalid_reason": reason})


def unsupported(field: str) -> ProblemAnswer:
    return ProblemAnswer(400, f"The field '{field}' is not supported by this resource.")


def not_writable(field: str) -> ProblemAnswer:
    message = f"The field '{field}' cannot be written to. Please remove it from your request before trying again."
    return ProblemAnswer(400, message)


def too_many(most: int) -> ProblemAnswer:
    return ProblemAnswer(413, f"The limit parameter exceeds the maximum of {most}.")


class Invalid(Exception):
    """The body or one or more fields are refused, with the first problem's status; nothing was changed."""

    def __init__(self, *problems: ProblemAnswer) -> None:
        super().__init__(problems)
        self.problems = problems


class NoCredentials(Exception):
    """The request presents nothing at all."""


class BadCredentials(Exception):
    """The credential is nobody's, no longer good, or for another store."""


class UnknownMediaType(Exception):
    """The body is neither JSON nor XML, or has no Content-Type."""


STATUSES: Final[Mapping[type[Exception], int]] = {
    NoCredentials: 401,
    NoPermission: 403,
    UnknownOwner: 404,
    UnknownImage: 404,
    NotAcceptable: 406,
    UnknownMediaType: 415,
}


def refuse(request: AnyRequest, error: Exception) -> Response[bytes]:
    problems = _problems(request, error)
    status = problems[0].status
    if status == 500:
        logger.error("answering 500", exc_info=error)
    format = refusal_format(request)
    headers = {**quota_headers(request), **VARY, **_headers(request, error)}
    body = encode("errors", problems, format)
    return Response(body, status_code=status, media_type=MEDIA_TYPES[format], headers=headers)


def _headers(request: AnyRequest, error: Exception) -> dict[str, str]:
    match error:
        case NoCredentials() | BadCredentials():
            return CHALLENGE
        case QuotaUsedUp(left=left) if presents_token(request):
            return {"X-Retry-After": str(left.retry_after)}
        case HTTPException(status_code=405) if _is_known_method(request):
            return {"Allow": allow(public_request_of(request).allowed)}
        case _:
            return {}


def allow(methods: frozenset[str]) -> str:
    """Methods in the order of BigCommerce's own examples. Wherever there is a GET there is a HEAD."""
    return ", ".join(method for method in METHODS if method in methods or method == "HEAD")


def _is_known_method(request: AnyRequest) -> bool:
    return public_request_of(request).method in METHODS


def _problems(request: AnyRequest, error: Exception) -> Sequence[ProblemAnswer]:
    match error:
        case Invalid(problems=problems):
            return problems
        case BadCredentials():
            return [ProblemAnswer(401, "The credentials supplied in the request are invalid.")]
        case LabelTooLong(limit=limit):
            return [invalid("description", f"It may have at most {limit} characters.")]
        case ImagesNotSupported():
            return [invalid("product_id", "This product does not take images.")]
        case _:
            status = _status(request, error)
            return [ProblemAnswer(status, MESSAGES.get(status) or HTTPStatus(status).description)]


def _status(request: AnyRequest, error: Exception) -> int:
    """Status of errors with one message only."""
    match error:
        case QuotaUsedUp():
            return 429 if presents_token(request) else 509
        case HTTPException(status_code=405) if not _is_known_method(request):
            return 501
        case HTTPException(status_code=status) if status < 500:
            return status
        case Unavailable():
            return status_of(error)
        case _:
            return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 500)
