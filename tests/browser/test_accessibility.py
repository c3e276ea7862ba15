"""Accessibility: axe-core finds no violation on any page, in light and dark, wide and narrow."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.admin.conftest import MUG, Visitor
from tests.application import client_for
from tests.browser.conftest import tabs
from tests.browser.contexts import Contexts
from tests.browser.shops import Shop, ShopWith, copy, three_files
from tests.listening import listening
from tests.shop import settings_in
from web.http.pages.session import COOKIE

pytestmark = pytest.mark.browser

PAGES = (
    "/admin/",
    "/admin/?q=nothing+of+that+name",
    "/admin/products/28",
    "/admin/products/8",
    "/admin/products/28/labels",
    "/admin/products/28?store=2",
    "/admin/products/28/preview",
    "/admin/products/28/preview?aloud=yes",
    "/admin/products/28/images/1/details",
    "/admin/products/28/images/999/details",
    "/admin/coverage",
    "/admin/coverage/images?store=2&about=missing",
    "/admin/history",
    "/admin/trash",
    "/admin/connections",
    "/admin/webhooks",
    "/admin/people",
    "/admin/stores",
    "/admin/health",
    "/admin/shortcuts",
    "/admin/styleguide",
    "/admin/products/999",
)
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
# Colours fade from one scheme to the other; what is looked at is where they arrive.
FADED = """async () => {
    const fading = () => document.getAnimations().filter(one => one instanceof CSSTransition);
    do {
        await new Promise(requestAnimationFrame);
        fading().forEach(one => one.finish());
    } while (fading().length);
}"""
COLOURS = RULES | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
}  # all that the other scheme changes
DONE = ({"do": "label", "label": "Blue mug"}, {"do": "hide"}, {"do": "remove"})  # to the images in turn


@pytest.fixture(scope="module")
def shop(shop_with: ShopWith, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The mug has an image with a label and a hidden one; a third was removed."""
    shop = shop_with(*three_files())
    settings = copy(shop, tmp_path_factory.mktemp("accessibility"))
    with client_for(settings) as client:
        client.cookies.set(COOKIE, shop.session)
        for image, fields in zip(shop.images, DONE, strict=True):
            assert Visitor(client).post(f"{MUG}/images/{image}", fields).status_code == 303
    return shop._replace(folder=settings.sqlite_path.parent)


@pytest.fixture(scope="module")
def page(contexts: Contexts, shop: Shop) -> Iterator[Page]:
    with listening(settings_in(shop.folder)) as address, tabs(contexts, address, shop) as new_tab:
        page = new_tab().page
        page.add_init_script(AXE_SCRIPT)
        yield page


@pytest.fixture(scope="module", params=[(path, width) for path in PAGES for width in (1280, 320)], ids=str)
def shown(page: Page, request: pytest.FixtureRequest) -> Page:
    """A page at one of the widths, loaded once for both schemes."""
    path, width = request.param
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(shown: Page, scheme: Literal["light", "dark"]) -> None:
    page = shown
    page.emulate_media(color_scheme=scheme)
    page.evaluate(FADED)
    found = page.evaluate("rules => axe.run(rules)", RULES if scheme == "light" else COLOURS)["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
