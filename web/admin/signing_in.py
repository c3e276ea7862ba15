"""Signing in and out."""

import msgspec
from litestar import get, post
from litestar.response import Redirect, Template

from web.admin.forms import text
from web.admin.pages import render
from web.admin.session import COOKIE, HOME, SIGN_IN, AdminRequest, safe_next, session_cookie
from web.auth.people import TooManyTries, sign_in, sign_out
from web.house import house

__all__ = ["HANDLERS"]


class SignInPage(msgspec.Struct, frozen=True):
    name: str = ""
    next: str = HOME
    trouble: str = ""


@get("/login", exclude_from_auth=True, for_everybody=True)
async def sign_in_page(request: AdminRequest) -> Template:
    return render(request, "signing_in.html", SignInPage(next=safe_next(request.query_params.get("next", ""))))


@post("/login", exclude_from_auth=True, for_everybody=True)
async def enter(request: AdminRequest) -> Template | Redirect:
    form = await request.form()
    name, password = text(form, "name"), str(form.get("password", ""))
    wanted = safe_next(str(form.get("next", "")))
    address = request.client.host if request.client else ""
    try:
        token = await sign_in(name, password, address, house(request).tries)
    except TooManyTries as error:
        page = SignInPage(name, wanted, f"Too many wrong passwords. Try again in {_waiting(error.retry_after)}.")
        return render(request, "signing_in.html", page, status=429, headers={"Retry-After": str(error.retry_after)})
    if token is None:
        page = SignInPage(name, wanted, "That name and password do not belong together. Check both and try again.")
        return render(request, "signing_in.html", page, status=401)
    await _leave(request)
    return Redirect(wanted, status_code=303, cookies=[session_cookie(request, token)])


@post("/logout", exclude_from_auth=True, for_everybody=True)
async def leave(request: AdminRequest) -> Redirect:
    await _leave(request)
    return Redirect(SIGN_IN, status_code=303, cookies=[session_cookie(request, "")])


async def _leave(request: AdminRequest) -> None:
    if token := request.cookies.get(COOKIE):
        await sign_out(token)


def _waiting(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "a minute" if minutes <= 1 else f"{minutes} minutes"


HANDLERS = (sign_in_page, enter, leave)
