"""Answers to errors: a page, a toast for htmx, or problem details for programs."""

import logging
from collections.abc import Mapping
from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.exceptions.responses import create_exception_response
from litestar.response import Redirect

from web.admin.shell.error_messages import problem_of
from web.admin.shell.session import AdminRequest, BadCredential, NotSignedIn, quota_headers, sign_in_address
from web.auth.rate_limits import QuotaUsedUp
from web.context import context_of
from web.gallery.unavailable import Unavailable
from web.http.conditional import PreconditionFailed
from web.http.outages import outage_behind, outages, unavailable
from web.http.pages.faces import face_of, wants_json
from web.http.pages.problems import Problem, problem_response
from web.http.pages.rendering import Answer, Notice, render_page, render_toast
from web.services.editing.request_keys import KeyBusy

logger = logging.getLogger(__name__)


def refuse(request: AdminRequest, error: Exception) -> Answer:
    if isinstance(error, NotSignedIn) and not wants_json(request):
        return _to_sign_in(request)
    error = outage_behind(error)
    problem = problem_of(error, context_of(request).limits)
    if isinstance(error, Unavailable):
        outages.record(error)
    elif problem.status >= 500:
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _answer(request, problem, _headers(error) | quota_headers(request.scope))


def _headers(error: Exception) -> dict[str, str]:
    """Headers with the time to wait, in seconds, or with how to present a credential (RFC 6750, section 3)."""
    match error:
        case Unavailable(retry_after=seconds):
            return {"Retry-After": str(seconds)}
        case QuotaUsedUp(left=left):
            return {"Retry-After": str(left.retry_after)}
        case KeyBusy():
            return {"Retry-After": "1"}
        case PreconditionFailed(etag=etag):
            return {"ETag": etag}
        case BadCredential():
            return {"WWW-Authenticate": 'Bearer realm="Packshot", error="invalid_token"'}
        case NotSignedIn():
            return {"WWW-Authenticate": 'Bearer realm="Packshot"'}
    return {}


def _answer(request: AdminRequest, problem: Problem, headers: Mapping[str, str]) -> Answer:
    match face_of(request):
        case "json":
            return problem_response(problem, headers)
        case "part":
            return render_toast(request, Notice(problem.detail, tone="trouble"), status=problem.status, headers=headers)
        case "page":
            return render_page(request, "shell/message.html", problem, status=problem.status, headers=headers)


def refuse_elsewhere(request: AdminRequest, error: Exception) -> Response[Any] | Answer:
    """Answer unknown addresses and wrong methods, which reach no router; outside the admin as the framework does."""
    if request.scope["path"].startswith("/admin"):
        return refuse(request, error)
    error = outage_behind(error)
    if isinstance(error, Unavailable):
        outages.record(error)
        return unavailable(error)
    if not isinstance(error, HTTPException):
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return create_exception_response(request, error)


def _to_sign_in(request: AdminRequest) -> Response[Any]:
    address = sign_in_address(request)
    if "hx-request" in request.headers:
        return Response(None, status_code=204, headers={"HX-Redirect": address})
    return Redirect(address, status_code=303)
