"""The first five minutes of the README, as a newcomer walks them with the demo."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests import pictures
from tests.browser.conftest import NewTab
from tests.listening import listening
from web.operating.catalogue import load_demo
from web.settings import Settings, read_settings


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Loaded before Playwright takes this thread's event loop."""
    settings = read_settings({"PACKSHOT_VAR": str(tmp_path_factory.mktemp("demo"))})
    asyncio.run(load_demo(settings))
    return settings


@pytest.fixture
def address(demo: Settings) -> Iterator[str]:
    with listening(demo) as address:
        yield address


def secret(page: Page, dialect: str) -> str:
    """A new credential that may write, made in the browser."""
    page.get_by_label("API").select_option(label=dialect)
    page.get_by_label("May", exact=True).select_option(label="read and write")
    page.get_by_role("button", name="Make it").click()
    return page.locator(".told dd").nth(1).inner_text()


@pytest.mark.browser
def test_the_first_five_minutes(demo: Settings, new_tab: NewTab, address: str, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(pictures.jpeg(800, 600))
    tab = new_tab(name="ada", password="demo-admin-ada")
    page = tab.page

    page.get_by_role("link", name="Cute dog").click()
    cards = page.locator(".card")
    expect(page.get_by_role("heading", name="Cute dog")).to_be_visible()
    before = cards.count()
    page.locator("#files").set_input_files(tmp_path / "photo.jpg")
    expect(cards).to_have_count(before + 1, timeout=20_000)
    field = cards.last.locator("textarea")
    field.fill("Our own photograph")
    field.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Saved the label.")

    page.get_by_role("link", name=re.compile("French store")).first.click()
    field = cards.last.locator("textarea")
    expect(field).to_have_value("Our own photograph")
    expect(cards.last).to_contain_text("inherited")
    field.fill("Notre photographie")
    field.press("Enter")
    cards.last.get_by_role("button", name=re.compile("Use default")).click()
    expect(cards.last.locator("textarea")).to_have_value("Our own photograph")

    other = tab.page.context.new_page()
    other.goto(f"{address}/admin/connections")
    token = secret(other, "Spree v1")
    with (tmp_path / "photo.jpg").open("rb") as photo:
        answer = httpx.post(
            f"{address}/api/v1/products/cute-dog/images",
            headers={"X-Spree-Token": token},
            files={"image[attachment]": ("photo.jpg", photo)},
        )
    assert answer.status_code == 201
    page.bring_to_front()
    expect(cards).to_have_count(before + 2, timeout=4000)
    field = cards.last.locator("textarea")
    field.fill("Photographie de plus")
    field.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Saved the label.")
    page.get_by_role("link", name=re.compile("All stores")).first.click()
    field = cards.last.locator("textarea")
    field.fill("One photograph more")
    field.press("Enter")
    field.blur()
    expect(page.locator("#toasts")).to_contain_text("Saved the label.")

    other.bring_to_front()
    key = secret(other, "Token API")
    images = httpx.get(f"{address}/api/products/8/images", headers={"Authorization": f"Token {key}"}).json()
    assert images["results"][-1]["description"] == "One photograph more"

    other.goto(f"{address}/admin/products/8/preview")
    expect(other.locator(".side").nth(1)).to_contain_text("French store")
    other.get_by_role("link", name="Coverage").click()
    expect(other.get_by_role("heading", name="Coverage")).to_be_visible()
    other.get_by_role("link", name="History").click()
    first = other.locator(".entry").first
    expect(first).to_contain_text("One photograph more")
    first.get_by_role("button", name=re.compile("Take back")).click()
    expect(other.locator("#toasts")).to_contain_text("Undone.")
    page.bring_to_front()
    expect(cards.last.locator("textarea")).to_have_value("", timeout=4000)


PAGES = (
    "/admin/",
    "/admin/?q=mug",
    "/admin/?lacks=images",
    "/admin/?sort=changed",
    "/admin/products/1",
    "/admin/products/1?store=2",
    "/admin/products/1/labels",
    "/admin/products/1/preview",
    "/admin/products/1/images/1/panel",
    "/admin/coverage",
    "/admin/coverage/images?store=1&about=missing",
    "/admin/history",
    "/admin/trash",
    "/admin/connections",
    "/admin/webhooks",
    "/admin/people",
    "/admin/stores",
    "/admin/health",
)


def test_no_page_of_the_demo_takes_a_tenth_of_a_second(address: str) -> None:
    """Of several tries the fastest, since other tests run beside this one."""
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get("/admin/login").text)
        assert token
        client.post("/admin/login", data={"_csrf_token": token[1], "name": "ada", "password": "demo-admin-ada"})
        taken = {path: min(_seconds(client, path) for _ in range(5)) for path in PAGES}
    assert {path: seconds for path, seconds in taken.items() if seconds >= 0.1} == {}


def _seconds(client: httpx.Client, path: str) -> float:
    answer = client.get(path)
    assert (answer.status_code, answer.history) == (200, [])
    return answer.elapsed.total_seconds()
