"""Selecting several images, and moving between images: by mouse, by keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.admin.conftest import MUG
from tests.browser.conftest import NewTab, Tab
from tests.browser.test_gallery import FILES, expect_message

pytestmark = pytest.mark.browser


def selected(page: Page) -> list[bool]:
    return [box.is_checked() for box in page.locator(".pick").all()]


def test_a_range_is_selected_with_shift_and_moved_together(mug: Tab) -> None:
    page = mug.page
    bar = page.locator("#several")
    expect(bar).to_be_hidden()
    page.locator(".pick").nth(0).click()
    expect(bar).to_be_visible()
    page.locator(".pick").nth(1).click(modifiers=["Shift"])
    expect(page.locator("#several-count")).to_have_text("2 selected")
    bar.locator("summary", has_text="Move").click()
    page.get_by_role("button", name="To the end").click()
    expect_message(page, "Moved to places 2 to 3 of 3.")
    mug.shows(["back.webp", "front.png", "side.jpg"])
    expect(bar).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect_message(page, "Undone.")
    mug.shows(FILES)


def test_all_and_none_are_one_click(mug: Tab) -> None:
    page = mug.page
    page.locator(".pick").nth(2).click()
    page.get_by_role("button", name="All", exact=True).click()
    assert selected(page) == [True, True, True]
    page.locator("#several").get_by_role("button", name="Hide").click()
    expect_message(page, "Hid 3 images.")
    expect(page.locator(".card.is-hidden")).to_have_count(3)
    page.locator(".pick").nth(2).click()
    page.get_by_role("button", name="None", exact=True).click()
    expect(page.locator("#several")).to_be_hidden()


def test_a_selection_outlives_what_others_do(mug: Tab, new_tab: NewTab) -> None:
    page, other = mug.page, new_tab()
    page.locator(".pick").nth(1).click()
    other.open(MUG).get_by_role("button", name="Move image 3 earlier").click()
    expect(page.locator(".card .mat").nth(1)).to_have_attribute("title", "back.webp")
    assert selected(page) == [False, False, True]
    expect(page.locator("#several-count")).to_have_text("1 selected")


def test_by_keyboard_alone_images_are_walked_selected_labelled_and_removed(mug: Tab) -> None:
    page, keys = mug.page, mug.page.keyboard
    cards = page.locator("#cards > .card")
    page.get_by_role("button", name="From addresses").or_(page.locator(".from > summary")).first.focus()
    keys.press("Tab")
    expect(cards.nth(0)).to_be_focused()
    keys.press("ArrowRight")
    keys.press("x")
    keys.press("End")
    expect(cards.nth(2)).to_be_focused()
    keys.press("x")
    assert selected(page) == [False, True, True]
    keys.press("Escape")
    assert selected(page) == [False, False, False]
    keys.press("Control+a")
    assert selected(page) == [True, True, True]
    page.locator("#several summary", has_text="Label").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.type("Mug")
    keys.press("Enter")
    expect_message(page, "Saved the label of 3 images.")
    mug.says(["Mug", "Mug", "Mug"])
    cards.nth(1).focus()
    keys.press("Delete")
    expect_message(page, "Removed 1 image.")
    mug.shows(["front.png", "back.webp"])
    expect(cards.nth(1)).to_be_focused()
    keys.press("ArrowLeft")
    with page.expect_navigation(url=re.compile(r"/images/\d+/details")):
        keys.press("Enter")


def test_what_is_selected_is_copied_to_a_product_that_is_searched_for(mug: Tab) -> None:
    page = mug.page
    page.locator(".pick").nth(0).click()
    page.locator("#several summary", has_text="Copy").click()
    page.get_by_role("searchbox", name="To the product with this name or SKU").type("lam")
    page.get_by_role("button", name="Copy to Lamp").click()
    expect_message(page, "Copied 1 image to Lamp.")
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_role("heading", name="Lamp")).to_be_visible()
    mug.shows(["front.png"])


def test_a_click_on_a_picture_opens_it_and_a_drag_does_not(mug: Tab) -> None:
    page = mug.page
    start, end = (page.locator(".card .mat").nth(number).bounding_box() for number in (0, 1))
    assert start
    assert end
    page.mouse.move(start["x"] + 90, start["y"] + 90)
    page.mouse.down()
    page.mouse.move(end["x"] + 90, end["y"] + 90, steps=6)
    page.mouse.up()
    expect_message(page, "Moved to place 2 of 3.")
    expect(page).to_have_url(re.compile(r"/products/28$"))
    with page.expect_navigation(url=re.compile(r"/images/\d+/details")):
        page.locator(".card .open").first.click()


def test_without_javascript_the_bar_is_there_and_works(new_tab: NewTab, mug: Tab) -> None:
    tab = new_tab(java_script_enabled=False)
    page = tab.open(MUG)
    page.locator(".pick").nth(0).check()
    page.locator(".pick").nth(2).check()
    page.locator("#several").get_by_role("button", name="Remove").click()
    expect_message(page, "Removed 2 images.")
    tab.shows(["side.jpg"])
    page.get_by_role("button", name="Undo").click()
    tab.shows(FILES)
    page.locator(".pick").nth(0).check()
    page.locator("#several summary", has_text="Role").click()
    page.get_by_label("For the first of them").select_option("Thumbnail")
    page.get_by_role("button", name="Assign the role").click()
    expect_message(page, "Changed roles.")
    expect(page.locator(".chip.role")).to_have_count(1)
