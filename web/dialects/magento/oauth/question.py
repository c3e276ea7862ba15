"""The question that a person is asked: which application wants in, as whom, what it may do then, where it leads."""

from urllib.parse import urlencode, urlsplit

import msgspec

from web.auth import oauth_consent
from web.auth.oauth_consent import PendingToken
from web.context import base_url
from web.dialects.magento.oauth.callbacks import host_of
from web.dialects.magento.oauth.problems import Problem
from web.gallery.actor import Person
from web.gallery.errors import UnknownStore
from web.http.pages.forms import form_of
from web.http.pages.session import PageRequest
from web.services.catalogue.lookup import shop_of

CUSTOMERS, STAFF = "/oauth/authorize", "/admin/oauth_authorize"
SIMPLE = "/simple"  # Magento's page for small windows; ours fits any


class Question(msgspec.Struct, frozen=True, kw_only=True):
    token: str
    asked: PendingToken
    place: str  # CUSTOMERS or STAFF
    shop: str
    host: str  # where we are

    @property
    def application(self) -> str:
        return self.asked.application.name

    @property
    def back(self) -> str | None:
        """The host that the person is sent back to; None where they carry a code over by hand."""
        return host_of(self.asked.callback)

    def address(self, ending: str = "", **more: str) -> str:
        return f"{self.place}{ending}?{urlencode({'oauth_token': self.token, **more})}"

    def suits(self, person: Person) -> bool:
        return self.place == CUSTOMERS or person.role != "customer"


async def question_of(request: PageRequest) -> Question:
    """Raises Problem: there is no such question, or not any more."""
    token = request.query_params.get("oauth_token") or (await form_of(request)).raw("oauth_token")
    if not token:
        raise Problem("parameter_absent", absent="oauth_token")
    asked = await oauth_consent.asked(token)
    if asked is None:
        raise Problem("token_rejected")
    if asked.person is not None:
        raise Problem("token_used")
    place = STAFF if request.scope["path"].startswith(STAFF) else CUSTOMERS
    host = urlsplit(base_url(request)).netloc
    return Question(token=token, asked=asked, place=place, shop=await _shop(), host=host)


async def _shop() -> str:
    """What the shop is called: as its default store is."""
    try:
        return (await shop_of()).default.name
    except UnknownStore:
        return "the shop"
