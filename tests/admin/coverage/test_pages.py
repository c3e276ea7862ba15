"""How well each store is labelled, with the images behind every number."""

import csv
import io
import re

import pytest

from tests.admin.conftest import MUG, Visitor
from tests.shop import PASSWORD
from web.database.queries.insight import CONDITIONS

HERE = "/admin/coverage"


def label(visitor: Visitor, image: int, text: str, store: str = "") -> None:
    visitor.post(f"{MUG}/images/{image}" + (f"?store={store}" if store else ""), {"do": "label", "label": text})


def counted(visitor: Visitor, store: str) -> dict[str, int]:
    """What the table says of a store, by its columns."""
    row = next(row for row in visitor.get(HERE).text.split("<tr>") if re.search(rf'scope="row">\s*{store}', row))
    numbers = re.findall(r'(?:count-link[^>]*>|class="hint">)([\d,]+)', row)
    return dict(zip(CONDITIONS, map(int, numbers), strict=True))


def behind(visitor: Visitor, store: int, about: str) -> list[int]:
    page = (
        visitor.get(f"{HERE}/images", **{}) if not about else visitor.get(f"{HERE}/images?store={store}&about={about}")
    )
    return [int(number) for number in re.findall(r"#image-(\d+)", page.text)]


def test_what_has_no_text_is_missing_in_every_store_that_inherits_it(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "Seen from the front")
    label(ann, mug[1], "De côté", "french")
    assert counted(ann, "English store")["missing"] == 2
    assert counted(ann, "French store")["missing"] == 1
    assert counted(ann, "French store")["inherited"] == 1
    assert behind(ann, 2, "missing") == [mug[2]]
    assert behind(ann, 2, "inherited") == [mug[0]]


@pytest.mark.parametrize("text", ["front.png", "FRONT", "Mug"])
def test_a_text_that_only_repeats_a_name_is_told(ann: Visitor, mug: list[int], text: str) -> None:
    label(ann, mug[0], text)
    assert behind(ann, 1, "file name") == [mug[0]]


def test_long_texts_and_texts_that_stand_twice_in_a_gallery_are_told(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "x" * 126)
    label(ann, mug[1], "The mug")
    label(ann, mug[2], "the MUG")
    label(ann, mug[2], "La tasse", "french")
    assert behind(ann, 1, "too long") == [mug[0]]
    assert behind(ann, 1, "duplicate") == [mug[1], mug[2]]
    assert behind(ann, 2, "duplicate") == []


def test_a_stores_own_text_is_out_of_date_once_the_default_has_changed(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "Blue mug")
    label(ann, mug[0], "Tasse bleue", "french")
    assert behind(ann, 2, "outdated") == []
    label(ann, mug[0], "Green mug")
    assert behind(ann, 2, "outdated") == [mug[0]]
    label(ann, mug[0], "Tasse verte", "french")
    assert behind(ann, 2, "outdated") == []


def test_hidden_and_removed_images_need_no_text(ann: Visitor, mug: list[int]) -> None:
    ann.post(f"{MUG}/images/{mug[0]}?store=french", {"do": "hide"})
    ann.post(f"{MUG}/images/{mug[1]}?store=french", {"do": "remove"})
    assert behind(ann, 2, "missing") == [mug[2]]
    assert behind(ann, 1, "missing") == mug


def test_the_list_leads_to_the_image_in_its_gallery_at_that_store(ann: Visitor, mug: list[int]) -> None:
    url = re.search(r'href="(/admin/products/28[^"]+)"', ann.get(f"{HERE}/images?store=2&about=missing").text)[1]  # type: ignore[index]
    assert url == f"{MUG}?store=2#image-{mug[0]}"
    assert 'aria-current="page"' in ann.get(url).text


def test_the_csv_holds_every_image_and_no_formula(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "=1+1")
    label(ann, mug[1], "=1+1")
    answer = ann.get(f"{HERE}/images.csv?store=2&about=duplicate")
    assert answer.headers["content-disposition"] == 'attachment; filename="coverage-french-duplicate.csv"'
    rows = [*csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))]
    assert [(row["image"], row["label"]) for row in rows] == [(str(mug[0]), "'=1+1"), (str(mug[1]), "'=1+1")]


def test_kinds_are_counted_apart(ann: Visitor, mug: list[int]) -> None:
    page = ann.get(f"{HERE}?kind=collections").text
    assert "about=missing" not in page
    assert ann.get(f"{HERE}?kind=products").text.count("about=missing") == 4


@pytest.mark.parametrize("query", ["", "?store=2", "?store=99&about=missing", "?store=2&about=%27", "?about=missing"])
def test_an_address_that_means_nothing_is_not_found(ann: Visitor, query: str) -> None:
    assert ann.get(f"{HERE}/images{query}").status_code == 404


def test_staff_see_it_and_customers_do_not(visitor: Visitor) -> None:
    visitor.sign_in("sam", PASSWORD)
    assert visitor.get(HERE).status_code == 200
    visitor.sign_in("cus", PASSWORD)
    assert visitor.get(HERE).status_code == 403
