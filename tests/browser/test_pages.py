"""The main work of the pages around the gallery: by mouse, by keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.admin.conftest import MUG
from tests.browser.conftest import NewTab
from tests.browser.input_device import InputDevice
from tests.fixtures.hosts import Receiver, reaching_this_machine
from tests.waiting import wait_until
from web.settings import Settings

pytestmark = pytest.mark.browser


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Webhooks may go to this machine."""
    return reaching_this_machine(settings)


@pytest.fixture(params=["mouse", "keyboard", "without JavaScript"])
def device(request: pytest.FixtureRequest, new_tab: NewTab) -> InputDevice:
    tab = new_tab(java_script_enabled=request.param != "without JavaScript")
    return InputDevice(tab.page, mouse=request.param != "keyboard")


def open_page(device: InputDevice, path: str) -> Page:
    device.page.goto(path)
    return device.page


def reload_until(shown: Locator) -> None:
    """Reload the page until it shows this, as people do who wait for a background task."""
    page = shown.page

    def look() -> bool:
        page.goto(re.split("[?#]", page.url)[0])
        return shown.count() > 0

    wait_until(look, str(shown))


def post_form(page: Page, path: str, **fields: str) -> None:
    """Post a form of the mug's page, as any browser does."""
    page.goto(MUG)
    token = page.locator('[name="_csrf_token"]').first.input_value()
    assert page.request.post(path, form={"_csrf_token": token, **fields}).ok


def test_products_are_narrowed_and_sorted_and_the_address_says_how(device: InputDevice) -> None:
    page = open_page(device, "/admin/")
    device.choose(page.locator("#lacks"), "Without images")
    if not page.locator("html.js").count():
        device.press(page.get_by_role("button", name="Show", exact=True))
    expect(page).to_have_url(re.compile("lacks="))
    expect(page.get_by_role("link", name="Lamp")).to_be_visible()
    expect(page.get_by_role("link", name="Mug")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("link", name="Mug")).to_have_count(0)


def test_coverage_leads_from_a_number_to_its_images(device: InputDevice) -> None:
    page = open_page(device, "/admin/coverage")
    device.press(page.get_by_role("link", name=re.compile("Missing, French store")))
    expect(page).to_have_url(re.compile("store=2&about=missing"))
    device.press(page.locator(".listed-images a").first)
    expect(page.get_by_role("heading", name="Mug")).to_be_visible()


def test_what_history_tells_is_taken_back(device: InputDevice, images: list[int]) -> None:
    post_form(device.page, f"{MUG}/images/{images[0]}", do="label", label="Blue mug")
    page = open_page(device, "/admin/history")
    expect(page.locator(".entry").first).to_contain_text("Blue mug")
    device.press(page.locator(".entry").first.get_by_role("button", name=re.compile("Take back")))
    expect(page.locator("#toasts")).to_contain_text("Undone.")
    expect(page.locator(".entry").first).to_contain_text("took back")


def test_what_was_removed_is_put_back_and_the_trash_is_emptied(device: InputDevice, images: list[int]) -> None:
    post_form(device.page, f"{MUG}/images/{images[0]}", do="remove")
    page = open_page(device, "/admin/trash")
    device.press(page.get_by_role("button", name="Put back front.png"))
    expect(page.locator("#toasts")).to_contain_text("Put back where it was.")
    post_form(device.page, f"{MUG}/images/{images[0]}", do="remove")
    page = open_page(device, "/admin/trash")
    device.press(page.get_by_role("button", name=re.compile("Empty the trash")).first)
    if page.locator("dialog[open]").count():
        device.press(page.get_by_role("button", name="Empty it"))
    expect(page.get_by_role("heading", name="The trash is empty")).to_be_visible()


def test_a_credential_is_made_tried_and_revoked(device: InputDevice) -> None:
    page = open_page(device, "/admin/connections")
    device.choose(page.get_by_label("API", exact=True), "Token API")
    device.choose(page.get_by_label("May", exact=True), "read and write")
    device.press(page.get_by_role("button", name="Make it"))
    expect(page.locator("#try-it")).to_contain_text("curl")
    key = page.locator(".shown-once dd").last.inner_text()
    base = page.url.partition("/admin")[0]
    header = {"Authorization": f"Token {key}"}
    assert page.request.get(f"{base}/api/products/28/images", headers=header).ok
    device.press(page.get_by_role("button", name=re.compile("Revoke Token API")).first)
    expect(page.locator("#toasts")).to_contain_text("Revoked.")
    statuses = [page.request.get(f"{base}/api/products/28/images", headers=header).status for _ in range(2)]
    assert statuses == [401, 401]


def test_a_webhook_is_added_tried_and_sent_again(device: InputDevice, receiver: Receiver) -> None:
    page = open_page(device, "/admin/webhooks")
    device.write(page.get_by_label("Address"), receiver.url)
    device.press(page.get_by_role("button", name="Add", exact=True))
    expect(page.locator("#new-secret")).to_contain_text("whsec_")
    device.press(page.get_by_role("link", name=receiver.url))
    for number, button in enumerate(("Send a trial", "Send again"), start=1):
        device.press(page.get_by_role("button", name=re.compile(button)).first)
        expect(page.get_by_text("It is sent within a second or two")).to_be_visible()
        receiver.wait_for(number)
        reload_until(page.locator(".table").get_by_text("arrived"))
    assert len(receiver.received) == 2


def test_a_person_is_added_gets_another_role_and_a_password(device: InputDevice) -> None:
    page = open_page(device, "/admin/people")
    device.write(page.get_by_label("Name", exact=True), "eva")
    device.press(page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_role("heading", name="The password of eva")).to_be_visible()
    device.choose(page.get_by_label("What eva may do"), "Admin")
    device.press(page.get_by_role("button", name="Save eva"))
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    expect(page.get_by_label("What eva may do")).to_have_value("admin")
    device.press(page.get_by_role("button", name="New password eva"))
    expect(page.locator("#new-password")).not_to_be_empty()


def test_stores_are_put_in_order_and_one_is_the_default(device: InputDevice) -> None:
    page = open_page(device, "/admin/stores")
    device.press(page.get_by_role("button", name="Move French store up"))
    expect(page.locator("#toasts")).to_contain_text("The order is changed.")
    expect(page.locator("tbody tr").first).to_contain_text("French store")
    device.press(page.get_by_role("button", name="Make default French store"))
    expect(page.locator("tbody tr").first.locator(".chip.own")).to_have_text("Default")
    device.write(page.get_by_label("Language of French store"), "fr-CA")
    device.press(page.get_by_role("button", name="Save French store"))
    expect(page.get_by_label("Language of French store")).to_have_value("fr-CA")


def test_the_storage_is_checked_from_the_health_page(device: InputDevice) -> None:
    page = open_page(device, "/admin/health")
    device.press(page.get_by_role("button", name="Check now"))
    expect(page.get_by_text("The check-up has begun")).to_be_visible()
    reload_until(page.get_by_text("Everything is there and whole"))
