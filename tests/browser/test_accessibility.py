"""Nothing keeps anybody out of a page: axe-core finds nothing, in light and dark, wide and narrow."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NewTab, Tab

PAGES = (
    "/admin/",
    "/admin/?q=nothing+of+that+name",
    "/admin/products/28",
    "/admin/products/8",
    "/admin/products/28/labels",
    "/admin/products/28?store=2",
    "/admin/products/28/preview",
    "/admin/products/28/preview?aloud=yes",
    "/admin/products/28/images/1/panel",
    "/admin/products/28/images/999/panel",
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
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def furnish(tab: Tab, files: list[Path]) -> None:
    """A gallery with three images, one labelled and removed, another hidden."""
    page = tab.open("/admin/products/28")
    page.locator("#files").set_input_files(files)
    page.locator(".card").nth(2).wait_for()
    token = page.locator('[name="_csrf_token"]').first.input_value()
    numbers = [card.get_attribute("id") or "" for card in page.locator(".card").all()]
    for number, fields in zip(
        numbers, ({"do": "label", "label": "Blue mug"}, {"do": "hide"}, {"do": "remove"}), strict=True
    ):
        image = number.removeprefix("image-")
        form: dict[str, str | float | bool] = {"_csrf_token": token, **fields}
        assert page.request.post(f"{tab.address}/admin/products/28/images/{image}", form=form).ok


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(
    new_tab: NewTab, three_files: list[Path], scheme: Literal["light", "dark"], width: int
) -> None:
    tab = new_tab(color_scheme=scheme, viewport={"width": width, "height": 800})
    furnish(tab, three_files)
    found = []
    for path in PAGES:
        page = tab.open(path)
        result = Axe().run(page, options=RULES)
        found += [
            (path, one["id"], [node["html"][:200] for node in one["nodes"]], one["nodes"][0]["failureSummary"][:300])
            for one in result.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((path, f"wider than {width} px", [], ""))
    assert found == []
