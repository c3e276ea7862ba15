"""An image's own page in a browser: by mouse, by keyboard alone, and without JavaScript."""

import re
from functools import cache

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests import pictures
from tests.admin.conftest import MUG
from tests.browser.conftest import NewTab, Tab
from tests.browser.shops import File, Shop, ShopWith

pytestmark = pytest.mark.browser

LONG = "A very long label that goes on and on " * 20


@cache
def files() -> tuple[File, ...]:
    """The first is larger than it is shown."""
    sizes = ((1600, 1200), (300, 400), (64, 48))
    return tuple((f"{number}.jpg", pictures.jpeg(*size)) for number, size in enumerate(sizes))


@pytest.fixture
def shop(shop_with: ShopWith) -> Shop:
    return shop_with(*files())


@pytest.fixture
def panel(images: list[int]) -> str:
    """The address of the first image's own page."""
    return f"{MUG}/images/{images[0]}/details"


def open_panel(tab: Tab, panel: str) -> Page:
    return ready(tab.open(panel))


def ready(page: Page) -> Page:
    """Wait until its scripts listen."""
    expect(page.locator("[data-zoom-shown]")).to_contain_text("%")
    return page


def grow_field(page: Page, selector: str, name: str, past: float) -> None:
    page.wait_for_function(
        "([selector, name, past]) => document.querySelector(selector)[name] > past", arg=[selector, name, past]
    )


def width(page: Page) -> float:
    box = page.locator(".stage img").bounding_box()
    assert box
    return box["width"]


