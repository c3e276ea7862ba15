"""Live updates: changes of others show in an open page, and take neither the focus nor what is being typed."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.admin.conftest import MUG
from tests.browser.conftest import NewTab, Tab
from tests.shop import Credentials

pytestmark = pytest.mark.browser


def test_a_change_through_an_api_shows_while_somebody_types_and_takes_nothing(
    mug: Tab, images: list[int], credentials: Credentials
) -> None:
    page = mug.page
    field = page.locator(f"#label-{images[0]}")
    field.click()
    page.keyboard.type("Half a sent")
    header = {"Authorization": f"Token {credentials['ann']['token']['key']}"}
    url = f"{mug.address}/api/products/28/images/{images[1]}"
    assert httpx.patch(url, json={"alt_text": "From elsewhere"}, headers=header).is_success
    expect(page.locator(f"#label-{images[1]}")).to_have_value("From elsewhere")
    expect(field).to_be_focused()
    page.keyboard.type("ence")
    expect(field).to_have_value("Half a sentence")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Saved the label.")


def test_another_persons_order_and_removal_show(mug: Tab, new_tab: NewTab, images: list[int]) -> None:
    other = new_tab().open(MUG)
    other.locator(f"#image-{images[2]}").get_by_role("button", name="Move image 3 earlier").click()
    ids = "cards => cards.map(card => card.id)"
    expected = [f"image-{number}" for number in (images[0], images[2], images[1])]
    mug.page.wait_for_function(
        "wanted => [...document.querySelectorAll('.card')].every((card, place) => card.id === wanted[place])",
        arg=expected,
    )
    other.locator(f"#image-{images[0]}").get_by_role("button", name="Remove image 1").click()
    expect(mug.page.locator(".card")).to_have_count(2)
    assert mug.page.locator(".card").evaluate_all(ids) == expected[1:]
