"""A real Chromium, and the product served to it by a real server on a port of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import pictures
from tests.listening import listening
from tests.needs import chromium, need
from tests.shop import PASSWORD, Credentials
from web.settings import Settings

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")


@pytest.fixture(scope="module")
def browser(furnished: tuple[Path, Credentials]) -> Iterator[Browser]:
    """After the furnishing, which needs an event loop of its own; Playwright's occupies this thread."""
    path = need(chromium(), "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    """Where the product answers."""
    with listening(settings) as address:
        yield address


class Tab:
    """A page in which ann is signed in; what goes wrong in it is collected."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.complaints = page, address, list[str]()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._heard(message.type, message.text))

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:  # refusals are answers, not faults
            self.complaints.append(text)

    def sign_in(self, name: str = "ann", password: str = PASSWORD) -> None:
        self.page.goto(f"{self.address}/admin/login")
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page).to_have_url(f"{self.address}/admin/")

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}{path}")
        return self.page

    def labels(self) -> list[str]:
        return [field.input_value() for field in self.page.locator(".card textarea").all()]

    def files(self) -> list[str]:
        """The file names of the images, in their order."""
        return [mat.get_attribute("title") or "" for mat in self.page.locator(".card .mat").all()]

    def shows(self, files: list[str]) -> None:
        self._soon(self.files, files)

    def says(self, labels: list[str]) -> None:
        self._soon(self.labels, labels)

    def _soon(self, seen: Callable[[], list[str]], wanted: list[str]) -> None:
        """An answer is shown a moment after it was heard of."""
        for _ in range(50):
            if seen() == wanted:
                return
            self.page.wait_for_timeout(100)
        assert seen() == wanted


NewTab = Callable[..., Tab]


@pytest.fixture
def new_tab(browser: Browser, address: str) -> Iterator[NewTab]:
    contexts: list[BrowserContext] = []
    tabs: list[Tab] = []

    def new(name: str = "ann", password: str = PASSWORD, **options: Any) -> Tab:
        context = browser.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(8000)
        contexts.append(context)
        tabs.append(Tab(context.new_page(), address))
        tabs[-1].sign_in(name, password)
        return tabs[-1]

    yield new
    for context in contexts:
        context.close()
    assert [complaint for tab in tabs for complaint in tab.complaints] == []


@pytest.fixture
def tab(new_tab: NewTab) -> Tab:
    return new_tab()


@pytest.fixture
def three_files(tmp_path: Path) -> list[Path]:
    """The first is the largest, so that it arrives last."""
    sizes = {"front.png": (1400, 1000), "side.jpg": (300, 400), "back.webp": (40, 40)}
    makers = {"png": pictures.png, "jpg": pictures.jpeg, "webp": pictures.webp}
    paths = []
    for name, size in sizes.items():
        path = tmp_path / name
        path.write_bytes(makers[name.rpartition(".")[2]](*size))
        paths.append(path)
    return paths
