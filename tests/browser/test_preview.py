"""The preview in a browser: by mouse, by keyboard alone, without JavaScript, and while others change things."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewTab, Tab

pytestmark = pytest.mark.browser

HERE = "/admin/products/28/preview"


def test_choosing_a_thumbnail_shows_it_in_both_stores_and_back_goes_back(tab: Tab, images: list[int]) -> None:
    page = tab.open(HERE)
    english = page.locator(".side").first
    english.locator(".thumbs a").nth(1).click()
    for side in page.locator(".side").all():
        expect(side.locator(".main-picture a")).to_have_attribute("href", re.compile(rf"/media/{images[1]}-"))
    expect(page).to_have_url(re.compile(rf"image={images[1]}"))
    page.go_back()
    expect(english.locator(".main-picture a")).to_have_attribute("href", re.compile(rf"/media/{images[0]}-"))


def test_other_stores_are_shown_as_soon_as_they_are_chosen(tab: Tab, images: list[int]) -> None:
    page = tab.open(HERE)
    page.get_by_label("Store on the right").select_option(label="German store")
    expect(page.locator(".side h2").nth(1)).to_contain_text("German store")
    expect(page).to_have_url(re.compile("right=3"))


def test_a_picture_is_zoomed_by_keyboard_alone(tab: Tab, images: list[int]) -> None:
    page = tab.open(HERE)
    page.locator(".main-picture a").first.focus()
    page.keyboard.press("Enter")
    picture = page.locator("#zoom img")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('#zoom img').style.width")
    before = picture.evaluate("picture => picture.clientWidth")
    page.keyboard.press("+")
    page.wait_for_function("before => document.querySelector('#zoom img').clientWidth > before * 1.4", arg=before)
    page.keyboard.press("Escape")
    expect(picture).to_be_hidden()
    expect(page.locator(".main-picture a").first).to_be_focused()


def test_an_edit_elsewhere_shows_and_the_chosen_picture_stays(tab: Tab, new_tab: NewTab, images: list[int]) -> None:
    page = tab.open(f"{HERE}?left=1&right=2&image={images[2]}")
    other = new_tab().open("/admin/products/28?store=2")
    field = other.locator(f"#label-{images[2]}")
    field.fill("Tasse bleue")
    field.press("Enter")
    expect(page.locator(".side").nth(1).locator("figcaption")).to_contain_text("Tasse bleue")
    expect(page.locator(".main-picture a").first).to_have_attribute("href", re.compile(rf"/media/{images[2]}-"))


def test_without_javascript_stores_pictures_and_reading_aloud_work_by_links_and_a_form(
    new_tab: NewTab, images: list[int]
) -> None:
    plain = new_tab(java_script_enabled=False)
    page = plain.open(HERE)
    page.get_by_label("Store on the right").select_option(label="German store")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".side h2").nth(1)).to_contain_text("German store")
    page.locator(".side").first.locator(".thumbs a").nth(2).click()
    expect(page.locator(".main-picture a").first).to_have_attribute("href", re.compile(rf"/media/{images[2]}-"))
    page.get_by_role("link", name="Read aloud").click()
    expect(page.locator(".announcement").first).to_contain_text("back.webp")