def wait_for_message(page: Page, words: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(words)


def test_the_picture_is_zoomed_by_buttons_wheel_and_keys_and_moved(tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    stage, fit = page.locator(".stage"), width(page)
    page.get_by_role("button", name="1:1").click()
    assert width(page) == 1600
    expect(page.locator("[data-zoom-shown]")).to_have_text("100 %")
    box = stage.bounding_box()
    assert box
    assert fit <= box["width"]
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    before = stage.evaluate("stage => [stage.scrollLeft, stage.scrollTop]")
    page.mouse.down()
    page.mouse.move(box["x"] + 250, box["y"] + 160)
    page.mouse.up()
    assert stage.evaluate("stage => [stage.scrollLeft, stage.scrollTop]") == [before[0] + 50, before[1] + 40]
    stage.focus()
    stage.hover()
    page.mouse.wheel(0, -100)
    grow_field(page, ".stage img", "offsetWidth", 1600)
    page.keyboard.press("0")
    assert width(page) == fit
    page.keyboard.press("+")
    assert width(page) == pytest.approx(fit * 1.25, abs=1)
    left = stage.evaluate("stage => stage.scrollLeft")
    page.keyboard.press("1")
    page.keyboard.press("ArrowRight")
    grow_field(page, ".stage", "scrollLeft", left)
    expect(page.locator(".count", has_text="1 of 3")).to_be_visible()
    page.keyboard.press("-")
    assert width(page) == pytest.approx(1280, abs=1)


def test_a_wheel_turns_the_page_until_the_picture_has_the_focus(tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    fit = width(page)
    page.locator(".stage").hover()
    page.mouse.wheel(0, 100)
    grow_field(page, "html", "scrollTop", 0)
    assert width(page) == fit


def test_j_and_k_and_arrows_lead_to_the_images_around_but_not_from_fields(tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    for key, place in (("j", 2), ("ArrowRight", 3), ("k", 2), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        expect(page.locator(".around .count")).to_have_text(f"{place} of 3")
        ready(page)
    page.locator("#label-0").press("j")
    page.locator("#place-0").press("ArrowRight")
    expect(page.locator("#label-0")).to_have_value("j")
    expect(page.locator(".around .count")).to_have_text("1 of 3")
    page.locator("#label-0").fill("")


def test_the_point_is_set_by_a_click_and_the_cuts_follow_at_once(tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    aim = page.locator(".aim img")
    aim.scroll_into_view_if_needed()
    box = aim.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.1)
    expect(page.locator("#focus-x")).to_have_value(re.compile(r"^(89|90)"))
    cut = page.locator(".crop").first
    expect(cut).to_have_attribute("src", re.compile("/fit-960x960/"))
    expect(cut).to_have_css("object-position", "100% 50%")
    page.keyboard.press("Enter")
    wait_for_message(page, "Saved the focal point.")
    expect(page.locator(".crop").first).to_have_attribute("src", re.compile(r"/fill-96x96-(89\d|90\d)-(9\d|10\d)/"))


def test_the_point_is_moved_by_arrow_keys_and_saved_by_enter(tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    page.locator(".handle").focus()
    for key in ("ArrowLeft", "Shift+ArrowUp", "Shift+ArrowUp"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Focal point: 49 % / 30 %")).to_be_focused()
    page.keyboard.press("Enter")
    wait_for_message(page, "Saved the focal point.")
    page.reload()
    expect(page.locator("#focus-y")).to_have_value("30")


def test_a_row_is_saved_in_place_by_keyboard_and_what_is_typed_elsewhere_stays(tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    page.locator("#label-3").fill("Nur getippt")
    page.locator("#label-2").focus()
    page.keyboard.type("Devant")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Hid")
    page.locator("#role-2-image").press("Space")
    page.locator("#save-2").press("Enter")
    expect(page.locator("#store-2 .chip.own")).to_have_count(3)
    expect(page.locator("#label-2")).to_have_value("Devant")
    expect(page.locator("#label-3")).to_have_value("Nur getippt")
    expect(page.locator("#save-2")).to_be_focused()
    page.locator('#store-2 [value="inherit-label"]').click()
    expect(page.locator("#label-2")).to_have_value("")
    expect(page.locator("#seen-2")).to_have_value("hidden")
    expect(page.locator("#label-3")).to_have_value("Nur getippt")
    page.locator("#label-3").fill("")


def test_decorative_needs_no_text(tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    page.locator("#empty-0").check()
    expect(page.locator("#label-0")).not_to_be_editable()
    page.locator("#save-0").click()
    wait_for_message(page, "Saved the label.")
    expect(page.locator("#empty-0")).to_be_checked()
    expect(page.locator("#label-2")).to_have_attribute("placeholder", "Empty on purpose")


def test_what_another_changes_shows_without_disturbing_what_is_typed(new_tab: NewTab, tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    page.locator(".stage").press("1")
    page.locator("#label-2").press_sequentially("Half a lab")
    other = ready(new_tab().open(panel))
    other.locator("#label-0").fill("From elsewhere")
    other.locator("#role-0-thumbnail").check()
    other.locator("#save-0").click()
    expect(page.locator("#label-0")).to_have_value("From elsewhere")
    expect(page.locator("#role-0-thumbnail")).to_be_checked()
    expect(page.locator("#label-2")).to_have_value("Half a lab")
    expect(page.locator("#label-2")).to_be_focused()
    assert width(page) == 1600
    page.locator("#label-2").fill("")


def test_two_who_write_one_label_at_once_see_both(new_tab: NewTab, tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    page.route("**/events", lambda route: route.fulfill(content_type="text/event-stream", body="retry: 600000\n\n"))
    page.reload()
    other = ready(new_tab().open(panel))
    other.locator("#label-2").fill("Theirs")
    other.locator("#save-2").click()
    wait_for_message(other, "Saved the label.")
    page.locator("#label-2").fill("Mine")
    page.locator("#save-2").click()
    wait_for_message(page, "Both versions are shown")
    expect(page.locator("#theirs-2")).to_contain_text("Theirs")
    expect(page.locator("#label-2")).to_have_value("Mine")
    page.locator("#save-2").click()
    expect(page.locator("#theirs-2")).to_have_count(0)
    expect(page.locator("#label-2")).to_have_value("Mine")


def test_an_address_is_copied(new_tab: NewTab, panel: str) -> None:
    tab = new_tab(permissions=["clipboard-read", "clipboard-write"])
    page = open_panel(tab, panel)
    page.get_by_text("Magento 1 REST").click()
    page.locator("#addresses-magento button").last.click()
    expect(page.locator("#addresses-magento button").last).to_contain_text("Copied")
    assert "/media/catalog/product/" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("scripts", [True, False])
def test_label_roles_and_replacing_need_no_javascript(new_tab: NewTab, scripts: bool, panel: str) -> None:
    page = new_tab(java_script_enabled=scripts).open(panel)
    expect(page.get_by_role("link", name="Open large")).to_be_visible()
    page.locator("#label-2").fill("Devant")
    page.locator("#role-2-image").check()
    page.locator("#save-2").click()
    wait_for_message(page, "Saved the label.")
    expect(page.locator("#label-2")).to_have_value("Devant")
    expect(page.locator("#role-2-image")).to_be_checked()
    new: FilePayload = {"name": "new.png", "mimeType": "image/png", "buffer": pictures.png(900, 700)}
    page.locator("#new-picture").set_input_files(new)
    page.get_by_role("button", name="Compare both").click()
    expect(page.get_by_role("heading", name="Replace the picture?")).to_be_visible()
    expect(page.get_by_alt_text("The new picture")).to_have_js_property("naturalWidth", 900)
    page.get_by_role("button", name="Keep the present one").click()
    wait_for_message(page, "The picture stays as it was.")
    page.locator("#new-picture").set_input_files(new)
    page.get_by_role("button", name="Compare both").click()
    page.get_by_role("button", name="Replace it").click()
    wait_for_message(page, "Replaced the picture.")
    expect(page.locator(".about-picture")).to_contain_text("new.png")
    expect(page.locator("#label-2")).to_have_value("Devant")


def test_an_entry_of_its_history_is_taken_back_in_place(tab: Tab, panel: str) -> None:
    page = open_panel(tab, panel)
    page.locator("#label-0").fill(LONG.strip())
    page.locator("#save-0").click()
    expect(page.locator(".entry")).to_have_count(2)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.locator(".entry").first.get_by_role("button", name="Take back").click()
    wait_for_message(page, "Undone.")
    expect(page.locator("#label-0")).to_have_value("")


def test_a_card_that_is_dragged_by_its_picture_is_not_opened(tab: Tab) -> None:
    page = tab.open(MUG)
    first, second, _ = (mat.bounding_box() for mat in page.locator(".card .mat").all())
    assert first
    assert second
    page.mouse.move(first["x"] + 100, first["y"] + 100)
    page.mouse.down()
    page.mouse.move(second["x"] + 100, second["y"] + 100, steps=8)
    page.mouse.up()
    wait_for_message(page, "Moved to place 2 of 3.")
    assert page.url == f"{tab.address}{MUG}"
