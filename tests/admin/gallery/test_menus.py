"""An image's menu: it comes when it is opened, so that a gallery of many images stays light."""

import html
import re

from tests.admin.conftest import MUG, Visitor
from tests.admin.gallery.test_routes import FRENCH, at, card

INSIDE = ('name="place"', 'name="roles"', 'name="focus_x"', 'type="file"')


def test_menus_that_are_closed_lead_to_what_lies_in_them(ann: Visitor, mug: list[int]) -> None:
    shown = card(ann.get(MUG).text, mug[0])
    assert not any(field in shown for field in INSIDE)
    assert f'href="{at(MUG, mug[0])}"' in shown


def test_a_menu_is_a_part_of_its_own(ann: Visitor, mug: list[int]) -> None:
    part = ann.part(at(MUG, mug[1])).text
    assert all(field in part for field in INSIDE)
    assert "<li" not in part
    assert f'id="place-{mug[1]}"' in part
    assert f'id="place-{mug[0]}"' not in part


def test_without_javascript_it_is_the_page_with_that_menu_open(ann: Visitor, mug: list[int]) -> None:
    for page in (MUG, FRENCH):
        link = re.search(r'class="no-js" href="([^"]*)"', card(ann.get(page).text, mug[1]))
        assert link
        led = ann.get(html.unescape(link[1]))
        assert led.status_code == 303
        address, fragment = led.headers["location"].split("#")
        assert fragment == f"image-{mug[1]}"
        opened = ann.get(address).text
        assert len(re.findall(r'<details class="menu"\s+open', opened)) == 1
        assert all(field in card(opened, mug[1]) for field in INSIDE)
        assert f'action="{link[1]}"' in card(opened, mug[1])


def test_an_answer_to_a_page_with_an_open_menu_brings_it_up_to_date(ann: Visitor, mug: list[int]) -> None:
    response = ann.htmx(at(MUG, mug[0]), {"do": "last"}, menu=mug[0]).text
    assert re.search(r'name="place"[^>]*value="3"', card(response, mug[0]))
    assert not any(field in card(response, mug[1]) for field in INSIDE)


def test_an_image_that_is_not_there_has_no_menu(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0], "french"), {"do": "remove"})
    assert ann.part(at(MUG, mug[0], "french")).status_code == 404
    assert ann.get(at(MUG, 999)).status_code == 404
    assert ann.get(f"{MUG}?menu=999").status_code == 200
    assert ann.get(f"{MUG}?menu=x").status_code == 200
