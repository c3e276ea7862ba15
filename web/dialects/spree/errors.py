"""Our errors as Spree's refusals: statuses and bodies of its API v1, as the field notes (1.9) record them.

Addresses and methods that Spree does not have are redirected: to the same address with `.json`, then to `/api/404`.
"""

import logging
import re
from html import escape
from http import HTTPStatus

from litestar import Response
from litestar.exceptions import HTTPException, MethodNotAllowedException, NotFoundException

from web.auth.rate_limits import QuotaUsedUp
from web.context import AnyRequest, base_url
from web.dialects.answers import JSON
from web.dialects.requests import NoPermission, public_request_of
from web.dialects.spree.wire import PREFIX, encode
from web.gallery.errors import ImagesNotSupported, LabelTooLong, UnknownImage, UnknownOwner, UnknownVariation
from web.gallery.picture_errors import PictureRefused
from web.gallery.unavailable import Unavailable
from web.http.multipart import MalformedForm
from web.http.outages import status_of

logger = logging.getLogger(__name__)

NO_KEY = "You must specify an API key."
NOT_AUTHORIZED = "You are not authorized to perform that action."
NOT_FOUND = "The resource you were looking for could not be found."
INVALID = "Invalid resource. Please fix errors and try again."
NOT_ALLOWED = "has not allowed content type"
MUST_BE_PRESENT = "must be present"
MUST_EXIST = "must exist"
NOT_FOUND_PATH = "/api/404"  # where redirects end
REDIRECTED = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
EDIT = re.compile(r"/api/v1/(products|variants)/[^/]+/images/[^/]+/edit(\.json)?/?")  # a form to edit by, of a web page
UNCACHED = {"Cache-Control": "no-cache"}
NO_XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<hash>
  <status type="integer">406</status>
  <error>Not Acceptable</error>
</hash>
"""


class KeyMissing(Exception):
    pass


class InvalidKey(Exception):
    def __init__(self, key: str) -> None:
        super().__init__("invalid key")
        self.key = key


class ParameterMissing(Exception):
    """`image` is absent or empty."""


class XmlRequested(Exception):
    """The address ends in `.xml`."""


class Redirect(Exception):
    """There is nothing at this address; Spree redirects to the path."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class NoAction(Exception):
    """Spree's routes know the address, and its controller does not."""


class Invalid(Exception):
    """Messages by attribute."""

    def __init__(self, **errors: str) -> None:
        super().__init__(str(errors))
        self.errors = {field: [message] for field, message in errors.items()}


def no_route(request: AnyRequest) -> Exception:
    """The error for an address or a method that Spree does not have.

    To the same address with `.json`, query and all; and from one that has a suffix to `/api/404`.
    """
    public = public_request_of(request)
    if public.path == NOT_FOUND_PATH or public.method not in REDIRECTED:
        return NotFoundException()
    if public.method in ("GET", "HEAD") and EDIT.fullmatch(public.path):
        return NoAction()
    if public.suffix or not public.path.removeprefix(PREFIX).strip("/"):
        return Redirect(NOT_FOUND_PATH)
    query = request.scope["query_string"].decode("latin-1")
    return Redirect(public.path.rstrip("/") + ".json" + (f"?{query}" if query else ""))


def refuse(request: AnyRequest, error: Exception) -> Response[bytes]:
    if isinstance(error, Redirect):
        return _redirect(base_url(request) + error.path)
    if isinstance(error, XmlRequested):
        return Response(NO_XML, status_code=406, media_type="application/xml; charset=utf-8", headers=UNCACHED)
    status, body = _status_and_body(error)
    if status == 500:
        logger.error("answering 500", exc_info=error)
    return Response(encode(body), status_code=status, media_type=JSON, headers=UNCACHED | _headers(error))


def _redirect(address: str) -> Response[bytes]:
    body = f'<html><body>You are being <a href="{escape(address)}">redirected</a>.</body></html>'
    headers = UNCACHED | {"Location": address}
    return Response(body.encode(), status_code=301, media_type="text/html; charset=utf-8", headers=headers)


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, QuotaUsedUp):
        return {"Retry-After": str(error.left.retry_after)}
    return dict(error.headers or {}) if isinstance(error, MethodNotAllowedException) else {}


def _status_and_body(error: Exception) -> tuple[int, dict[str, object]]:
    match error:
        case KeyMissing():
            return 401, {"error": NO_KEY}
        case InvalidKey(key=key):
            return 401, {"error": f"Invalid API key ({key}) specified."}
        case NoPermission():
            return 401, {"error": NOT_AUTHORIZED}
        case UnknownOwner() | UnknownImage() | HTTPException(status_code=404):
            return 404, {"error": NOT_FOUND}
        case NoAction():
            return 404, {"status": 404, "error": "Not Found"}
        case ParameterMissing():
            return 422, {"exception": "param is missing or the value is empty: image"}
        case Invalid(errors=errors):
            return 422, {"error": INVALID, "errors": errors}
        case LabelTooLong(limit=limit):
            errors = {"alt": [f"is too long (maximum is {limit} characters)"]}
            return 422, {"error": INVALID, "errors": errors}
        case PictureRefused():
            return 422, {"error": INVALID, "errors": {"attachment": [NOT_ALLOWED]}}
        case ImagesNotSupported():
            return 422, {"error": INVALID, "errors": {"viewable": ["does not support images"]}}
        case UnknownVariation():
            return 422, {"error": INVALID, "errors": {"viewable": [MUST_EXIST]}}
        case MalformedForm():
            return 400, {"status": 400, "error": "Bad Request"}
        case QuotaUsedUp():
            return 429, {"error": "You have made too many requests. Please try again later."}
        case Unavailable():
            status = status_of(error)
            return status, {"status": status, "error": HTTPStatus(status).phrase}
        case HTTPException(status_code=status, detail=detail) if status < 500:
            return status, {"error": detail}
        case _:
            return 500, {"status": 500, "error": "Internal Server Error"}
