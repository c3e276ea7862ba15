"""OAuth consent pages are safe: forged and foreign answers, throttling, caching, cookies, internal errors."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.conftest import sign_in_to_the_admin
from tests.dialects.magento.oauth_client import (
    CUSTOMERS,
    STAFF,
    Browser,
    OAuthApplication,
    hidden,
    verifier_of,
)
from tests.shop import PASSWORD, Credentials
from web.auth.sign_in_limits import ATTEMPTS

PLACES = pytest.mark.parametrize("place", [CUSTOMERS, STAFF])


@pytest.mark.parametrize("ending", ["/confirm", "/reject"])
def test_a_link_of_another_website_answers_nothing(
    client: TestClient[Any], browser: Browser, application: OAuthApplication, ending: str
) -> None:
    """It is led to the question, which the session has not been shown."""
    sign_in_to_the_admin(client)
    response = browser.page(application.token, ending)
    assert (response.status_code, response.headers["location"]) == (303, f"{STAFF}?oauth_token={application.token}")
    assert application.exchange("0" * 32).text == "oauth_problem=verifier_invalid"


def test_a_website_that_shows_the_question_first_answers_nothing_either(
    client: TestClient[Any], browser: Browser, application: OAuthApplication
) -> None:
    """It may send a second window to the question, then to the answer: browsers keep the strict cookie back."""
    sign_in_to_the_admin(client)
    page = browser.page(application.token)
    (strict,) = [text for text in page.headers.get_list("set-cookie") if text.startswith("packshot_shown=")]
    assert {"HttpOnly", "SameSite=strict", f"Path={STAFF}"} <= set(strict.split("; "))
    client.cookies.delete("packshot_shown")
    assert browser.page(application.token, "/confirm").status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_browser_has_to_come_from_here(browser: Browser, application: OAuthApplication, site: str) -> None:
    browser.sign_in(application.token)
    headers = {"Sec-Fetch-Site": site}
    assert browser.page(application.token, "/confirm", **headers).status_code == 303
    assert browser.page(application.token, "/confirm", **{"Sec-Fetch-Site": "same-origin"}).status_code == 302


def test_a_question_that_was_shown_says_nothing_of_another(
    client: TestClient[Any], browser: Browser, application: OAuthApplication, credentials: Credentials
) -> None:
    other = OAuthApplication(client, credentials["rob"]["magento"])
    other.initiate("https://evil.example/")
    browser.sign_in(application.token)
    assert browser.page(other.token, "/confirm").status_code == 303


def test_a_question_shown_to_one_person_is_not_answered_by_the_next(
    client: TestClient[Any], browser: Browser, application: OAuthApplication
) -> None:
    browser.sign_in(application.token, "sam")
    page = browser.page(application.token)
    fields = {name: hidden(page, name) for name in ("form_key", "shown", "oauth_token")}
    sign_in_to_the_admin(client, "ann")
    assert client.post(f"{STAFF}/confirm", data=fields).status_code == 403  # the key was of sam's session
    fields["form_key"] = client.cookies["packshot_form"]
    assert client.post(f"{STAFF}/confirm", data=fields).status_code == 303
    assert verifier_of(browser.submit_consent(application.token))


def test_of_two_questions_at_once_each_pages_form_answers_its_own(
    client: TestClient[Any], browser: Browser, application: OAuthApplication, credentials: Credentials
) -> None:
    other = OAuthApplication(client, credentials["sam"]["magento"])
    other.initiate()
    browser.sign_in(application.token)
    page = browser.page(application.token)
    browser.page(other.token)
    fields = {name: hidden(page, name) for name in ("form_key", "shown", "oauth_token")}
    assert application.fetch_access_token(verifier_of(client.post(f"{STAFF}/confirm", data=fields)))


def test_signing_in_on_the_consent_page_gives_a_new_key(
    client: TestClient[Any], browser: Browser, application: OAuthApplication
) -> None:
    before = hidden(browser.page(application.token), "form_key")
    browser.sign_in(application.token)
    page = browser.page(application.token)
    fields = {name: hidden(page, name) for name in ("form_key", "shown", "oauth_token")}
    assert fields["form_key"] != before
    assert client.post(f"{STAFF}/confirm", data={**fields, "form_key": before}).status_code == 403
    assert verifier_of(client.post(f"{STAFF}/confirm", data=fields))


@pytest.mark.parametrize("form_key", [None, "", "made up", "é", "a" * 128])
@pytest.mark.parametrize("ending", ["", "/confirm", "/reject"])
def test_forms_without_the_pages_key_are_refused(
    client: TestClient[Any], browser: Browser, application: OAuthApplication, form_key: str | None, ending: str
) -> None:
    browser.sign_in(application.token)
    fields = {"login[username]": "ann", "login[password]": PASSWORD, "oauth_token": application.token}
    response = client.post(f"{STAFF}{ending}", data=fields if form_key is None else {**fields, "form_key": form_key})
    assert response.status_code == 403
    assert "Please try again" in response.text


@pytest.mark.parametrize(("name", "password"), [("ann", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\0b", "x")])
def test_a_wrong_name_or_password_is_told_on_the_same_page(
    client: TestClient[Any], browser: Browser, application: OAuthApplication, name: str, password: str
) -> None:
    page = browser.sign_in(application.token, name, password)
    assert page.status_code == 401
    assert "That name and password do not belong together." in page.text
    assert "packshot_session" not in client.cookies
    assert f'action="{STAFF}?oauth_token={application.token}"' in page.text


def test_guessing_is_slowed_down_here_and_in_the_admin_together(
    client: TestClient[Any], browser: Browser, application: OAuthApplication
) -> None:
    for _ in range(ATTEMPTS):
        browser.sign_in(application.token, "ann", "wrong")
    response = browser.sign_in(application.token)
    assert response.status_code == 429
    assert 0 < int(response.headers["retry-after"]) <= 15 * 60
    fields = {"name": "ann", "password": PASSWORD, "_csrf_token": client.cookies["packshot_form"]}
    assert client.post("/admin/login", data=fields).status_code == 429


@PLACES
def test_the_pages_are_kept_to_themselves(client: TestClient[Any], application: OAuthApplication, place: str) -> None:
    browser = Browser(client, place)
    browser.sign_in(application.token)
    for response in (browser.page(application.token), client.get(place), browser.submit_consent(application.token)):
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["referrer-policy"] == "same-origin"
        policy = response.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'self'" in policy
        assert "access-control-allow-origin" not in response.headers


def test_names_are_text(client: TestClient[Any], browser: Browser, application: OAuthApplication) -> None:
    page = browser.sign_in(application.token, '"><script>alert(1)</script>', "wrong").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_over_https_the_cookies_are_secure(
    client: TestClient[Any], browser: Browser, application: OAuthApplication
) -> None:
    client.base_url = client.base_url.copy_with(scheme="https")
    cookies = browser.sign_in(application.token).headers.get_list("set-cookie")
    assert [("Secure" in one.split("; ")) for one in cookies] == [True, True, True]


def test_other_methods_and_addresses_are_refused_in_a_page(client: TestClient[Any]) -> None:
    assert client.put(STAFF).status_code == 405
    assert client.get("/oauth/nothing").status_code == 404
    assert client.get(f"{STAFF}/nothing").status_code == 404


def test_a_form_that_is_too_large_is_refused(client: TestClient[Any]) -> None:
    assert client.post(STAFF, data={"a": "b" * 70_000}).status_code == 413


def test_what_goes_wrong_inside_is_not_told(client: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("web.dialects.magento.oauth.pages.question_of", broken)
    page = client.get(STAFF)
    assert page.status_code == 500
    assert "secret of ours" not in page.text
