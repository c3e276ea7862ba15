"""OAuth's three legs in tests: an application that asks, and a person's browser that answers."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from litestar.testing import TestClient
from oauthlib.oauth1 import SIGNATURE_HMAC_SHA1, Client

from tests.shop import PASSWORD

BASE = "http://testserver.local"
CALLBACK = "https://app.example/cb?from=shop"
CUSTOMERS, STAFF = "/oauth/authorize", "/admin/oauth_authorize"


class OAuthApplication:
    """A consumer, with the token it has got so far."""

    def __init__(self, client: TestClient[Any], issued: Mapping[str, Any], method: str = SIGNATURE_HMAC_SHA1) -> None:
        self.client, self.method = client, method
        self.keys = {name: issued[f"consumer_{name}"] for name in ("key", "secret")}
        self.token = self.secret = ""

    def signing_client(self, **more: Any) -> Client:
        options = {
            "client_secret": self.keys["secret"],
            "resource_owner_key": self.token or None,
            "resource_owner_secret": self.secret or None,
            "signature_method": self.method,
        }
        return Client(self.keys["key"], **options | more)

    def send(self, path: str, method: str = "POST", **more: Any) -> httpx.Response:
        """`more` goes to the signing client."""
        url, headers, body = self.signing_client(**more).sign(BASE + path, method, headers={})
        return self.client.request(method, url, headers=headers, content=body)

    def initiate(self, callback: str | None = CALLBACK, **more: Any) -> httpx.Response:
        response = self.send("/oauth/initiate", callback_uri=callback, **more)
        self._store_token(response)
        return response

    def exchange(self, verifier: str | None, **more: Any) -> httpx.Response:
        return self.send("/oauth/token", verifier=verifier, **more)

    def fetch_access_token(self, verifier: str) -> dict[str, str]:
        """The access token, as a credential that signs requests."""
        response = self.exchange(verifier)
        assert response.status_code == 200, response.text
        self._store_token(response)
        return {
            "consumer_key": self.keys["key"],
            "consumer_secret": self.keys["secret"],
            "token": self.token,
            "token_secret": self.secret,
        }

    def _store_token(self, response: httpx.Response) -> None:
        if response.status_code == 200:
            form = dict(parse_qsl(response.text))
            self.token, self.secret = form["oauth_token"], form["oauth_token_secret"]


class Browser:
    """A browser without JavaScript and without Sec-Fetch headers, as scripts are; cookies are kept."""

    def __init__(self, client: TestClient[Any], place: str = STAFF) -> None:
        self.client, self.place = client, place
        client.cookies.clear()
        client.follow_redirects = False

    def page(self, token: str, ending: str = "", **headers: str) -> httpx.Response:
        return self.client.get(f"{self.place}{ending}?oauth_token={token}", headers=headers)

    def sign_in(self, token: str, name: str = "ann", password: str = PASSWORD) -> httpx.Response:
        key = hidden(self.page(token), "form_key")
        fields = {"login[username]": name, "login[password]": password, "form_key": key}
        return self.client.post(f"{self.place}?oauth_token={token}", data=fields)

    def submit_consent(self, token: str, ending: str = "/confirm") -> httpx.Response:
        """Submit the page's own form."""
        page = self.page(token)
        fields = {name: hidden(page, name) for name in ("form_key", "shown", "oauth_token")}
        return self.client.post(f"{self.place}{ending}", data=fields)

    def authorize(self, application: OAuthApplication, name: str = "ann", callback: str = CALLBACK) -> str:
        """Do all of it up to the verifier."""
        assert application.initiate(callback).status_code == 200
        assert self.sign_in(application.token, name).status_code == 303
        return verifier_of(self.submit_consent(application.token))


def hidden(page: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', page.text)
    assert found, page.text
    return found[1]


def verifier_of(response: httpx.Response) -> str:
    assert response.status_code == 302, response.text
    return dict(parse_qsl(urlsplit(response.headers["location"]).query))["oauth_verifier"]
