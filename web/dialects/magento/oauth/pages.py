"""The leg between a person and us: sign in, see which application wants access, allow it or do not.

At `/oauth/authorize` for customers, at `/admin/oauth_authorize` for those who care for the pictures. A session of the
admin is good for both.
"""

import logging
from typing import Any

import msgspec
from litestar import Response, Router, get, post, route
from litestar.exceptions import HTTPException
from litestar.response import Redirect, Template

from web.auth import oauth
from web.auth.oauth import OUT_OF_BAND, ConsentDecision
from web.dialects.magento.oauth.consent import (
    CUSTOMERS,
    SIMPLE,
    STAFF,
    Question,
    proof,
    proof_cookie,
    question_of,
    was_shown,
)
from web.dialects.magento.oauth.signed_request import Code, OAuthProblem
from web.gallery.model import Person
from web.gallery.unavailable import Unavailable
from web.http.csrf import FIELD, CsrfMiddleware, form_cookie
from web.http.outages import outage_behind, outages, status_of
from web.http.pages.forms import form_of
from web.http.pages.headers import policy
from web.http.pages.problems import framework_problem
from web.http.pages.rendering import render_page
from web.http.pages.session import COOKIE, PageRequest, SignInRefused, person_signed_in, start_session
from web.http.urls import with_query

logger = logging.getLogger(__name__)

NOT_STAFF = "Your account is a customer's. Sign in as somebody who cares for the shop's pictures."
# A form's answer may lead to the application, wherever that is, and from there anywhere: browsers hold it to this.
REDIRECT_HEADERS = {"Content-Security-Policy": policy(form_action="'self' http: https:")}

TRY_AGAIN = "go back to the application and connect it once more."
TEXTS: dict[Code, tuple[str, str]] = {
    "token_rejected": ("This request is over", f"It was turned down, or it is too old. To try again, {TRY_AGAIN}"),
    "token_used": ("Already answered", f"This request was answered already. If nothing came of it, {TRY_AGAIN}"),
    "parameter_absent": ("Something is missing", f"The address that led here is not whole. To try again, {TRY_AGAIN}"),
}
AWAY = "The shop's data can't be reached, and nothing was decided. Load this page again in a minute."
FAULT = f"It is our fault, and noted in the log. To try again, {TRY_AGAIN}"


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    question: Question
    address: str
    name: str = ""
    trouble: str = ""


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    question: Question
    person: Person
    proof: str


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    question: Question
    code: str | None  # to be carried over by hand; None: not allowed


class TroublePage(msgspec.Struct, frozen=True, kw_only=True):
    status: int
    title: str
    text: str
    for_makers: str = ""  # of the application


def at(*endings: str) -> list[str]:
    return [place + ending for place in (CUSTOMERS, STAFF) for ending in endings]


@get(at("", SIMPLE))
async def ask(request: PageRequest) -> Template:
    question, person = await question_of(request), await person_signed_in(request)
    if person is None or "other" in request.query_params:
        return _sign_in(request, question)
    if not question.suits(person):
        return _sign_in(request, question, 403, trouble=NOT_STAFF)
    session = request.cookies[COOKIE]
    page = Consent(question=question, person=person, proof=proof(request, question, session))
    answer = render_page(request, "consent/question.html", page, headers=REDIRECT_HEADERS)
    answer.cookies.append(proof_cookie(request, question, session))
    return answer


@post(at("", SIMPLE))
async def enter(request: PageRequest) -> Template | Redirect:
    question, form = await question_of(request), await form_of(request)
    name = form.text("login[username]")
    try:
        cookie = await start_session(request, name, form.raw("login[password]"))
    except SignInRefused as error:
        return _sign_in(request, question, error.status, error.headers, name=name, trouble=str(error))
    session = cookie.value or ""
    cookies = [cookie, form_cookie(request, session), proof_cookie(request, question, session)]
    return Redirect(question.address(_ending(request)), status_code=303, cookies=cookies)


@route(at("/confirm"), http_method=["GET", "POST"], status_code=200)
async def confirm(request: PageRequest) -> Template | Redirect | Response[None]:
    question = await question_of(request)
    person = await _deciding_person(request, question)
    if person is None:
        return Redirect(question.address(), status_code=303)
    try:
        verifier = await oauth.allow(question.pending, person)
    except ConsentDecision as error:
        raise OAuthProblem("token_used") from error
    return _decided(request, question, verifier, oauth_token=question.token, oauth_verifier=verifier)


@route(at("/reject"), http_method=["GET", "POST"], status_code=200)
async def reject(request: PageRequest) -> Template | Redirect | Response[None]:
    question = await question_of(request)
    if await _deciding_person(request, question) is None:
        return Redirect(question.address(), status_code=303)
    try:
        await oauth.deny(question.pending)
    except ConsentDecision as error:
        raise OAuthProblem("token_used") from error
    return _decided(request, question, None, oauth_token=question.token, rejected="1")


async def _deciding_person(request: PageRequest, question: Question) -> Person | None:
    """The person signed in; None for one who has to see the question first."""
    person = await person_signed_in(request)
    decides = person is not None and question.suits(person) and await was_shown(request, question)
    return person if decides else None


def _decided(request: PageRequest, question: Question, code: str | None, **query: str) -> Template | Response[None]:
    callback = question.pending.callback
    if callback == OUT_OF_BAND:
        return render_page(request, "consent/decided.html", Decided(question=question, code=code))
    return Response(None, status_code=302, headers={"Location": with_query(callback, **query)})


def _sign_in(
    request: PageRequest, question: Question, status: int = 200, headers: dict[str, str] | None = None, **more: Any
) -> Template:
    page = SignIn(question=question, address=question.address(_ending(request)), **more)
    return render_page(request, "consent/sign_in.html", page, status=status, headers=headers)


def _ending(request: PageRequest) -> str:
    return SIMPLE if request.scope["path"].rstrip("/").endswith(SIMPLE) else ""


def refuse(request: PageRequest, error: Exception) -> Response[Any]:
    """A page for a person whose question cannot be shown or decided."""
    error = outage_behind(error)
    page = _trouble_page(error)
    headers = {}
    if isinstance(error, Unavailable):
        outages.record(error)
        headers["Retry-After"] = str(error.retry_after)
    elif page.status >= 500:
        logger.error("%s %s failed", request.method, request.scope["path"], exc_info=error)
    return render_page(request, "consent/trouble.html", page, status=page.status, headers=headers)


def _trouble_page(error: Exception) -> TroublePage:
    match error:
        case OAuthProblem(code=code) if code in TEXTS:
            title, text = TEXTS[code]
            return TroublePage(status=error.status, title=title, text=text, for_makers=str(error))
        case HTTPException() if error.status_code < 500:
            problem = framework_problem(error)
            return TroublePage(status=problem.status, title=problem.title, text=problem.detail)
        case Unavailable():
            return TroublePage(status=status_of(error), title="Not available right now", text=AWAY)
        case _:
            return TroublePage(status=500, title="Something went wrong", text=FAULT)


def pages_router() -> Router:
    return Router(
        path="/",
        route_handlers=[ask, enter, confirm, reject],
        middleware=[CsrfMiddleware("form_key", FIELD)],  # Magento's name for it
        exception_handlers={Exception: refuse},
        request_max_body_size=64 * 1024,
        include_in_schema=False,
    )
