"""Where people let applications in: signing in, the question, its two answers, and who must not answer for them."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.letting_in import CALLBACK, CUSTOMERS, STAFF, Application, Browser, hidden, verifier_of
from tests.shop import PASSWORD, Credentials
from web.auth.oauth import ConsentDecision
from web.auth.rate_limits import ATTEMPTS
from web.gallery.owner import Shop

PLACES = pytest.mark.parametrize("place", [CUSTOMERS, STAFF])
HEX = re.compile(r"(?<![0-9a-zA-Z_-])[0-9a-f]{32}(?![0-9a-zA-Z_-])")


@pytest.fixture
def application(client: TestClient[Any], credentials: Credentials) -> Application:
    application = Application(client, credentials["ann"]["magento"])
    assert application.initiate().status_code == 200
    return application


@pytest.fixture
def by_hand(client: TestClient[Any], credentials: Credentials) -> Application:
    """One that people carry the code over to."""
    application = Application(client, credentials["ann"]["magento"])
    assert application.initiate("oob").status_code == 200
    return application


@pytest.fixture
def browser(client: TestClient[Any]) -> Browser:
    return Browser(client)


def sign_in_to_the_admin(client: TestClient[Any], name: str = "ann") -> None:
    client.get("/admin/login")
    fields = {"name": name, "password": PASSWORD, "_csrf_token": client.cookies["packshot_form"]}
    assert client.post("/admin/login", data=fields).status_code == 303


@PLACES
@pytest.mark.parametrize("ending", ["", "/simple"])
def test_a_script_that_knows_magento_gets_through(
    client: TestClient[Any], application: Application, place: str, ending: str
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
    answer = client.get(f"{place}/confirm", params={"oauth_token": application.token})
    assert application.take(verifier_of(answer))


@PLACES
@pytest.mark.parametrize("ending", ["/", "//", "/simple/"])
def test_slashes_at_the_end_do_not_matter(
    client: TestClient[Any], application: Application, place: str, ending: str
) -> None:
    assert Browser(client, place).page(application.token, ending).status_code == 200


def test_a_script_that_follows_no_redirects_gets_through_too(browser: Browser, application: Application) -> None:
    browser.sign_in(application.token)
    assert verifier_of(browser.page(application.token, "/confirm"))


def test_the_token_may_come_with_the_form(client: TestClient[Any], browser: Browser, application: Application) -> None:
    page = browser.page(application.token)
    fields = {name: hidden(page, name) for name in ("form_key", "oauth_token")}
    fields |= {"login[username]": "ann", "login[password]": PASSWORD}
    answer = client.post(STAFF, data=fields)
    assert answer.headers["location"] == f"{STAFF}?oauth_token={application.token}"


def test_whoever_is_signed_in_to_the_admin_need_not_sign_in_again(
    client: TestClient[Any], browser: Browser, application: Application
) -> None:
    sign_in_to_the_admin(client)
    page = browser.page(application.token)
    assert "Signed in as" in page.text
    assert "Ann Example" in page.text
    assert verifier_of(browser.answer(application.token))


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
    client: TestClient[Any], application: Application, place: str, name: str, powers: str
) -> None:
    browser = Browser(client, place)
    browser.sign_in(application.token, name)
    page = browser.page(application.token).text
    for words in ("ann’s application", "English store", powers, f"{name.title()} Example", "app.example"):
        assert words in page


def test_customers_cannot_answer_where_the_staff_does(browser: Browser, application: Application) -> None:
    browser.sign_in(application.token, "cus")
    page = browser.page(application.token)
    assert page.status_code == 403
    assert "Your account is a customer&#39;s." in page.text
    assert 'name="login[username]"' in page.text
    assert browser.page(application.token, "/confirm").headers["location"] == f"{STAFF}?oauth_token={application.token}"


def test_somebody_else_can_sign_in_instead(client: TestClient[Any], browser: Browser, application: Application) -> None:
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
    application, browser = Application(client, credentials["ann"]["magento"]), Browser(client, place)
    for callback in ("https://app.example/cb?a=%20b", "http://app.example:81/cb#part"):
        application.token = application.secret = ""
        application.initiate(callback)
        browser.sign_in(application.token)
        answer = browser.answer(application.token)
        parts = urlsplit(answer.headers["location"])
        assert (answer.status_code, parts._replace(query="").geturl()) == (302, callback.replace("?a=%20b", ""))
        given = dict(parse_qsl(parts.query))
        assert list(given) == [*(["a"] if "?" in callback else []), "oauth_token", "oauth_verifier"]
        assert given["oauth_token"] == application.token


@PLACES
@pytest.mark.parametrize("method", ["form", "address"])
def test_a_refusal_goes_to_the_callback_and_ends_the_request(
    client: TestClient[Any], application: Application, place: str, method: str
) -> None:
    browser = Browser(client, place)
    browser.sign_in(application.token)
    ending = "/reject"
    answer = browser.answer(application.token, ending) if method == "form" else browser.page(application.token, ending)
    assert (answer.status_code, answer.headers["location"]) == (
        302,
        f"{CALLBACK}&oauth_token={application.token}&rejected=1",
    )
    assert application.exchange("0" * 32).text == "oauth_problem=token_rejected"
    assert browser.page(application.token).status_code == 401


def test_without_a_callback_the_code_is_shown_and_is_the_only_one_on_the_page(
    browser: Browser, by_hand: Application
) -> None:
    browser.sign_in(by_hand.token)
    page = browser.answer(by_hand.token)
    assert page.status_code == 200
    (code,) = HEX.findall(page.text)
    assert by_hand.take(code)


def test_without_a_callback_a_refusal_is_a_page(browser: Browser, by_hand: Application) -> None:
    browser.sign_in(by_hand.token)
    page = browser.answer(by_hand.token, "/reject")
    assert page.status_code == 200
    assert "You did not allow it" in page.text
    assert by_hand.exchange("0" * 32).text == "oauth_problem=token_rejected"


@pytest.mark.parametrize("ending", ["", "/confirm", "/reject"])
def test_an_answer_is_given_once(browser: Browser, application: Application, ending: str) -> None:
    browser.sign_in(application.token)
    assert browser.answer(application.token).status_code == 302
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
    browser: Browser, application: Application, monkeypatch: pytest.MonkeyPatch, ending: str, leg: str
) -> None:
    async def too_late(*_: object) -> None:
        raise ConsentDecision

    browser.sign_in(application.token)
    monkeypatch.setattr(f"web.auth.oauth.{leg}", too_late)
    page = browser.answer(application.token, ending)
    assert page.status_code == 401
    assert "oauth_problem=token_used" in page.text


# Who must not answer


@pytest.mark.parametrize("ending", ["/confirm", "/reject"])
def test_whoever_is_signed_out_is_led_to_the_question(browser: Browser, application: Application, ending: str) -> None:
    answer = browser.page(application.token, ending)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{STAFF}?oauth_token={application.token}")


@pytest.mark.parametrize("ending", ["/confirm", "/reject"])
def test_a_link_of_another_website_answers_nothing(
    client: TestClient[Any], browser: Browser, application: Application, ending: str
) -> None:
    """It is led to the question, which the session has not been shown."""
    sign_in_to_the_admin(client)
    answer = browser.page(application.token, ending)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{STAFF}?oauth_token={application.token}")
    assert application.exchange("0" * 32).text == "oauth_problem=verifier_invalid"


def test_a_website_that_shows_the_question_first_answers_nothing_either(
    client: TestClient[Any], browser: Browser, application: Application
) -> None:
    """It may send a second window to the question, then to the answer: browsers keep the strict cookie back."""
    sign_in_to_the_admin(client)
    page = browser.page(application.token)
    (strict,) = [text for text in page.headers.get_list("set-cookie") if text.startswith("packshot_shown=")]
    assert {"HttpOnly", "SameSite=strict", f"Path={STAFF}"} <= set(strict.split("; "))
    client.cookies.delete("packshot_shown")
    assert browser.page(application.token, "/confirm").status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_browser_has_to_come_from_here(browser: Browser, application: Application, site: str) -> None:
    browser.sign_in(application.token)
    headers = {"Sec-Fetch-Site": site}
    assert browser.page(application.token, "/confirm", **headers).status_code == 303
    assert browser.page(application.token, "/confirm", **{"Sec-Fetch-Site": "same-origin"}).status_code == 302


def test_a_question_that_was_shown_says_nothing_of_another(
    client: TestClient[Any], browser: Browser, application: Application, credentials: Credentials
) -> None:
    other = Application(client, credentials["rob"]["magento"])
    other.initiate("https://evil.example/")
    browser.sign_in(application.token)
    assert browser.page(other.token, "/confirm").status_code == 303


def test_a_question_shown_to_one_person_is_not_answered_by_the_next(
    client: TestClient[Any], browser: Browser, application: Application
) -> None:
    browser.sign_in(application.token, "sam")
    page = browser.page(application.token)
    fields = {name: hidden(page, name) for name in ("form_key", "shown", "oauth_token")}
    sign_in_to_the_admin(client, "ann")
    assert client.post(f"{STAFF}/confirm", data=fields).status_code == 303
    assert verifier_of(browser.answer(application.token))


def test_of_two_questions_at_once_each_pages_form_answers_its_own(
    client: TestClient[Any], browser: Browser, application: Application, credentials: Credentials
) -> None:
    other = Application(client, credentials["sam"]["magento"])
    other.initiate()
    browser.sign_in(application.token)
    page = browser.page(application.token)
    browser.page(other.token)
    fields = {name: hidden(page, name) for name in ("form_key", "shown", "oauth_token")}
    assert application.take(verifier_of(client.post(f"{STAFF}/confirm", data=fields)))


@pytest.mark.parametrize("form_key", [None, "", "made up", "é", "a" * 128])
@pytest.mark.parametrize("ending", ["", "/confirm", "/reject"])
def test_forms_without_the_pages_key_are_refused(
    client: TestClient[Any], browser: Browser, application: Application, form_key: str | None, ending: str
) -> None:
    browser.sign_in(application.token)
    fields = {"login[username]": "ann", "login[password]": PASSWORD, "oauth_token": application.token}
    answer = client.post(f"{STAFF}{ending}", data=fields if form_key is None else {**fields, "form_key": form_key})
    assert answer.status_code == 403
    assert "Please try again" in answer.text


@pytest.mark.parametrize(("name", "password"), [("ann", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\0b", "x")])
def test_a_wrong_name_or_password_is_told_on_the_same_page(
    client: TestClient[Any], browser: Browser, application: Application, name: str, password: str
) -> None:
    page = browser.sign_in(application.token, name, password)
    assert page.status_code == 401
    assert "That name and password do not belong together." in page.text
    assert "packshot_session" not in client.cookies
    assert f'action="{STAFF}?oauth_token={application.token}"' in page.text


def test_guessing_is_slowed_down_here_and_in_the_admin_together(
    client: TestClient[Any], browser: Browser, application: Application
) -> None:
    for _ in range(ATTEMPTS):
        browser.sign_in(application.token, "ann", "wrong")
    answer = browser.sign_in(application.token)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 15 * 60
    fields = {"name": "ann", "password": PASSWORD, "_csrf_token": client.cookies["packshot_form"]}
    assert client.post("/admin/login", data=fields).status_code == 429


@PLACES
def test_the_pages_are_kept_to_themselves(client: TestClient[Any], application: Application, place: str) -> None:
    browser = Browser(client, place)
    browser.sign_in(application.token)
    for answer in (browser.page(application.token), client.get(place), browser.answer(application.token)):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'self'" in policy
        assert "access-control-allow-origin" not in answer.headers


def test_names_are_text(client: TestClient[Any], browser: Browser, application: Application) -> None:
    page = browser.sign_in(application.token, '"><script>alert(1)</script>', "wrong").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_over_https_the_cookies_are_secure(client: TestClient[Any], browser: Browser, application: Application) -> None:
    client.base_url = client.base_url.copy_with(scheme="https")
    cookies = browser.sign_in(application.token).headers.get_list("set-cookie")
    assert [("Secure" in one.split("; ")) for one in cookies] == [True, True]


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


def test_a_shop_without_stores_asks_all_the_same(
    browser: Browser, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def without_stores() -> Shop:
        return Shop((), {})

    monkeypatch.setattr("web.dialects.magento.oauth.consent.shop_of", without_stores)
    assert "Sign in to the shop" in browser.page(application.token).text
