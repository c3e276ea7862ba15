"""The question that a person decides: which application wants access, and as whom; and proof that it was shown.

Magento's clients decide by plain addresses (`…/confirm?oauth_token=…` with the session's cookie), which any website
could lead a signed-in person to; it could show them the page first, too, in another window. So the page leaves a cookie
that browsers keep to requests from our own pages (SameSite=Strict), and that only this session and token fit. Scripts
send it along like any other. Browsers that name the site that a request comes from have to name ours.
"""

import base64
import hmac
import re
from urllib.parse import urlencode, urlsplit

import msgspec
from litestar.datastructures import Cookie

from web.auth import oauth
from web.auth.oauth import LIFETIME, OUT_OF_BAND, PendingToken
from web.context import base_url, context_of
from web.dialects.magento.oauth.signed_request import OAuthProblem
from web.gallery.clock import SECOND
from web.gallery.errors import UnknownStore
from web.gallery.model import Person
from web.http.pages.forms import form_of
from web.http.pages.session import COOKIE, PageRequest, secure
from web.services.catalogue.lookup import shop_of

CUSTOMERS, STAFF = "/oauth/authorize", "/admin/oauth_authorize"
SIMPLE = "/simple"  # Magento's page for small windows; ours fits any
PROOF_COOKIE = "packshot_shown"
# Web addresses alone, as Magento has it: nobody knows which program another scheme's verifier would go to.
WEB_ADDRESS = re.compile(r"https?://[\x21-\x7e]{1,2000}", re.IGNORECASE)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    token: str
    pending: PendingToken
    place: str  # CUSTOMERS or STAFF
    shop: str  # its name
    host: str  # ours

    @property
    def application(self) -> str:
        return self.pending.application.name

    @property
    def back(self) -> str | None:
        """The host that the person is sent back to; None where they carry a code over by hand."""
        return host_of(self.pending.callback)

    def address(self, ending: str = "", **more: str) -> str:
        return f"{self.place}{ending}?{urlencode({'oauth_token': self.token, **more})}"

    def suits(self, person: Person) -> bool:
        return self.place == CUSTOMERS or person.role != "customer"


async def question_of(request: PageRequest) -> Question:
    """Raises OAuthProblem: there is no such question, or not any more."""
    token = request.query_params.get("oauth_token") or (await form_of(request)).raw("oauth_token")
    if not token:
        raise OAuthProblem("parameter_absent", absent="oauth_token")
    pending = await oauth.pending_token(token)
    if pending is None:
        raise OAuthProblem("token_rejected")
    if pending.person is not None:
        raise OAuthProblem("token_used")
    place = STAFF if request.scope["path"].startswith(STAFF) else CUSTOMERS
    host = urlsplit(base_url(request)).netloc
    return Question(token=token, pending=pending, place=place, shop=await _shop_name(), host=host)


async def _shop_name() -> str:
    """The name of its default store."""
    try:
        return (await shop_of()).default.name
    except UnknownStore:
        return "the shop"


def is_callback(callback: str) -> bool:
    return callback == OUT_OF_BAND or host_of(callback) is not None


def host_of(callback: str) -> str | None:
    """Host with the port, if there is one; None for an address that nobody may be sent to."""
    if not WEB_ADDRESS.fullmatch(callback) or re.search(r'[\\"<>^`{|}]', callback):
        return None
    try:
        parts = urlsplit(callback)
        named = parts.hostname and parts.port != 0
    except ValueError:
        return None
    # A name before the host would let https://shop.example@evil.example pass for the shop.
    return parts.netloc if named and "@" not in parts.netloc else None


def proof_cookie(request: PageRequest, question: Question, session: str) -> Cookie:
    """Cookie to be set with the page, or with the sign-in that leads to it."""
    return Cookie(
        key=PROOF_COOKIE,
        value=proof(request, question, session),
        max_age=LIFETIME // SECOND,
        path=question.place,
        httponly=True,
        secure=secure(request),
        samesite="strict",
    )


async def was_shown(request: PageRequest, question: Question) -> bool:
    """Tell by the cookie, or by the page's own form: of several such pages at once, the cookie knows the last."""
    expected = proof(request, question, request.cookies.get(COOKIE, ""))
    presented = request.cookies.get(PROOF_COOKIE), (await form_of(request)).raw("shown")
    here = request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
    return here and any(isinstance(one, str) and _is_same(one, expected) for one in presented)


def proof(request: PageRequest, question: Question, session: str) -> str:
    key = context_of(request).secret_box.derived("a question of consent was shown")
    digest = hmac.digest(key, f"{session}\0{question.token}".encode("utf-8", "surrogatepass"), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _is_same(presented: str, expected: str) -> bool:
    return hmac.compare_digest(presented.encode("utf-8", "replace"), expected.encode())
