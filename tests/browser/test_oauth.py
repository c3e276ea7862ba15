"""Letting an application in, as people do it: by keyboard alone, without JavaScript, and not by another website."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from requests_oauthlib import OAuth1Session

from tests.browser.contexts import PATIENCE
from tests.fixtures.hosts import Handler, http_server
from tests.shop import PASSWORD, Credentials

pytestmark = pytest.mark.browser

QUESTION = "/admin/oauth_authorize?oauth_token="
EVIL = '<a target="w" href="{shop}{question}">first</a> <a target="w" href="{shop}{confirm}">then</a>'


class ApplicationSite(Handler):
    """An application's website, which redirects people to another host; and under /evil another one's."""

    evil = ""

    def do_GET(self) -> None:
        if self.path.startswith("/connected"):
            url = f"http://localhost:{self.server.server_port}/home"  # type: ignore[attr-defined]
            self.respond(302, b"You are connected.", Content_Type="text/html", Location=url)
        else:
            body = self.evil if self.path == "/evil" else "You are connected."
            self.respond(200, body.encode(), Content_Type="text/html")


@pytest.fixture
def application_site() -> Iterator[str]:
    with http_server(ApplicationSite) as address:
        yield address


@pytest.fixture
def request_token(address: str, credentials: Credentials) -> Callable[[str], str]:
    """A fresh request token for this callback."""
    issued = credentials["sam"]["magento"]

    def request(callback: str) -> str:
        with OAuth1Session(issued["consumer_key"], issued["consumer_secret"], callback_uri=callback) as shop:
            return str(shop.fetch_request_token(f"{address}/oauth/initiate")["oauth_token"])

    return request


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def new(**options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1].new_page()

    yield new
    for context in contexts:
        context.close()


def sign_in(page: Page) -> None:
    page.get_by_label("Name").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_by_keyboard_alone_and_back_to_the_application_wherever_it_leads(
    new_page: Callable[..., Page], address: str, request_token: Callable[[str], str], application_site: str
) -> None:
    page, complaints = new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}{QUESTION}{request_token(application_site + '/connected')}")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("ann")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("sam’s application asks for access")
    expect(page.get_by_text("add, change, replace and remove pictures")).to_be_visible()
    expect(page.get_by_text(application_site.removeprefix("http://"))).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Sign in as someone else")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Allow", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You are connected.")).to_be_visible()
    assert page.url == f"{application_site.replace('127.0.0.1', 'localhost')}/home"
    assert complaints == []


def test_without_javascript_and_with_a_code(
    new_page: Callable[..., Page], address: str, request_token: Callable[[str], str]
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{address}{QUESTION}{request_token('oob')}")
    sign_in(page)
    page.get_by_role("button", name="Allow", exact=True).click()
    assert len(page.locator("#oauth_verifier").inner_text()) == 32
    page.reload()
    expect(page.get_by_text("This request was answered already")).to_be_visible()


def test_a_refusal_leads_back_too(
    new_page: Callable[..., Page], address: str, request_token: Callable[[str], str], application_site: str
) -> None:
    page = new_page()
    page.goto(f"{address}{QUESTION}{request_token(application_site + '/home')}")
    sign_in(page)
    with page.expect_navigation(url="**rejected=1"):
        page.get_by_role("button", name="Do not allow").click()


def test_another_website_cannot_let_an_application_in(
    new_page: Callable[..., Page],
    address: str,
    request_token: Callable[[str], str],
    application_site: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not even by showing the question in a second window first."""
    page = new_page()
    page.goto(f"{address}{QUESTION}{request_token('oob')}")
    sign_in(page)
    question = f"{QUESTION}{request_token(application_site + '/home')}"
    links = {"question": question, "confirm": question.replace("?", "/confirm?")}
    monkeypatch.setattr(ApplicationSite, "evil", EVIL.format(shop=address, **links))
    page.goto(f"{application_site.replace('127.0.0.1', 'localhost')}/evil")
    with page.expect_popup() as opened:
        page.get_by_text("first").click()
    window = opened.value
    expect(window.get_by_role("button", name="Allow", exact=True)).to_be_visible()
    with window.expect_navigation():
        page.get_by_text("then").click()
    expect(window.get_by_role("button", name="Allow", exact=True)).to_be_visible()
    assert window.url == address + question
    window.get_by_role("button", name="Allow", exact=True).click()
    expect(window.get_by_text("You are connected.")).to_be_visible()
