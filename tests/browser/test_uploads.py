"""Uploads as people do them: many at once, by pasting, by address, and files that are there already."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, expect

from tests import pictures
from tests.admin.conftest import MUG
from tests.browser.conftest import NewTab, Tab
from tests.browser.shops import Shop, ShopWith
from tests.browser.test_gallery import FILES, expect_message
from tests.fixtures.hosts import reaching_this_machine
from web.settings import Settings

pytestmark = pytest.mark.browser

PASTE = """async () => {
    const canvas = Object.assign(document.createElement("canvas"), {width: 40, height: 30});
    canvas.getContext("2d").fillRect(0, 0, 20, 30);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([blob], "image.png", {type: "image/png"}));
    document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def shop(shop_with: ShopWith) -> Shop:
    """The mug has no images."""
    return shop_with()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Pictures may be fetched from this machine."""
    return reaching_this_machine(settings)


def test_several_files_are_added_in_the_order_picked_each_with_its_progress(tab: Tab, three_files: list[Path]) -> None:
    page = tab.open(MUG)
    expect(page.get_by_role("heading", name="No images yet")).to_be_visible()
    page.locator("#files").set_input_files(three_files)
    expect(page.locator(".upload-row")).to_have_count(3)
    expect(page.locator(".upload-row.added")).to_have_count(3)
    tab.shows(FILES)
    page.reload()
    tab.shows(FILES)
    expect(page.locator(".card img").first).to_have_js_property("complete", True)


def test_a_refused_file_is_named_with_the_reason_and_the_others_are_added(
    tab: Tab, three_files: list[Path], tmp_path: Path
) -> None:
    bad = tmp_path / "notes.jpg"
    bad.write_bytes(pictures.text_renamed())
    page = tab.open(MUG)
    page.locator("#files").set_input_files([bad, *three_files])
    expect(page.locator(".card")).to_have_count(3)
    row = page.locator(".upload-row.failed")
    expect(row).to_contain_text("notes.jpg")
    expect(row).to_contain_text("is not a picture, or it is damaged. Save it as JPEG, PNG, GIF, WebP or AVIF.")
    tab.shows(FILES)


def test_files_dropped_anywhere_are_added(tab: Tab) -> None:
    page = tab.open(MUG)
    page.evaluate(
        """async () => {
            const canvas = Object.assign(document.createElement("canvas"), {width: 40, height: 30});
            canvas.getContext("2d").fillRect(0, 0, 20, 30);
            const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([blob], "dropped.png", {type: "image/png"}));
            const [title, options] = [document.querySelector("h1"), {dataTransfer, bubbles: true, cancelable: true}];
            for (const kind of ["dragenter", "dragover", "drop"]) title.dispatchEvent(new DragEvent(kind, options));
        }"""
    )
    expect(page.locator(".card")).to_have_count(1)
    tab.shows(["dropped.png"])


def test_of_forty_files_two_fail_and_the_others_are_added_in_the_order_picked(tab: Tab, tmp_path: Path) -> None:
    paths = []
    for number in range(40):
        path = tmp_path / f"{number:02}.png"
        path.write_bytes(pictures.png(64 + number, 48) if number not in (7, 31) else pictures.text_renamed())
        paths.append(path)
    page = tab.open(MUG)
    page.locator("#files").set_input_files(paths)
    expect(page.locator("#uploads-close")).to_be_visible(timeout=60_000)
    expect(page.locator("#uploads-title")).to_have_text("38 added, 2 failed", timeout=60_000)
    tab.shows([path.name for path in paths if path.stem not in ("07", "31")])
    failed = page.locator(".upload-row.failed")
    expect(failed).to_have_count(2)
    expect(failed.nth(0)).to_contain_text("07.png")
    expect(failed.nth(1)).to_contain_text("is not a picture, or it is damaged.")
    page.get_by_role("button", name="Close the list of uploads").click()
    expect(page.locator("#uploads")).to_be_hidden()


def test_a_picture_is_pasted(tab: Tab) -> None:
    page = tab.open(MUG)
    page.evaluate(PASTE)
    expect_message(page, "Added 1 image.")
    tab.shows(["image.png"])


def test_pictures_are_fetched_from_addresses_each_with_its_state(tab: Tab, host: str) -> None:
    page = tab.open(MUG)
    page.locator(".from > summary").click()
    page.get_by_label("Addresses of pictures, one per line").fill(f"{host}/p.png\n{host}/nothing.png\n{host}/p.webp")
    page.get_by_role("button", name="Fetch and add").click()
    expect(page.locator("#uploads-title")).to_have_text("2 added, 1 failed")
    expect(page.locator(".upload-row.failed")).to_contain_text("nothing.png")
    expect(page.locator(".upload-row.failed")).to_contain_text("could not be fetched")
    expect(page.get_by_role("button", name="Retry")).to_be_visible()
    tab.shows(["p.png", "p.webp"])


def test_a_file_that_is_here_already_is_asked_about(tab: Tab, three_files: list[Path]) -> None:
    page = tab.open(MUG)
    page.locator("#files").set_input_files(three_files)
    expect(page.locator("#uploads-title")).to_have_text("3 added")
    page.locator("#files").set_input_files(three_files[1:])
    rows = page.locator(".upload-row.asking")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Already here as image 2.")
    rows.nth(0).get_by_role("button", name="Skip").click()
    rows.nth(0).get_by_role("button", name="Add anyway").click()
    expect_message(page, "Added 1 image.")
    tab.shows(["front.png", "side.jpg", "back.webp", "back.webp"])


def test_a_file_that_is_elsewhere_is_asked_about_with_where(tab: Tab, three_files: list[Path]) -> None:
    page = tab.open("/admin/products/123")
    page.locator("#files").set_input_files(three_files[0])
    expect_message(page, "Added 1 image.")
    page = tab.open(MUG)
    page.locator("#files").set_input_files([three_files[0], three_files[0]])
    rows = page.locator(".upload-row.asking")
    expect(rows).to_have_count(2)
    other = rows.filter(has_text="The same file as front.png in this list.")
    expect(other).to_have_count(1)
    used = rows.filter(has_text="Already used in:").get_by_role("link", name="Lamp")
    expect(used).to_have_attribute("href", re.compile(r"/products/123$"))
    other.get_by_role("button", name="Skip").click()
    rows.get_by_role("button", name="Add anyway").click()
    expect_message(page, "Added 1 image.")


def test_leaving_is_asked_about_only_while_something_is_under_way(tab: Tab, three_files: list[Path]) -> None:
    page = tab.open(MUG)
    page.locator("#files").set_input_files(three_files[0])
    expect_message(page, "Added 1 image.")
    dialogs: list[str] = []

    def handle(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.accept()

    page.on("dialog", handle)
    page.reload()
    assert dialogs == []
    page.locator("#files").set_input_files(three_files[0])
    expect(page.locator(".upload-row.asking")).to_have_count(1)
    page.locator("h1").click()
    page.reload()
    assert dialogs == ["beforeunload"]


def test_without_javascript_addresses_are_sent_with_the_form(new_tab: NewTab, host: str) -> None:
    tab = new_tab(java_script_enabled=False)
    page = tab.open(MUG)
    page.locator(".from > summary").click()
    page.get_by_label("Addresses of pictures, one per line").fill(f"{host}/p.png\n{host}/p.webp")
    page.get_by_role("button", name="Fetch and add").click()
    expect_message(page, "Added 2 images.")
    tab.shows(["p.png", "p.webp"])
