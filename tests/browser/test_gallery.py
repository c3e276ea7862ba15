"""The gallery page as people use it, with a mouse, by keyboard, and without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.admin.conftest import MUG
from tests.browser.conftest import NewTab, Tab

pytestmark = pytest.mark.browser

LAMP = "/admin/products/123"
FILES = ["front.png", "side.jpg", "back.webp"]


def expect_message(page: Page, words: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(words)


def test_a_label_is_saved_by_enter_restored_by_escape_and_tab_leads_to_the_next(mug: Tab) -> None:
    page = mug.page
    first, second = page.locator(".card textarea").nth(0), page.locator(".card textarea").nth(1)
    first.fill("A mug from the front")
    first.press("Enter")
    expect_message(page, "Saved the label.")
    expect(first).to_be_focused()
    first.fill("something else")
    first.press("Escape")
    expect(first).to_have_value("A mug from the front")
    first.press("Tab")
    expect(second).to_be_focused()
    page.keyboard.type("A mug from the side")
    with page.expect_response(re.compile("/images/")):
        page.keyboard.press("Tab")
    page.reload()
    mug.says(["A mug from the front", "A mug from the side", ""])


def test_images_are_reordered_by_buttons_numbers_and_arrow_keys(mug: Tab) -> None:
    page = mug.page
    page.get_by_role("button", name="Move image 1 later").click()
    expect_message(page, "Moved to place 2 of 3.")
    mug.shows(["side.jpg", "front.png", "back.webp"])
    expect(page.locator(".card").nth(1).locator('.actions > [value="down"]')).to_be_focused()

    page.locator(".card .menu > summary").nth(2).click()
    page.get_by_role("spinbutton", name="Place").locator("visible=true").fill("1")
    page.keyboard.press("Enter")
    expect_message(page, "Moved to place 1 of 3.")
    mug.shows(["back.webp", "side.jpg", "front.png"])

    page.keyboard.press("Escape")
    grip = page.locator(".card").nth(2).locator(".grip")
    grip.press("Home")
    expect_message(page, "Moved to place 1 of 3.")
    expect(page.locator(".card").nth(0).locator(".grip")).to_be_focused()
    page.reload()
    mug.shows(["front.png", "back.webp", "side.jpg"])


def test_images_are_reordered_by_dragging_and_escape_puts_them_back(mug: Tab) -> None:
    page = mug.page
    expect(page.locator("#uploads")).to_be_hidden()
    drag(page, 2, 0)
    page.keyboard.press("Escape")
    page.mouse.up()
    mug.shows(FILES)
    drag(page, 2, 0)
    page.mouse.up()
    expect_message(page, "Moved to place 1 of 3.")
    page.reload()
    mug.shows(["back.webp", "front.png", "side.jpg"])


def drag(page: Page, start: int, end: int) -> None:
    """Drag from one picture to another, the button still held."""
    page.locator(".card").nth(0).scroll_into_view_if_needed()
    move_to(page, start)
    page.mouse.down()
    move_to(page, end)


def move_to(page: Page, number: int) -> None:
    box = page.locator(".card .mat").nth(number).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=6)


def test_a_role_is_assigned_by_ticking_it_and_leaves_whoever_had_it(mug: Tab) -> None:
    page = mug.page
    for number in (1, 2):
        page.locator(".card .menu > summary").nth(number - 1).click()
        page.locator(".card").nth(number - 1).get_by_label("Base image").check()
        expect(page.locator(".card").nth(number - 1).locator(".chips")).to_contain_text("Base image")
    expect(page.locator(".card").nth(0).locator(".chip.role")).to_have_count(0)
    page.locator(".card .menu > summary").nth(0).click()
    expect(page.locator(".card").nth(0).get_by_label("Base image")).not_to_be_checked()


def test_removing_is_undone_from_the_toast(mug: Tab) -> None:
    page = mug.page
    page.get_by_role("button", name="Remove image 2").click()
    expect_message(page, "Removed 1 image.")
    mug.shows(["front.png", "back.webp"])
    page.get_by_role("button", name="Undo").click()
    expect_message(page, "Undone.")
    mug.shows(FILES)


def test_a_stores_own_values_are_told_apart_and_given_back(mug: Tab) -> None:
    page = mug.page
    label = page.locator(".card textarea").first
    label.fill("White mug")
    label.press("Enter")
    expect_message(page, "Saved the label.")
    page.get_by_role("link", name=re.compile("French store")).click()
    expect(page).to_have_url(re.compile(r"\?store=2$"))
    source = page.locator(".card").first.locator(".source")
    expect(source).to_have_text("inherited")
    label.fill("Tasse blanche")
    label.press("Enter")
    expect(source).to_contain_text("Own")
    page.get_by_role("button", name="Use default label for image 1").click()
    expect(source).to_have_text("inherited")
    expect(label).to_have_value("White mug")


def test_the_page_of_another_store_is_gone_back_from(mug: Tab) -> None:
    page = mug.page
    page.get_by_role("link", name=re.compile("French store")).click()
    expect(page.get_by_text("What you change here counts for French store alone.")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name=re.compile("All stores"))).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("searchbox")).to_be_visible()
    mug.shows(FILES)


def test_searching_narrows_the_list_while_typing_and_keeps_the_address(tab: Tab) -> None:
    page = tab.open("/admin/")
    page.keyboard.press("/")
    page.keyboard.type("lam")
    expect(page.locator(".row")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"q=lam"))
    page.get_by_role("link", name="Lamp").click()
    expect(page.get_by_role("heading", name="Lamp")).to_be_visible()


def test_nothing_sticks_out_at_320_pixels(new_tab: NewTab) -> None:
    tab = new_tab(viewport={"width": 320, "height": 640})
    for path in (MUG, f"{MUG}?store=french", "/admin/"):
        page = tab.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_labels_order_roles_removing_undo_and_uploads_work(
    new_tab: NewTab, three_files: list[Path]
) -> None:
    tab = new_tab(java_script_enabled=False)
    page = tab.open(LAMP)
    page.locator("#files").set_input_files(three_files)
    page.get_by_role("button", name="Upload").click()
    expect_message(page, "Added 3 images.")
    tab.shows(FILES)
    page.locator(".card textarea").nth(1).fill("A mug from the side")
    page.get_by_role("button", name="Save", exact=True).nth(1).click()
    expect_message(page, "Saved the label.")
    tab.says(["", "A mug from the side", ""])
    page.get_by_role("button", name="Remove image 2").click()
    expect_message(page, "Removed 1 image.")
    tab.shows(["front.png", "back.webp"])
    page.get_by_role("button", name="Undo").click()
    expect_message(page, "Undone.")
    tab.says(["", "A mug from the side", ""])
    page.get_by_role("button", name="Move image 3 earlier").click()
    expect_message(page, "Changed the order.")
    tab.shows(["front.png", "back.webp", "side.jpg"])
    page.locator(".card .menu > summary").first.click()
    page.get_by_role("link", name="Place, roles, picture").first.click()
    page.get_by_role("checkbox", name="Small image").check()
    page.get_by_role("button", name="Save roles").click()
    expect(page.locator(".card").first.locator(".chip.role")).to_have_text("Small image")


def test_an_edit_far_down_leaves_the_page_where_it_is(new_tab: NewTab) -> None:
    page = new_tab(viewport={"width": 390, "height": 420}).open(MUG)
    field = page.locator(".card .label").last
    field.click()
    expect(field).to_be_focused()
    before = scrolled(page)
    assert before > 200
    field.fill("A mug from behind")
    field.press("Enter")
    expect_message(page, "Saved the label.")
    expect(field).to_have_js_property("defaultValue", "A mug from behind")  # the answer is in its place
    assert abs(scrolled(page) - before) < 60


def scrolled(page: Page) -> float:
    """Scroll position, once two frames were the same."""
    return float(
        page.evaluate(
            """async () => {
                const drawn = () => new Promise(requestAnimationFrame);
                for (let before = -1; before !== scrollY; await drawn()) before = scrollY;
                return scrollY;
            }"""
        )
    )
