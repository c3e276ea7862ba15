"""Labels that two write at once, or that come from elsewhere while one is being written: nothing typed is lost."""

from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from tests import pictures
from tests.admin.conftest import MUG
from tests.browser.conftest import NewTab, Tab
from tests.browser.test_gallery import expect_message
from tests.shop import Credentials

pytestmark = pytest.mark.browser


def label(page: Page, number: int = 1) -> str:
    return f".card:nth-child({number}) .label"


def change(tab: Tab, text: str, number: int = 1) -> None:
    """Change a label as somebody else, by a form that the open page knows nothing of."""
    card = tab.page.locator(".card").nth(number - 1)
    action = card.locator("form").first.get_attribute("action")
    token = tab.page.locator('[name="_csrf_token"]').first.input_value()
    fields: dict[str, str | float | bool] = {"_csrf_token": token, "do": "label", "label": text}
    assert tab.page.request.post(f"{tab.address}{action}", form=fields).ok


def test_a_change_elsewhere_shows_while_somebody_types(mug: Tab) -> None:
    page = mug.page
    field = page.locator(label(page))
    field.click()
    page.keyboard.type("A mug fr")
    change(mug, "Side", number=2)
    expect(page.locator(label(page, 2))).to_have_value("Side")
    change(mug, "Theirs", number=1)
    expect(page.locator(label(page))).to_have_js_property("defaultValue", "Theirs")
    expect(field).to_be_focused()
    page.keyboard.type("om the front")
    expect(field).to_have_value("A mug from the front")


def test_an_image_from_an_api_client_shows_while_somebody_types(
    mug: Tab, filled_shop: tuple[Path, Credentials]
) -> None:
    page, key = mug.page, filled_shop[1]["ann"]["token"]["key"]
    field = page.locator(f"#{page.locator(label(page)).get_attribute('id')}")
    field.click()
    page.keyboard.type("A mug fr")
    address = f"{mug.address}/api/products/28/images"
    files = {"image": ("new.png", pictures.png(50, 60))}
    assert requests.post(address, files=files, headers={"Authorization": f"Token {key}"}, timeout=10).status_code == 201
    expect(page.locator(".card")).to_have_count(4)  # the new one is before them, and is passed over
    expect(field).to_be_focused()
    page.keyboard.type("om the front")
    expect(field).to_have_value("A mug from the front")


def test_a_field_that_is_only_looked_at_takes_what_others_write(mug: Tab) -> None:
    page = mug.page
    page.locator(label(page)).click()
    change(mug, "Front")
    expect(page.locator(label(page))).to_have_value("Front")
    page.keyboard.press("Tab")
    page.reload()
    mug.says(["Front", "", ""])


def conflict(mug: Tab) -> Page:
    page = mug.page
    page.locator(label(page)).click()
    page.keyboard.type("Mine")
    change(mug, "Theirs")
    expect(page.locator(label(page))).to_have_js_property("defaultValue", "Theirs")
    page.keyboard.press("Tab")
    expect_message(page, "Not saved: somebody changed this label while you wrote.")
    box = page.locator(".conflict")
    expect(box).to_contain_text("Theirs")
    expect(box.locator("textarea")).to_have_value("Mine")
    expect(page.locator(label(page))).to_have_value("Theirs")
    expect(page.locator(label(page, 2))).to_be_focused()
    return page


def test_of_two_labels_mine_is_saved_when_i_say_so(mug: Tab) -> None:
    page = conflict(mug)
    change(mug, "Back", number=3)
    expect(page.locator(label(page, 3))).to_have_value("Back")
    expect(page.locator(".conflict textarea")).to_have_value("Mine")
    page.get_by_role("button", name="Save mine").click()
    expect_message(page, "Saved the label.")
    expect(page.locator(".conflict")).to_have_count(0)
    page.reload()
    mug.says(["Mine", "", "Back"])


def test_of_two_labels_theirs_stays_when_i_say_so(mug: Tab) -> None:
    page = conflict(mug)
    page.get_by_role("button", name="Keep theirs").focus()
    page.keyboard.press("Enter")
    expect_message(page, "Kept their label.")
    expect(page.locator(".conflict")).to_have_count(0)
    mug.says(["Theirs", "", ""])


def test_mine_meets_a_third_label_too(mug: Tab) -> None:
    page = conflict(mug)
    change(mug, "Theirs again")
    page.get_by_role("button", name="Save mine").click()
    expect(page.locator(".conflict")).to_contain_text("Theirs again")
    expect(page.locator(".conflict textarea")).to_have_value("Mine")


def test_what_an_api_client_wrote_is_not_written_over(mug: Tab, filled_shop: tuple[Path, Credentials]) -> None:
    page, shop = mug.page, filled_shop[1]["ann"]["bigcommerce"]
    image = (page.locator(".card").first.get_attribute("id") or "").removeprefix("image-")
    page.locator(label(page)).click()
    page.keyboard.type("Mine")
    address = f"{mug.address}/api/v2/products/28/images/{image}"
    auth = (shop["username"], shop["token"])
    assert requests.put(address, json={"description": "From the shop"}, auth=auth, timeout=10).ok
    page.keyboard.press("Enter")
    expect(page.locator(".conflict")).to_contain_text("From the shop")
    expect(page.locator(".conflict textarea")).to_have_value("Mine")


def test_without_javascript_both_labels_are_shown_as_a_page(new_tab: NewTab, mug: Tab) -> None:
    tab = new_tab(java_script_enabled=False)
    page = tab.open(MUG)
    change(mug, "Theirs")
    page.locator(".card textarea").first.fill("Mine")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect_message(page, "Not saved: somebody changed this label while you wrote.")
    expect(page.locator(".conflict")).to_contain_text("Theirs")
    page.get_by_role("button", name="Save mine").click()
    expect_message(page, "Saved the label.")
    tab.says(["Mine", "", ""])


def test_typing_on_after_enter_is_no_conflict_with_oneself(mug: Tab) -> None:
    page = mug.page
    page.locator(label(page)).click()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type(" two")
    page.keyboard.press("Tab")
    expect(page.locator(label(page))).to_have_js_property("defaultValue", "One two")
    expect(page.locator(".conflict")).to_have_count(0)
