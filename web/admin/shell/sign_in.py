"""Signing in and out of the admin."""

import msgspec
from litestar import get, post
from litestar.response import Redirect, Template

from web.admin.shell.session import HOME, SIGN_IN, AdminRequest, safe_next
from web.http.pages.forms import form_of
from web.http.pages.rendering import render
from web.http.pages.session import session_cookie
from web.http.pages.sign_in import NotEntered, entered, left

__all__ = ["HANDLERS"]


class SignInPage(msgspec.Struct, frozen=True):
    name: str = ""
    next: str = HOME
    trouble: str = ""


@get("/login", exclude_from_auth=True, for_everybody=True)
async def sign_in_page(request: AdminRequest) -> Template:
    return render(request, "shell/sign_in.html", SignInPage(next=safe_next(request.query_params.get("next", ""))))


@post("/login", exclude_from_auth=True, for_everybody=True)
async def enter(request: AdminRequest) -> Template | Redirect:
    form = await form_of(request)
    name, wanted = form.text("name"), safe_next(form.raw("next"))
    try:
        cookie = await entered(request, name, form.raw("password"))
    except NotEntered as error:
        page = SignInPage(name, wanted, str(error))
        return render(request, "shell/sign_in.html", page, status=error.status, headers=error.headers)
    return Redirect(wanted, status_code=303, cookies=[cookie])


@post("/logout", exclude_from_auth=True, for_everybody=True)
async def leave(request: AdminRequest) -> Redirect:
    await left(request)
    return Redirect(SIGN_IN, status_code=303, cookies=[session_cookie(request, "")])


HANDLERS = (sign_in_page, enter, leave)
