"""Answers to errors: a page, a toast for htmx, or one line for our own scripts."""

import logging
from collections.abc import Mapping
from typing import Any

from litestar import MediaType, Response
from litestar.exceptions import HTTPException
from litestar.exceptions.responses import create_exception_response
from litestar.response import Redirect

from web.admin.shell.error_messages import error_message
from web.admin.shell.session import AdminRequest, NotSignedIn, sign_in_address
from web.context import context_of
from web.gallery.picture_errors import Busy, StorageUnavailable
from web.http.pages.language import _
from web.http.pages.rendering import MessagePage, Notice, render, render_toast, wants_part

logger = logging.getLogger(__name__)


def refuse(request: AdminRequest, error: Exception) -> Response[Any]:
    if isinstance(error, NotSignedIn):
        return _to_sign_in(request)
    page = error_message(error, context_of(request).limits)
    if page.status >= 500 and not isinstance(error, Busy):
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _answer(request, page, _retry_after(error))


def _retry_after(error: Exception) -> dict[str, str]:
    """Headers with the time to wait, in seconds."""
    match error:
        case Busy():
            return {"Retry-After": "60"}
        case StorageUnavailable():
            return {"Retry-After": "5"}
    return {}


def _answer(request: AdminRequest, page: MessagePage, headers: Mapping[str, str]) -> Response[Any]:
    if request.headers.get("accept") == "application/json":
        return _json(page.text, page.status, headers)
    if wants_part(request):
        return render_toast(request, Notice(page.text, tone="trouble"), status=page.status, headers=headers)
    return render(request, "shell/message.html", page, status=page.status, headers=headers)


def refuse_elsewhere(request: AdminRequest, error: Exception) -> Response[Any]:
    """Answer unknown addresses and wrong methods, which reach no router; outside the admin as the framework does."""
    if request.scope["path"].startswith("/admin"):
        return refuse(request, error)
    if not isinstance(error, HTTPException):
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return create_exception_response(request, error)


def _to_sign_in(request: AdminRequest) -> Response[Any]:
    address = sign_in_address(request)
    if request.headers.get("accept") == "application/json":
        return _json(_("You are signed out. Sign in again in another tab, then retry."), 401)
    if "hx-request" in request.headers:
        return Response(None, status_code=204, headers={"HX-Redirect": address})
    return Redirect(address, status_code=303)


def _json(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response[Any]:
    return Response({"error": text}, status_code=status, media_type=MediaType.JSON, headers=dict(headers or {}))
