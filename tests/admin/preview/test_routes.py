"""Preview: two stores side by side, as shoppers see and hear them."""

import html
import re

import pytest

from tests.admin.conftest import MUG, Visitor
from tests.admin.gallery.test_routes import at
from tests.media_addresses import media

HERE = f"{MUG}/preview"


def side(visitor: Visitor, store: str, query: str = "left=1&right=2") -> str:
    """The section of a store."""
    page = visitor.get(f"{HERE}?{query}").text
    parts = (part.partition("</section>")[0] for part in page.split('<section class="side"')[1:])
    return next(part for part in parts if f'aria-label="{store}"' in part[:60])


def numbers(part: str) -> list[int]:
    """The images among whose thumbnails one may choose, in their order."""
    return [int(number) for number in re.findall(r'href="[^"]*image=(\d+)[^"]*"\s+hx-get', part)]


def label(visitor: Visitor, image: int, text: str, store: str = "") -> None:
    visitor.post(at(MUG, image, store), {"do": "label", "label": text})


def test_each_store_shows_its_own_order_texts_and_pictures(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "From the front")
    label(ann, mug[0], "De face", "french")
    ann.post(at(MUG, mug[2], "french"), {"do": "first"})
    ann.post(at(MUG, mug[1], "french"), {"do": "hide"})
    assert numbers(side(ann, "English store")) == mug
    assert numbers(side(ann, "French store")) == [mug[2], mug[0]]
    assert "De face" in side(ann, "French store")
    assert "De face" not in side(ann, "English store")


def test_the_picture_that_holds_the_role_is_the_large_one_and_the_first_where_nobody_does(
    ann: Visitor, mug: list[int]
) -> None:
    chosen = rf'image={mug[1]}"[^>]*aria-current="true"'
    assert not re.search(chosen, html.unescape(side(ann, "English store")))
    ann.post(at(MUG, mug[1]), {"do": "roles", "roles": ["image"]})
    assert re.search(chosen, html.unescape(side(ann, "English store")))
    ann.post(at(MUG, mug[1], "french"), {"do": "hide"})
    assert f"{media(mug[0])}/fit-2048x2048/" in side(ann, "French store")


def test_an_image_is_chosen_in_both_stores_by_its_address(ann: Visitor, mug: list[int]) -> None:
    for store in ("English store", "French store"):
        assert f"{media(mug[2])}/fit-2048x2048/" in side(ann, store, f"left=1&right=2&image={mug[2]}")


def test_lists_show_the_small_image_and_on_hovering_the_other_one(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[1]), {"do": "roles", "roles": ["small_image"]})
    ann.post(at(MUG, mug[2], "french"), {"do": "roles", "roles": ["hover_image"]})
    english, french = (side(ann, store).partition("listing-card")[2] for store in ("English store", "French store"))
    assert f"{media(mug[1])}/fill-240x240/" in english
    assert "hovers" not in english
    assert f"{media(mug[2])}/fill-240x240/" in french


def test_read_aloud_says_what_a_screen_reader_says(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "From the <front>")
    label(ann, mug[1], "De côté", "french")
    label(ann, mug[2], "Dos", "french")
    label(ann, mug[2], " ", "french")
    french = side(ann, "French store", "left=1&right=2&aloud=yes")
    assert "<img" not in french
    assert re.search(r"“From the &lt;front&gt;”\s*<span class=\"chip inherited\">", french)
    assert "“De côté”" in french
    assert "Skipped: decorative on purpose" in french
    assert "“side.png”" in side(ann, "English store", "left=1&right=2&aloud=yes")


def test_where_the_two_stores_differ_is_told(ann: Visitor, mug: list[int]) -> None:
    assert "Where the two differ" not in ann.get(HERE).text
    label(ann, mug[0], "De face", "french")
    ann.post(at(MUG, mug[1], "french"), {"do": "hide"})
    differences = ann.get(HERE).text.partition("Where the two differ")[2]
    assert "another text" in differences
    assert "only in English store" in differences
    assert "place 3 and 2" in differences


def test_a_variation_shows_its_pictures_and_those_of_none(ann: Visitor) -> None:
    page = ann.get("/admin/products/8/preview").text
    assert re.findall(r"variation=(\d+)\"\s+hx-get", html.unescape(page)) == ["5595", "5596"]
    assert "variation=" not in ann.get(HERE).text


def test_without_a_word_about_stores_the_default_and_the_next_are_shown(ann: Visitor, mug: list[int]) -> None:
    page = ann.get(HERE).text
    assert re.findall(r'class="side"\s+aria-label="([^"]+)"', page) == ["English store", "French store"]
    abroad = ann.get("/admin/products/500/preview").text
    assert re.findall(r'class="side"\s+aria-label="([^"]+)"', abroad) == ["Second English store", "All stores"]
    assert "Shoppers see no pictures here" in abroad


@pytest.mark.parametrize("query", ["left=99", "right=x", "left=-1", "right=1%00"])
def test_a_store_that_is_none_is_not_found(ann: Visitor, query: str) -> None:
    assert ann.get(f"{HERE}?{query}").status_code == 404


def test_a_store_where_the_product_is_not_sold_is_not_found(ann: Visitor) -> None:
    assert ann.get("/admin/products/500/preview?left=1").status_code == 404
