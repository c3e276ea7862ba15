"""Signing in and out of the admin."""

import msgspec
from litestar import get, post
from litestar.response import Redirect, Template

from web.admin.shell.session import HOME, SIGN_IN, AdminRequest, safe_next
from web.http.pages.forms import form_of
from web.http.pages.rendering import render
from web.http.pages.session import session_cookie
from web.http.pages.sign_in import SignInRefused, end_session, start_session

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
    name, address = form.text("name"), safe_next(form.raw("next"))
    try:
        cookie = await start_session(request, name, form.raw("password"))
    except SignInRefused as error:
        page = SignInPage(name, address, str(error))
        return render(request, "shell/sign_in.html", page, status=error.status, headers=error.headers)
    return Redirect(address, status_code=303, cookies=[cookie])


@post("/logout", exclude_from_auth=True, for_everybody=True)
async def leave(request: AdminRequest) -> Redirect:
    await end_session(request)
    return Redirect(SIGN_IN, status_code=303, cookies=[session_cookie(request, "")])


HANDLERS = (sign_in_page, enter, leave)
