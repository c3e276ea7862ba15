"""The label grid as people use it: by mouse, by keyboard alone, pasting, two at once, and without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.admin.conftest import MUG
from tests.browser.conftest import NewTab, Tab
from tests.browser.test_gallery import expect_message

pytestmark = pytest.mark.browser

GRID = f"{MUG}/labels"
PASTE = """(text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const options = {clipboardData, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""
COPY = """() => {
    const clipboardData = new DataTransfer();
    document.activeElement.dispatchEvent(new ClipboardEvent("copy", {clipboardData, bubbles: true, cancelable: true}));
    return clipboardData.getData("text/plain");
}"""


@pytest.fixture
def grid(tab: Tab) -> Page:
    return ready(tab.open(GRID))


def ready(page: Page) -> Page:
    """Wait until its scripts listen."""
    expect(page.locator('#grid textarea[tabindex="0"]')).to_have_count(1)
    return page


def cell(page: Page, row: int, column: int) -> Locator:
    return page.locator("#grid tbody tr").nth(row).locator("td").nth(column).locator("textarea")


def texts(page: Page) -> list[list[str]]:
    """Stored texts, from a fresh load of the page."""
    page.reload()
    rows = page.locator("#grid tbody tr").all()
    return [[field.input_value() for field in row.locator("textarea").all()] for row in rows]


def save(page: Page, *cells: str) -> None:
    """Save as somebody else's browser would."""
    token = page.locator('#grid [name="_csrf_token"]').input_value()
    response = page.request.post(GRID, form={"_csrf_token": token, "cells": f"[{','.join(cells)}]"})
    assert response.ok, response.text()


def image(page: Page, row: int) -> str:
    return (page.locator("#grid tbody tr").nth(row).get_attribute("id") or "").removeprefix("row-")


def test_the_gallery_leads_to_its_grid(mug: Tab) -> None:
    mug.page.get_by_role("link", name="Label grid").click()
    expect(mug.page).to_have_url(re.compile("/labels$"))
    ready(mug.page)


def test_by_keyboard_alone_cells_are_moved_through_typed_in_and_saved(grid: Page) -> None:
    cell(grid, 0, 0).focus()
    grid.keyboard.type("Front")
    grid.keyboard.press("Enter")
    expect(cell(grid, 1, 0)).to_be_focused()
    expect_message(grid, "Saved 1 text.")
    grid.keyboard.type("Side")
    grid.keyboard.press("Tab")
    expect(cell(grid, 1, 1)).to_be_focused()
    expect(cell(grid, 1, 1)).to_have_attribute("placeholder", "Side")
    grid.keyboard.press("ArrowRight")
    grid.keyboard.press("ArrowUp")
    expect(cell(grid, 0, 2)).to_be_focused()
    grid.keyboard.press("F2")
    grid.keyboard.type("Devant")
    grid.keyboard.press("Alt+Enter")
    grid.keyboard.type("le mur")
    grid.keyboard.press("Enter")
    grid.keyboard.type("never mind")
    grid.keyboard.press("Escape")
    expect(cell(grid, 1, 2)).to_have_value("")
    grid.keyboard.press("Home")
    expect(cell(grid, 1, 0)).to_be_focused()
    grid.keyboard.press("Enter")
    grid.keyboard.type(" view")
    grid.keyboard.press("Shift+Enter")
    expect(cell(grid, 0, 0)).to_be_focused()
    expect(grid.locator("td.waiting")).to_have_count(0)
    assert texts(grid) == [["Front", "", "Devant\nle mur", "", ""], ["Side view", "", "", "", ""], [""] * 5]


def test_one_tab_stop_leads_in_and_escape_then_tab_leads_out(grid: Page) -> None:
    expect(grid.locator('#grid textarea[tabindex="0"]')).to_have_count(1)
    grid.locator('[data-write="empty"]').focus()
    for _ in range(3):  # the hidden button is none, the box that scrolls may be one
        grid.keyboard.press("Tab")
        if grid.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    expect(cell(grid, 0, 0)).to_be_focused()
    for _ in range(6):
        grid.keyboard.press("Tab")
    expect(cell(grid, 1, 1)).to_be_focused()
    grid.keyboard.press("Shift+Tab")
    expect(cell(grid, 1, 0)).to_be_focused()
    grid.keyboard.press("Escape")
    grid.keyboard.press("Tab")
    assert not grid.evaluate("document.activeElement.matches('#grid textarea')")


def test_delete_inherits_again_and_decorative_is_said_on_purpose(grid: Page) -> None:
    cell(grid, 0, 0).focus()
    grid.keyboard.type("Front")
    grid.keyboard.press("Tab")
    grid.keyboard.type("Own")
    grid.keyboard.press("Enter")
    expect(grid.locator("td.waiting")).to_have_count(0)
    cell(grid, 0, 1).focus()
    grid.keyboard.press("Delete")
    expect(cell(grid, 0, 1)).to_have_attribute("aria-describedby", "hint-inherited")
    expect(cell(grid, 0, 1)).to_have_attribute("placeholder", "Front")
    grid.get_by_role("button", name="Decorative").click()
    expect(cell(grid, 0, 1)).to_be_focused()
    expect(cell(grid, 0, 1)).to_have_attribute("aria-describedby", "hint-empty")
    grid.keyboard.press("Control+z")
    expect_message(grid, "Undone.")
    expect(cell(grid, 0, 1)).to_have_attribute("aria-describedby", "hint-inherited")


def test_cells_of_a_spreadsheet_are_pasted_in_one_edit_and_copied_again(grid: Page) -> None:
    cell(grid, 0, 1).focus()
    sheet = 'Front\t"Le ""devant""\nen deux lignes"\r\nSide\tCôté\r\n'
    with grid.expect_response(re.compile("/labels$")) as response:
        grid.evaluate(PASTE, sheet)
    expect_message(grid, "Saved 4 texts.")
    assert len(re.findall(r'name="entry"', response.value.text())) == 1
    expect(grid.locator("td.chosen")).to_have_count(4)
    assert grid.evaluate(COPY) == sheet.replace("\r\n", "\n").strip()
    expected_texts = [["", "Front", 'Le "devant"\nen deux lignes', "", ""], ["", "Side", "Côté", "", ""], [""] * 5]
    assert texts(grid) == expected_texts


def test_what_does_not_fit_into_the_table_is_told(grid: Page) -> None:
    cell(grid, 2, 4).focus()
    grid.evaluate(PASTE, "in\tout\nout\tout\n")
    expect(grid.locator("#grid-status")).to_have_text("3 cells had no place in the table.")
    expect(grid.locator("td.waiting")).to_have_count(0)
    assert texts(grid)[2] == ["", "", "", "", "in"]


def test_texts_are_filled_down_and_across(grid: Page) -> None:
    cell(grid, 0, 0).focus()
    grid.keyboard.type("Mug")
    grid.keyboard.press("Enter")
    grid.keyboard.press("Control+d")
    expect_message(grid, "Saved 1 text.")
    cell(grid, 0, 2).click()
    grid.keyboard.type("Tasse")
    grid.keyboard.press("Escape")
    grid.keyboard.type("Tasse")
    cell(grid, 0, 2).press("Tab")
    cell(grid, 0, 2).focus()
    grid.keyboard.press("Shift+ArrowDown")
    grid.keyboard.press("Shift+ArrowDown")
    expect(grid.locator("td.chosen")).to_have_count(3)
    grid.get_by_role("button", name="Fill down").click()
    expect_message(grid, "Saved 2 texts.")
    expect(cell(grid, 0, 2)).to_be_focused()
    cell(grid, 0, 3).focus()
    grid.get_by_role("button", name="Fill across").click()
    expect(cell(grid, 0, 3)).to_have_value("Tasse")
    expect(grid.locator("td.waiting")).to_have_count(0)
    expected_texts = [["Mug", "", "Tasse", "Tasse", ""], ["Mug", "", "Tasse", "", ""], ["", "", "Tasse", "", ""]]
    assert texts(grid) == expected_texts


def test_by_mouse_a_click_chooses_a_second_one_types_and_dragging_chooses_several(grid: Page) -> None:
    cell(grid, 1, 1).click()
    expect(cell(grid, 1, 1)).to_be_focused()
    expect(grid.locator("td.editing")).to_have_count(0)
    cell(grid, 1, 1).click()
    expect(grid.locator("td.editing")).to_have_count(1)
    grid.keyboard.type("Side")
    cell(grid, 0, 0).click()
    expect_message(grid, "Saved 1 text.")
    start, end = cell(grid, 0, 1).bounding_box(), cell(grid, 2, 2).bounding_box()
    assert start
    assert end
    grid.mouse.move(start["x"] + 20, start["y"] + 20)
    grid.mouse.down()
    grid.mouse.move(end["x"] + 20, end["y"] + 20, steps=8)
    grid.mouse.up()
    expect(grid.locator("td.chosen")).to_have_count(6)
    grid.get_by_role("button", name="No own text").click()
    expect(cell(grid, 1, 1)).to_have_value("")
    expect(grid.locator("td.waiting")).to_have_count(0)
    assert texts(grid) == [[""] * 5] * 3


def test_what_another_writes_shows_while_the_cell_being_typed_in_is_left_alone(grid: Page, new_tab: NewTab) -> None:
    other = new_tab().open(GRID)
    cell(grid, 0, 0).focus()
    grid.keyboard.type("Half a sen")
    first, second = image(other, 0), image(other, 1)
    save(other, f'[{first},0,null,"Theirs"]', f'[{second},0,null,"Beside"]')
    expect(cell(grid, 1, 0)).to_have_value("Beside")
    expect(cell(grid, 0, 0)).to_have_value("Half a sen")
    expect(cell(grid, 0, 0)).to_be_focused()
    grid.keyboard.type("tence")
    grid.keyboard.press("Escape")
    expect(cell(grid, 0, 0)).to_have_value("Theirs")
    grid.keyboard.type("Mine")
    grid.keyboard.press("Enter")
    expect_message(grid, "Saved 1 text.")
    expect(cell(other, 0, 0)).to_have_value("Mine")


@pytest.mark.parametrize(("button", "expected"), [("Keep theirs", "Theirs"), ("Use mine", "Mine")])
def test_two_texts_of_one_cell_are_both_shown_until_one_is_chosen(grid: Page, button: str, expected: str) -> None:
    cell(grid, 0, 2).focus()
    grid.keyboard.type("Mine")
    save(grid, f'[{image(grid, 0)},2,null,"Theirs"]')
    grid.keyboard.press("Enter")
    expect_message(grid, "1 text was changed by somebody else meanwhile.")
    expect(grid.locator("td[data-conflict]")).to_contain_text("Theirs")
    expect(cell(grid, 0, 2)).to_have_value("Mine")
    save(grid, f'[{image(grid, 1)},2,null,"Elsewhere"]')
    cell(grid, 1, 0).click()
    grid.keyboard.press("Shift+ArrowDown")
    expect(cell(grid, 1, 2)).to_have_value("Elsewhere")
    expect(cell(grid, 0, 2)).to_have_value("Mine")
    grid.get_by_role("button", name=button).click()
    expect(grid.locator("td[data-conflict]")).to_have_count(0)
    expect(cell(grid, 0, 2)).to_have_value(expected)
    expect(cell(grid, 0, 2)).to_be_focused()
    expect(grid.locator("td.chosen")).to_have_count(0)
    expect(grid.locator("td.waiting")).to_have_count(0)
    assert texts(grid)[0][2] == expected


def test_a_text_typed_again_while_it_is_saved_is_no_conflict(grid: Page) -> None:
    cell(grid, 0, 0).focus()
    grid.keyboard.type("One")
    grid.keyboard.press("Enter")
    grid.keyboard.press("ArrowUp")
    grid.keyboard.type("Two")
    grid.keyboard.press("Enter")
    expect(grid.locator("td.waiting")).to_have_count(0)
    expect(grid.locator("td[data-conflict]")).to_have_count(0)
    assert texts(grid)[0][0] == "Two"


def test_what_could_not_be_saved_stays_and_is_saved_again(grid: Page) -> None:
    grid.route("**/labels", lambda route: route.fulfill(status=429, body="<div class='toast trouble'></div>"))
    cell(grid, 0, 0).focus()
    grid.keyboard.type("Not lost")
    grid.keyboard.press("Enter")
    expect(grid.locator("td.unsaved")).to_have_count(1)
    grid.unroute("**/labels")
    grid.get_by_role("button", name="Save 1 text again").click()
    expect(grid.locator("td.unsaved")).to_have_count(0)
    expect_message(grid, "Saved 1 text.")
    assert texts(grid)[0][0] == "Not lost"


def test_a_csv_goes_out_and_in_with_a_look_at_what_would_change(grid: Page, tmp_path: Path) -> None:
    with grid.expect_download() as download:
        grid.get_by_role("link", name="Download CSV").click()
    sheet = tmp_path / "labels.csv"
    sheet.write_text(Path(download.value.path()).read_text("utf-8-sig").replace("side.jpg,", "side.jpg,Seen aside"))
    grid.get_by_text("Upload CSV").click()
    grid.get_by_label("CSV file").set_input_files(sheet)
    grid.get_by_role("button", name="See what would change").click()
    expect(grid.get_by_role("heading", name="What would change")).to_be_visible()
    expect(grid.locator(".preview tbody tr")).to_have_count(1)
    grid.get_by_role("button", name="Change 1 text").click()
    expect_message(grid, "Saved 1 text.")
    assert texts(grid)[1][0] == "Seen aside"


def test_without_javascript_the_page_is_a_form_that_shows_conflicts(new_tab: NewTab, grid: Page) -> None:
    plain = new_tab(java_script_enabled=False).open(GRID)
    cell(plain, 0, 0).fill("Mine")
    cell(plain, 1, 2).fill("Côté")
    plain.get_by_label("Decorative").nth(10).check()
    save(grid, f'[{image(grid, 0)},0,null,"Theirs"]')
    plain.get_by_role("button", name="Save", exact=True).click()
    expect_message(plain, "1 text was changed by somebody else meanwhile.")
    expect(cell(plain, 0, 0)).to_have_value("Mine")
    expect(plain.locator(".cell-conflict")).to_contain_text("Theirs")
    expect(cell(plain, 1, 2)).to_have_value("Côté")
    plain.get_by_role("button", name="Use mine").click()
    expect_message(plain, "Saved 1 text.")
    expect(cell(plain, 0, 0)).to_have_value("Mine")
    expect(plain.get_by_label("Decorative").nth(10)).to_be_checked()


def test_at_320_pixels_only_the_table_scrolls_sideways(new_tab: NewTab, grid: Page) -> None:
    page = new_tab(viewport={"width": 320, "height": 640}).open(GRID)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cell(page, 0, 4).focus()
    box = cell(page, 0, 4).bounding_box()
    assert box
    assert box["x"] >= 100
    assert box["x"] + box["width"] <= 320
