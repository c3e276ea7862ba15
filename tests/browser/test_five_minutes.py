"""The first five minutes of the README, as a newcomer walks them with the demo."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests import pictures
from tests.browser.conftest import NewTab
from tests.browser.shops import Shop
from web.settings import Settings, read_settings


@pytest.fixture
def shop(demo: Shop) -> Shop:
    return demo


@pytest.fixture
def settings(shop: Shop) -> Settings:
    return read_settings({"PACKSHOT_VAR": str(shop.folder)})


def secret(page: Page, dialect: str) -> str:
    """A new credential that may write, made in the browser."""
    page.get_by_label("API").select_option(label=dialect)
    page.get_by_label("May", exact=True).select_option(label="read and write")
    page.get_by_role("button", name="Make it").click()
    return page.locator(".shown-once dd").nth(1).inner_text()


@pytest.mark.browser
def test_the_first_five_minutes(new_tab: NewTab, address: str, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(pictures.jpeg(800, 600))
    tab = new_tab(signed_in=False)
    tab.sign_in("ada", "demo-admin-ada")
    page = tab.page

    page.get_by_role("link", name="Cute dog").click()
    cards = page.locator(".card")
    expect(page.get_by_role("heading", name="Cute dog")).to_be_visible()
    before = cards.count()
    page.locator("#files").set_input_files(tmp_path / "photo.jpg")
    expect(cards).to_have_count(before + 1)
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
        response = httpx.post(
            f"{address}/api/v1/products/cute-dog/images",
            headers={"X-Spree-Token": token},
            files={"image[attachment]": ("photo.jpg", photo)},
        )
    assert response.status_code == 201
    page.bring_to_front()
    expect(cards).to_have_count(before + 2)
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
    expect(cards.last.locator("textarea")).to_have_value("")
