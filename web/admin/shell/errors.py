"""What cannot be done, in words: a page, a toast for htmx, or one line for our own scripts."""

import logging
from collections.abc import Mapping
from typing import Any

from litestar import MediaType, Response
from litestar.exceptions import HTTPException
from litestar.exceptions.responses import create_exception_response
from litestar.response import Redirect

from web.admin.shell.refusal_messages import against_rules, refusal
from web.admin.shell.session import AdminRequest, NotForCustomers, NotForStaff, NotSignedIn, sign_in_address
from web.context import context_of
from web.gallery.errors import (
    ChangedSince,
    GalleryError,
    ImagesNotSupported,
    PictureSwept,
    UnknownImage,
    UnknownOwner,
    UnknownStore,
)
from web.gallery.picture_errors import Busy, PictureRefused, StorageUnavailable
from web.http.pages.forms import BadForm
from web.http.pages.language import _
from web.http.pages.message_page import MessagePage, of_framework
from web.http.pages.rendering import Notice, render, render_toast, wants_part

logger = logging.getLogger(__name__)


def refuse(request: AdminRequest, error: Exception) -> Response[Any]:
    if isinstance(error, NotSignedIn):
        return _to_sign_in(request)
    page = _message(request, error)
    if page.status >= 500 and not isinstance(error, Busy):
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _worded(request, page, _when(error))


def _when(error: Exception) -> dict[str, str]:
    """When to come back, in seconds."""
    match error:
        case Busy():
            return {"Retry-After": "60"}
        case StorageUnavailable():
            return {"Retry-After": "5"}
    return {}


def _worded(request: AdminRequest, page: MessagePage, headers: Mapping[str, str]) -> Response[Any]:
    if request.headers.get("accept") == "application/json":
        return _plain(page.text, page.status, headers)
    if wants_part(request):
        return render_toast(request, Notice(page.text, tone="trouble"), status=page.status, headers=headers)
    return render(request, "shell/message.html", page, status=page.status, headers=headers)


def refuse_elsewhere(request: AdminRequest, error: Exception) -> Response[Any]:
    """Unknown addresses and wrong methods never reach the admin's own router; elsewhere the framework answers."""
    if request.scope["path"].startswith("/admin"):
        return refuse(request, error)
    if not isinstance(error, HTTPException):
        logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return create_exception_response(request, error)


def _to_sign_in(request: AdminRequest) -> Response[Any]:
    address = sign_in_address(request)
    if request.headers.get("accept") == "application/json":
        return _plain(_("You are signed out. Sign in again in another tab, then retry."), 401)
    if "hx-request" in request.headers:
        return Response(None, status_code=204, headers={"HX-Redirect": address})
    return Redirect(address, status_code=303)


def _plain(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response[Any]:
    return Response({"error": text}, status_code=status, media_type=MediaType.JSON, headers=dict(headers or {}))


def _message(request: AdminRequest, error: Exception) -> MessagePage:
    match error:
        case NotForCustomers():
            text = _("Your account is a customer's. Pictures are cared for by the shop's staff: ask them for access.")
            return MessagePage(403, _("This part is for the shop's staff"), text, other_person=True)
        case NotForStaff():
            text = _("This concerns the whole shop, and only admins may do it. Ask one of them.")
            return MessagePage(403, _("Only for admins"), text)
        case UnknownImage():
            return MessagePage(
                404, _("That image is gone"), _("Somebody removed that image meanwhile. Reload the page.")
            )
        case UnknownStore():
            return MessagePage(404, _("There is no such store"), _("The store in this address does not exist."))
        case UnknownOwner():
            return MessagePage(
                404, _("Not found"), _("There is no such product or collection. It may have been renamed.")
            )
        case ChangedSince():
            text = _("That can no longer be undone: somebody changed the same thing since.")
            return MessagePage(409, _("Too late to undo"), text)
        case ImagesNotSupported():
            return MessagePage(409, _("No images here"), _("The shop says that this product takes no images."))
        case PictureRefused():
            return MessagePage(422, _("That file was refused"), refusal(error, context_of(request).limits))
        case PictureSwept():
            text = _("It was removed or replaced so long ago that its file is no longer kept.")
            return MessagePage(409, _("Too late to put back"), text)
        case GalleryError():
            return MessagePage(400, _("That did not work"), against_rules(error))
        case BadForm():
            return MessagePage(400, _("That did not work"), str(error))
        case Busy():
            text = _("Many pictures are being checked right now. Nothing was changed; try again in a minute.")
            return MessagePage(503, _("Very busy"), text)
        case StorageUnavailable():
            text = _("The place where pictures are stored does not answer. Nothing was changed; try again in a minute.")
            return MessagePage(503, _("Storage is not reachable"), text)
        case HTTPException():
            return of_framework(error)
        case _:
            text = _("Something went wrong on our side, and nothing was changed. Try again; it is noted in the log.")
            return MessagePage(500, _("Something went wrong"), text)
