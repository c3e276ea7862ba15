"""Switching stores on a slow line: a text is saved for the store it was written for."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.browser.conftest import Tab
from tests.browser.held_requests import hold_requests, wait_for_request
from tests.browser.test_gallery import expect_message

pytestmark = pytest.mark.browser


def test_nothing_is_written_in_cards_that_are_about_to_be_another_stores(mug: Tab) -> None:
    page = mug.page
    held = hold_requests(page, "GET", r"store=2$")
    page.get_by_role("link", name=re.compile("French store")).click()
    request = wait_for_request(page, held)
    expect(page.locator("#cards")).to_have_attribute("inert", "")
    request.continue_()
    expect(page.get_by_text("What you change here counts for French store alone.")).to_be_visible()
    expect(page.locator("#cards")).not_to_have_attribute("inert", "")


def test_an_answer_for_the_store_that_was_left_is_not_shown_but_counts(mug: Tab) -> None:
    page = mug.page
    field = page.locator(".card .label").first
    held = hold_requests(page, "POST", r"/images/\d+$")
    field.fill("Blue mug")
    field.press("Enter")
    saving = wait_for_request(page, held)
    page.get_by_role("link", name=re.compile("French store")).click()
    expect(page.get_by_text("What you change here counts for French store alone.")).to_be_visible()
    saving.continue_()
    expect(field).to_have_value("Blue mug")  # inherited, once it is saved
    action = page.locator(".card form").first.get_attribute("action") or ""
    assert action.endswith("?store=2")
    field.fill("Tasse bleue")
    field.press("Enter")
    expect_message(page, "Saved the label.")
    page.get_by_role("link", name=re.compile("All stores")).click()
    expect(field).to_have_value("Blue mug")


def test_uploads_go_on_to_the_store_they_were_begun_at(mug: Tab, tmp_path: Path) -> None:
    page = mug.page
    page.get_by_role("link", name=re.compile("French store")).click()
    expect(page.get_by_text("What you change here counts for French store alone.")).to_be_visible()
    held = hold_requests(page, "POST", r"/files")
    (tmp_path / "new.png").write_bytes(pictures.png(50, 60))
    page.locator("#files").set_input_files(tmp_path / "new.png")
    sending = wait_for_request(page, held)
    page.get_by_role("link", name=re.compile("All stores")).click()
    expect(page.get_by_role("link", name=re.compile("All stores"))).to_have_attribute("aria-current", "page")
    sending.continue_()
    expect(page.locator(".card")).to_have_count(4)
    expect(page.get_by_role("link", name=re.compile("All stores"))).to_have_attribute("aria-current", "page")
    action = page.locator(".card form").first.get_attribute("action") or ""
    assert re.search(r"/images/\d+$", action)
