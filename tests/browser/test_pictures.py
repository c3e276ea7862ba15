"""Pictures as people see them: blurred while they load, cut around the focal point, with notes to open."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from tests import pictures
from tests.admin.conftest import MUG
from tests.browser.conftest import NewTab, Tab
from tests.browser.held_requests import wait_for_request
from tests.browser.shops import Shop, ShopWith
from tests.pictures import base64_text
from web.imaging.thumbhash import thumbhash

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(shop_with: ShopWith) -> Shop:
    """The mug has no images."""
    return shop_with()


def upload(tab: Tab, *files: bytes) -> Page:
    page = tab.open(MUG)
    chosen: list[FilePayload] = [
        {"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": data} for number, data in enumerate(files)
    ]
    page.locator("#files").set_input_files(chosen)
    expect(page.locator(".card")).to_have_count(len(files))
    return page


def test_a_blurred_likeness_is_shown_until_the_picture_is_there(tab: Tab) -> None:
    page = upload(tab, pictures.jpeg(800, 600))
    held: list[Route] = []
    page.route(re.compile("/media/"), lambda route: held.append(route))
    page.reload(wait_until="commit")
    picture = page.locator(".card .mat img")
    expect(picture).to_have_css("background-image", re.compile(r'^url\("data:image/png;base64,'))
    expect(picture).to_have_css("background-size", "contain")
    box = picture.bounding_box()
    wait_for_request(page, held)
    for route in held:
        route.continue_()
    page.unroute(re.compile("/media/"))
    expect(picture).to_have_css("background-image", "none")
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert picture.bounding_box() == box


@pytest.mark.parametrize(("width", "height"), [(90, 60), (60, 90)])
@pytest.mark.parametrize("alpha", [255, 128])
def test_the_likeness_has_the_colours_of_the_picture_in_their_places(
    tab: Tab, width: int, height: int, alpha: int
) -> None:
    quarters = pictures.quarters(width, height).convert("RGBA")
    quarters.putalpha(alpha)
    page = tab.open("/admin/")
    drawn = page.evaluate(
        """async (text) => {
            const { likeness } = await import("/static/js/shell/thumbhash.js");
            const image = likeness(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
            return [image.width, image.height, [...image.data]];
        }""",
        base64_text(thumbhash(quarters)),
    )
    likeness = Image.frombytes("RGBA", tuple(drawn[:2]), bytes(drawn[2]))
    assert (likeness.width > likeness.height) == (width > height)
    for x, y, colour in ((0.2, 0.2, pictures.RED), (0.8, 0.2, pictures.GREEN), (0.2, 0.8, pictures.BLUE)):
        pixel = likeness.getpixel((int(x * likeness.width), int(y * likeness.height)))
        assert isinstance(pixel, tuple)
        assert abs(pixel[3] - alpha) < 24
        assert max(range(3), key=lambda band: pixel[band]) == max(range(3), key=lambda band: colour[band])


def test_the_focal_point_is_saved_and_pictures_are_cut_around_it(tab: Tab) -> None:
    page = upload(tab, pictures.jpeg(1200, 600))
    page.locator(".card .menu > summary").click()
    page.locator(".focus summary").click()
    page.get_by_label("From the left, %").fill("90")
    page.get_by_label("From the top, %").fill("10.5")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Saved the focal point.")
    expect(page.locator(".focus summary")).to_contain_text("90 % / 10.5 %")
    cut = page.locator(".focus img")
    expect(cut).to_have_js_property("naturalWidth", 72)  # where it is shown in 72 pixels
    assert "/fill-96x96-900-105/" in cut.evaluate("picture => picture.currentSrc")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts")).to_contain_text("Undone.")
    page.locator(".card .menu > summary").click()
    page.locator(".focus summary").click()
    expect(page.get_by_label("From the left, %")).to_have_value("50")
    page.get_by_label("From the left, %").fill("0")
    page.get_by_role("button", name="Save the point").click()
    expect(page.locator("#toasts")).to_contain_text("Saved the focal point.")
    page = tab.open("/admin/?q=mug")
    square = page.locator(".row img")
    expect(square).to_have_js_property("naturalWidth", 64)
    with Image.open(BytesIO(page.request.get(square.evaluate("picture => picture.currentSrc")).body())) as picture:
        pixel = picture.convert("RGB").getpixel((80, 16))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 150 > pixel[1]  # red: what lies to the left


@pytest.mark.parametrize("scripts", [True, False])
def test_notes_are_opened_by_keyboard_and_need_no_javascript(new_tab: NewTab, tab: Tab, scripts: bool) -> None:
    upload(tab, pictures.jpeg(400, 300))
    page = new_tab(java_script_enabled=scripts).open(MUG)
    expect(page.get_by_text("1 of 1 image has notes")).to_be_visible()
    reason = page.get_by_text("Only 300 px on the shorter side")
    expect(reason).to_be_hidden()
    page.locator(".notes summary").focus()
    page.keyboard.press("Enter")
    expect(reason).to_be_visible()


def test_without_javascript_the_focal_point_is_saved_by_its_form(new_tab: NewTab, tab: Tab) -> None:
    upload(tab, pictures.jpeg(1200, 600))
    page = new_tab(java_script_enabled=False).open(MUG)
    page.locator(".card .menu > summary").click()
    page.get_by_role("link", name="Place, roles, picture").click()
    page.locator(".focus summary").click()
    page.get_by_label("From the left, %").fill("12.5")
    page.get_by_role("button", name="Save the point").click()
    expect(page.locator("#toasts")).to_contain_text("Saved the focal point.")
    page.locator(".card .menu > summary").click()
    page.get_by_role("link", name="Place, roles, picture").click()
    expect(page.locator(".focus summary")).to_contain_text("12.5 % / 50 %")
