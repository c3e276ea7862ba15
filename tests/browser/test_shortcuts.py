"""Keys that work everywhere, their list, and switching them off."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewTab, Tab

pytestmark = pytest.mark.browser


def test_the_question_mark_lists_the_keys_and_escape_closes_the_list(tab: Tab) -> None:
    page = tab.open("/admin/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("Everywhere")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_slash_searches_but_not_while_somebody_types(tab: Tab) -> None:
    page = tab.open("/admin/")
    page.keyboard.press("/")
    field = page.locator("#find")
    expect(field).to_be_focused()
    page.keyboard.type("a/b?")
    expect(field).to_have_value("a/b?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_single_keys_can_be_switched_off_for_good(tab: Tab) -> None:
    page = tab.open("/admin/")
    page.get_by_role("link", name="Keyboard shortcuts").click()
    page.get_by_role("button", name="Switch the single-key shortcuts off").click()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("#find")).not_to_be_focused()
    page.get_by_role("link", name="Keyboard shortcuts").click()
    button = page.get_by_role("button", name="Switch the single-key shortcuts off")
    expect(button).to_have_attribute("aria-pressed", "true")


def test_without_javascript_the_keys_are_a_page(new_tab: NewTab) -> None:
    page = new_tab(java_script_enabled=False).open("/admin/")
    page.get_by_role("link", name="Keyboard shortcuts").click()
    expect(page.get_by_role("heading", name="In a label", exact=True)).to_be_visible()
