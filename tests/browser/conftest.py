"""A real Chromium, and the product served to it by a real server on a port of its own."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from socket import socket
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.admin.conftest import MUG
from tests.browser import shops
from tests.browser.contexts import PATIENCE, Contexts
from tests.browser.shops import File, Shop, ShopWith
from tests.listening import bound, listening
from tests.needs import chromium, need
from tests.shop import Credentials
from web.cli.commands.catalogue import load_demo
from web.http.pages.session import COOKIE
from web.settings import Settings, read_settings

expect.set_options(timeout=PATIENCE)

# Chromium takes the last list of features that it is given, so Playwright's own stands here again; behind it what costs
# most of the time that a new page takes: the parts of a window that nobody sees, which are pages themselves.
WITHOUT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess",
)  # fmt: skip
FLAGS = (
    "--no-sandbox",
    "--in-process-gpu",
    "--enable-features=NetworkServiceInProcess2",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--renderer-process-limit=1",
    "--js-flags=--single-threaded",  # from here on: fewer threads, from which small pages gain nothing
    "--num-raster-threads=1",
    "--disable-threaded-animation",
    "--disable-threaded-scrolling",
    "--disable-checker-imaging",
    f"--disable-features={','.join(WITHOUT)}",
)


@pytest.fixture(scope="package")
def browser(filled_shop: tuple[Path, Credentials]) -> Iterator[Browser]:
    """One for all these tests. After the shop is filled, in a loop of its own; Playwright's occupies this thread."""
    path = need(chromium(), "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def contexts(browser: Browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture(scope="package")
def port() -> Iterator[socket]:
    """Where the servers of all these tests listen, one after the other, so that browsers keep what they got."""
    with bound() as port:
        yield port


@pytest.fixture(scope="package")
def shop_with(filled_shop: tuple[Path, Credentials], tmp_path_factory: pytest.TempPathFactory) -> ShopWith:
    """The small shop with these pictures of the mug."""

    @cache
    def make(*files: File) -> Shop:
        folder = tmp_path_factory.mktemp("shop")
        shutil.copy(filled_shop[0] / "packshot.sqlite", folder)
        return shops.prepare(folder, files)

    return make


@pytest.fixture
def shop(shop_with: ShopWith) -> Shop:
    """What each test gets a copy of: the mug has three images, unless a module has a fixture of its own for it."""
    return shop_with(*shops.three_files())


@pytest.fixture
def settings(shop: Shop, tmp_path: Path) -> Settings:
    """The shop in a database and a storage of this test's own."""
    return shops.copy(shop, tmp_path)


@pytest.fixture
def demo(tmp_path: Path) -> Shop:
    """The demo, for tests whose `shop` it is. Loaded in a thread: Playwright's event loop occupies this one."""
    settings = read_settings({"PACKSHOT_VAR": str(tmp_path)})
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, load_demo(settings)).result()
    return Shop(tmp_path, "", ())


@pytest.fixture
def address(settings: Settings, port: socket) -> Iterator[str]:
    """Where the product answers."""
    with listening(settings, port) as address:
        yield address


class Tab:
    """A page of somebody who is signed in; what goes wrong in it is collected."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.complaints = page, address, list[str]()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._heard(message.type, message.text))

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:  # refusals are answers, not faults
            self.complaints.append(text)

    def sign_in(self, name: str, password: str) -> None:
        self.page.goto("/admin/login")
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page).to_have_url("/admin/")

    def open(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def labels(self) -> list[str]:
        return [field.input_value() for field in self.page.locator(".card textarea").all()]

    def files(self) -> list[str]:
        """The file names of the images, in their order."""
        return [mat.get_attribute("title") or "" for mat in self.page.locator(".card .mat").all()]

    def shows(self, files: list[str]) -> None:
        """Wait until the images are these, in this order."""
        mats = self.page.locator(".card .mat")
        expect(mats).to_have_count(len(files))
        for place, file in enumerate(files):
            expect(mats.nth(place)).to_have_attribute("title", file)
        assert self.files() == files

    def says(self, labels: list[str]) -> None:
        """Wait until the labels are these."""
        fields = self.page.locator(".card textarea")
        expect(fields).to_have_count(len(labels))
        for place, label in enumerate(labels):
            expect(fields.nth(place)).to_have_value(label)
        assert self.labels() == labels


NewTab = Callable[..., Tab]


@contextmanager
def tabs(contexts: Contexts, address: str, shop: Shop) -> Iterator[NewTab]:
    """Yields what opens a tab in a browser of its own, in which ann is signed in unless the test wants to do that."""
    opened: list[Tab] = []

    with contexts.lent(address) as lend:

        def new(signed_in: bool = True, **options: Any) -> Tab:
            context = lend(**options)
            if signed_in:
                context.add_cookies([{"name": COOKIE, "value": shop.session, "url": address, "httpOnly": True}])
            opened.append(Tab(context.new_page(), address))
            return opened[-1]

        yield new
    assert [complaint for tab in opened for complaint in tab.complaints] == []


@pytest.fixture
def new_tab(contexts: Contexts, address: str, shop: Shop) -> Iterator[NewTab]:
    with tabs(contexts, address, shop) as new:
        yield new


@pytest.fixture
def tab(new_tab: NewTab) -> Tab:
    return new_tab()


@pytest.fixture
def mug(tab: Tab) -> Tab:
    """The page of the mug."""
    tab.open(MUG)
    return tab


@pytest.fixture
def images(shop: Shop) -> list[int]:
    """The ids of the mug's."""
    return [*shop.images]


@pytest.fixture
def three_files(tmp_path: Path) -> list[Path]:
    """The first is the largest, so that it arrives last."""
    paths = []
    for name, data in shops.three_files():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    return paths
