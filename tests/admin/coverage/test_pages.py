"""Coverage: how well each store is labelled, with the images behind every number."""

import csv
import io
import re

import pytest

from tests.admin.conftest import MUG, Visitor
from tests.shop import PASSWORD
from web.admin.coverage.charts import chart_of
from web.database.queries.insight import CONDITIONS
from web.services.insight.coverage import TrendPoint

HERE = "/admin/coverage"


def label(visitor: Visitor, image: int, text: str, store: str = "") -> None:
    visitor.post(f"{MUG}/images/{image}" + (f"?store={store}" if store else ""), {"do": "label", "label": text})


def coverage_of(visitor: Visitor, store: str) -> dict[str, int]:
    """Counts of a store in the table, by column."""
    row = next(row for row in visitor.get(HERE).text.split("<tr>") if re.search(rf'scope="row">\s*{store}', row))
    numbers = re.findall(r'(?:count-link[^>]*>|class="hint">)([\d,]+)', row)
    return dict(zip(CONDITIONS, map(int, numbers), strict=True))


def images_behind(visitor: Visitor, store: int, about: str) -> list[int]:
    page = (
        visitor.get(f"{HERE}/images", **{}) if not about else visitor.get(f"{HERE}/images?store={store}&about={about}")
    )
    return [int(number) for number in re.findall(r"#image-(\d+)", page.text)]


def test_what_has_no_text_is_missing_in_every_store_that_inherits_it(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "Seen from the front")
    label(ann, mug[1], "De côté", "french")
    assert coverage_of(ann, "English store")["missing"] == 2
    assert coverage_of(ann, "French store")["missing"] == 1
    assert coverage_of(ann, "French store")["inherited"] == 1
    assert images_behind(ann, 2, "missing") == [mug[2]]
    assert images_behind(ann, 2, "inherited") == [mug[0]]


@pytest.mark.parametrize("text", ["front.png", "FRONT", "Mug"])
def test_a_text_that_only_repeats_a_name_is_told(ann: Visitor, mug: list[int], text: str) -> None:
    label(ann, mug[0], text)
    assert images_behind(ann, 1, "file_name") == [mug[0]]


def test_long_texts_and_texts_that_stand_twice_in_a_gallery_are_told(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "x" * 126)
    label(ann, mug[1], "The mug")
    label(ann, mug[2], "the MUG")
    label(ann, mug[2], "La tasse", "french")
    assert images_behind(ann, 1, "too_long") == [mug[0]]
    assert images_behind(ann, 1, "duplicate") == [mug[1], mug[2]]
    assert images_behind(ann, 2, "duplicate") == []


def test_a_stores_own_text_is_out_of_date_once_the_default_has_changed(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "Blue mug")
    label(ann, mug[0], "Tasse bleue", "french")
    assert images_behind(ann, 2, "outdated") == []
    label(ann, mug[0], "Green mug")
    assert images_behind(ann, 2, "outdated") == [mug[0]]
    label(ann, mug[0], "Tasse verte", "french")
    assert images_behind(ann, 2, "outdated") == []


def test_hidden_and_removed_images_need_no_text(ann: Visitor, mug: list[int]) -> None:
    ann.post(f"{MUG}/images/{mug[0]}?store=french", {"do": "hide"})
    ann.post(f"{MUG}/images/{mug[1]}?store=french", {"do": "remove"})
    assert images_behind(ann, 2, "missing") == [mug[2]]
    assert images_behind(ann, 1, "missing") == mug


def test_the_list_leads_to_the_image_in_its_gallery_at_that_store(ann: Visitor, mug: list[int]) -> None:
    url = re.search(r'href="(/admin/products/28[^"]+)"', ann.get(f"{HERE}/images?store=2&about=missing").text)[1]  # type: ignore[index]
    assert url == f"{MUG}?store=2#image-{mug[0]}"
    assert 'aria-current="page"' in ann.get(url).text


def test_the_csv_holds_every_image_and_no_formula(ann: Visitor, mug: list[int]) -> None:
    label(ann, mug[0], "=1+1")
    label(ann, mug[1], "=1+1")
    response = ann.get(f"{HERE}/images.csv?store=2&about=duplicate")
    assert response.headers["content-disposition"] == 'attachment; filename="coverage-french-duplicate.csv"'
    rows = [*csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff")))]
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


def test_a_line_needs_two_days() -> None:
    assert chart_of({"French": [TrendPoint(1, 0.5)]}) is None


def test_lines_begin_at_the_left_and_end_at_the_right() -> None:
    chart = chart_of({"French": [TrendPoint(1, 0.5), TrendPoint(3, 1.0)], "German": [TrendPoint(3, 0.0)], "Nobody": []})
    assert chart is not None
    assert [curve.points for curve in chart.curves] == ["0.0,100.0 1080.0,0.0", "1080.0,200.0"]
