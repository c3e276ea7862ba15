"""Addresses and methods that Spree does not have: it sends the caller on, and at the end says that there is nothing."""

import re
from html import escape

from litestar import Response
from litestar.exceptions import NotFoundException

from web.context import base_url
from web.dialects.spec import AnyRequest, public_request_of

PREFIX, END = "/api/v1/", "/api/404"
SENT_ON = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
ROUTED = SENT_ON | {"OPTIONS"}
EDIT = re.compile(r"/api/v1/(products|variants)/[^/]+/images/[^/]+/edit(\.json)?/?")  # a form to edit by, of a web page


class SentOn(Exception):
    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class NoAction(Exception):
    """Spree's routes know the address, and its controller does not."""


def must_exist(request: AnyRequest) -> None:
    """Before anybody is asked for a key, as Spree's routes come before its controllers. Raises as `nowhere` says.

    Methods that Spree has no routes for at all are left to be told which there are.
    """
    asked = public_request_of(request)
    known = not asked.allowed or asked.method in ROUTED
    if known and ("GET" if asked.method == "HEAD" else asked.method) not in asked.allowed:
        raise nowhere(request)


def nowhere(request: AnyRequest) -> Exception:
    """To the same address with `.json`, query and all; and from one that has a suffix to `/api/404`."""
    asked = public_request_of(request)
    if asked.path == END or asked.method not in SENT_ON:
        return NotFoundException()
    if asked.method in ("GET", "HEAD") and EDIT.fullmatch(asked.path):
        return NoAction()
    if asked.suffix or not asked.path.removeprefix(PREFIX).strip("/"):
        return SentOn(END)
    query = request.scope["query_string"].decode("latin-1")
    return SentOn(asked.path.rstrip("/") + ".json" + (f"?{query}" if query else ""))


def sent_on(request: AnyRequest, path: str) -> Response[bytes]:
    address = base_url(request) + path
    body = f'<html><body>You are being <a href="{escape(address)}">redirected</a>.</body></html>'
    headers = {"Location": address, "Cache-Control": "no-cache"}
    return Response(body.encode(), status_code=301, media_type="text/html; charset=utf-8", headers=headers)
