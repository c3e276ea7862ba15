"""That whoever answers has been shown the very question, in the session that answers it.

Magento's clients answer by plain addresses (`…/confirm?oauth_token=…` with the session's cookie), which any website
could lead a signed-in person to; it could show them the page first, too, in another window. So the page leaves a cookie
that browsers keep to requests from our own pages (SameSite=Strict), and that only this session and token fit. Scripts
send it along like any other. Browsers that say where a request comes from have to say: from here.
"""

import base64
import hmac

from litestar.datastructures import Cookie

from web.auth.oauth_consent import LASTS
from web.context import context_of
from web.dialects.magento.oauth.question import Question
from web.gallery.clock import SECOND
from web.http.pages.forms import form_of
from web.http.pages.session import COOKIE, PageRequest, secure

SHOWN = "packshot_shown"


def shown(request: PageRequest, question: Question, session: str) -> Cookie:
    """To be set with the page, or with the sign-in that leads to it."""
    return Cookie(
        key=SHOWN,
        value=proof(request, question, session),
        max_age=LASTS // SECOND,
        path=question.place,
        httponly=True,
        secure=secure(request),
        samesite="strict",
    )


async def was_shown(request: PageRequest, question: Question) -> bool:
    """By the cookie, or by the page's own form: of several such pages at once, the cookie knows the last."""
    expected = proof(request, question, request.cookies.get(COOKIE, ""))
    presented = request.cookies.get(SHOWN), (await form_of(request)).raw("shown")
    here = request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
    return here and any(one and _same(one, expected) for one in presented)


def proof(request: PageRequest, question: Question, session: str) -> str:
    key = context_of(request).secret_box.derived("a question of consent was shown")
    digest = hmac.digest(key, f"{session}\0{question.token}".encode("utf-8", "surrogatepass"), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _same(presented: str, expected: str) -> bool:
    return hmac.compare_digest(presented.encode("utf-8", "replace"), expected.encode())
