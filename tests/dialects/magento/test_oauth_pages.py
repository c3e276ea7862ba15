"""OAuth consent pages: signing in, the question, its two answers, and who must not answer for them."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.conftest import sign_in_to_the_admin
from tests.dialects.magento.oauth_client import (
    CALLBACK,
    CUSTOMERS,
    STAFF,
    Browser,
    OAuthApplication,
    hidden,
    verifier_of,
)
from tests.shop import PASSWORD, Credentials
from web.auth.oauth import ConsentDecision
from web.gallery.owner import Shop

PLACES = pytest.mark.parametrize("place", [CUSTOMERS, STAFF])
HEX = re.compile(r"(?<![0-9a-zA-Z_-])[0-9a-f]{32}(?![0-9a-zA-Z_-])")


@PLACES
@pytest.mark.parametrize("ending", ["", "/simple"])
def test_a_script_that_knows_magento_gets_through(
    client: TestClient[Any], application: OAuthApplication, place: str, ending: str
) -> None:
    """Page, hidden form_key, sign-in on the same address, page with both answers, a plain GET of confirm."""
    client.cookies.clear()
    client.follow_redirects = True
    page = client.get(f"{place}{ending}", params={"oauth_token": application.token})
    assert page.status_code == 200
    fields = {"login[username]": "ann", "login[password]": PASSWORD, "form_key": hidden(page, "form_key")}
    page = client.post(f"{place}{ending}", params={"oauth_token": application.token}, data=fields)
    assert page.status_code == 200
    assert urlsplit(str(page.url)).path == place + ending
    assert f'action="{place}/confirm?oauth_token={application.token}"' in page.text
    assert f'action="{place}/reject?oauth_token={application.token}"' in page.text
    client.follow_redirects = False
    response = client.get(f"{place}/confirm", params={"oauth_token": application.token})
    assert application.fetch_access_token(verifier_of(response))


@PLACES
@pytest.mark.parametrize("ending", ["/", "//", "/simple/"])
def test_slashes_at_the_end_do_not_matter(
    client: TestClient[Any], application: OAuthApplication, place: str, ending: str
) -> None:
    assert Browser(client, place).page(application.token, ending).status_code == 200


def test_a_script_that_follows_no_redirects_gets_through_too(browser: Browser, application: OAuthApplication) -> None:
    browser.sign_in(application.token)
    assert verifier_of(browser.page(application.token, "/confirm"))


def test_the_token_may_come_with_the_form(
    client: TestClient[Any], browser: Browser, application: OAuthApplication
) -> None:
    page = browser.page(application.token)
    fields = {name: hidden(page, name) for name in ("form_key", "oauth_token")}
    fields |= {"login[username]": "ann", "login[password]": PASSWORD}
    response = client.post(STAFF, data=fields)
    assert response.headers["location"] == f"{STAFF}?oauth_token={application.token}"


def test_whoever_is_signed_in_to_the_admin_need_not_sign_in_again(
    client: TestClient[Any], browser: Browser, application: OAuthApplication
) -> None:
    sign_in_to_the_admin(client)
    page = browser.page(application.token)
    assert "Signed in as" in page.text
    assert "Ann Example" in page.text
    assert verifier_of(browser.submit_consent(application.token))


@pytest.mark.parametrize(
    ("place", "name", "powers"),
    [
        (STAFF, "ann", "add, change, replace and remove pictures"),
        (STAFF, "sam", "add, change, replace and remove pictures"),
        (CUSTOMERS, "sam", "add, change, replace and remove pictures"),
        (CUSTOMERS, "cus", "it cannot change or remove any"),
    ],
)
def test_the_question_says_who_asks_for_what_as_whom_and_where_it_leads(
    client: TestClient[Any], application: OAuthApplication, place: str, name: str, powers: str
) -> None:
    browser = Browser(client, place)
    browser.sign_in(application.token, name)
    page = browser.page(application.token).text
    for words in ("ann’s application", "English store", powers, f"{name.title()} Example", "app.example"):
        assert words in page


def test_customers_cannot_answer_where_the_staff_does(browser: Browser, application: OAuthApplication) -> None:
    browser.sign_in(application.token, "cus")
    page = browser.page(application.token)
    assert page.status_code == 403
    assert "Your account is a customer&#39;s." in page.text
    assert 'name="login[username]"' in page.text
    assert browser.page(application.token, "/confirm").headers["location"] == f"{STAFF}?oauth_token={application.token}"


def test_somebody_else_can_sign_in_instead(
    client: TestClient[Any], browser: Browser, application: OAuthApplication
) -> None:
    browser.sign_in(application.token, "ann")
    before = client.cookies["packshot_session"]
    page = client.get(f"{STAFF}?oauth_token={application.token}&other=1")
    fields = {"login[username]": "sam", "login[password]": PASSWORD, "form_key": hidden(page, "form_key")}
    client.post(f"{STAFF}?oauth_token={application.token}", data=fields)
    assert "Sam Example" in browser.page(application.token).text
    client.cookies.set("packshot_session", before, domain="testserver.local", path="/")
    assert 'name="login[username]"' in browser.page(application.token).text


@PLACES
def test_the_answer_goes_to_the_callback_with_what_it_had(
    client: TestClient[Any], credentials: Credentials, place: str
) -> None:
    application, browser = OAuthApplication(client, credentials["ann"]["magento"]), Browser(client, place)
    for callback in ("https://app.example/cb?a=%20b", "http://app.example:81/cb#part"):
        application.token = application.secret = ""
        application.initiate(callback)
        browser.sign_in(application.token)
        response = browser.submit_consent(application.token)
        parts = urlsplit(response.headers["location"])
        assert (response.status_code, parts._replace(query="").geturl()) == (302, callback.replace("?a=%20b", ""))
        parameters = dict(parse_qsl(parts.query))
        assert list(parameters) == [*(["a"] if "?" in callback else []), "oauth_token", "oauth_verifier"]
        assert parameters["oauth_token"] == application.token


@PLACES
@pytest.mark.parametrize("method", ["form", "address"])
def test_a_refusal_goes_to_the_callback_and_ends_the_request(
    client: TestClient[Any], application: OAuthApplication, place: str, method: str
) -> None:
    browser = Browser(client, place)
    browser.sign_in(application.token)
    ending = "/reject"
    response = (
        browser.submit_consent(application.token, ending)
        if method == "form"
        else browser.page(application.token, ending)
    )
    assert (response.status_code, response.headers["location"]) == (
        302,
        f"{CALLBACK}&oauth_token={application.token}&rejected=1",
    )
    assert application.exchange("0" * 32).text == "oauth_problem=token_rejected"
    assert browser.page(application.token).status_code == 401


def test_without_a_callback_the_code_is_shown_and_is_the_only_one_on_the_page(
    browser: Browser, out_of_band: OAuthApplication
) -> None:
    browser.sign_in(out_of_band.token)
    page = browser.submit_consent(out_of_band.token)
    assert page.status_code == 200
    (code,) = HEX.findall(page.text)
    assert out_of_band.fetch_access_token(code)


def test_without_a_callback_a_refusal_is_a_page(browser: Browser, out_of_band: OAuthApplication) -> None:
    browser.sign_in(out_of_band.token)
    page = browser.submit_consent(out_of_band.token, "/reject")
    assert page.status_code == 200
    assert "You did not allow it" in page.text
    assert out_of_band.exchange("0" * 32).text == "oauth_problem=token_rejected"


@pytest.mark.parametrize("ending", ["", "/confirm", "/reject"])
def test_an_answer_is_given_once(browser: Browser, application: OAuthApplication, ending: str) -> None:
    browser.sign_in(application.token)
    assert browser.submit_consent(application.token).status_code == 302
    page = browser.page(application.token, ending)
    assert page.status_code == 401
    assert "oauth_problem=token_used" in page.text


@PLACES
@pytest.mark.parametrize("ending", ["", "/simple", "/confirm", "/reject"])
@pytest.mark.parametrize(
    ("query", "status", "problem"),
    [
        ("", 400, "parameter_absent&amp;oauth_parameters_absent=oauth_token"),
        ("?oauth_token=", 400, "parameter_absent&amp;oauth_parameters_absent=oauth_token"),
        ("?oauth_token=unknown", 401, "token_rejected"),
        ("?oauth_token=%00", 401, "token_rejected"),
    ],
)
def test_a_question_that_is_none_is_explained(
    client: TestClient[Any], place: str, ending: str, query: str, status: int, problem: str
) -> None:
    page = client.get(f"{place}{ending}{query}")
    assert page.status_code == status
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f"oauth_problem={problem}" in page.text


@pytest.mark.parametrize(("ending", "leg"), [("/confirm", "allow"), ("/reject", "deny")])
def test_whoever_answers_a_moment_later_is_told(
    browser: Browser, application: OAuthApplication, monkeypatch: pytest.MonkeyPatch, ending: str, leg: str
) -> None:
    async def too_late(*_: object) -> None:
        raise ConsentDecision

    browser.sign_in(application.token)
    monkeypatch.setattr(f"web.auth.oauth.{leg}", too_late)
    page = browser.submit_consent(application.token, ending)
    assert page.status_code == 401
    assert "oauth_problem=token_used" in page.text


# Who must not answer


@pytest.mark.parametrize("ending", ["/confirm", "/reject"])
def test_whoever_is_signed_out_is_led_to_the_question(
    browser: Browser, application: OAuthApplication, ending: str
) -> None:
    response = browser.page(application.token, ending)
    assert (response.status_code, response.headers["location"]) == (303, f"{STAFF}?oauth_token={application.token}")


def test_a_shop_without_stores_asks_all_the_same(
    browser: Browser, application: OAuthApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def without_stores() -> Shop:
        return Shop((), {})

    monkeypatch.setattr("web.dialects.magento.oauth.consent.shop_of", without_stores)
    assert "Sign in to the shop" in browser.page(application.token).text
