"""The list of products and collections: found by what they are called, a page at a time."""

import re

import msgspec
import pytest

from tests.admin.conftest import MUG, Visitor
from tests.admin.test_gallery import at
from web.services import browsing, catalogue
from web.services.browsing import Search, browse


def names(text: str) -> list[str]:
    return re.findall(r'<span class="row-name">\s*<a [^>]*>(.*?)</a>', text, re.DOTALL)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mug", ["Mug"]),
        ("MUG-28", ["Mug"]),
        ("dog-8-s", ["Cute dog"]),
        ("featured-coll", ["Featured"]),
        ("lamp 1/2", ["Lamp"]),
        ("%", []),
        ("_", []),
        ("!", []),
        ("nothing like that", []),
    ],
)
def test_names_skus_and_slugs_are_searched(ann: Visitor, query: str, found: list[str]) -> None:
    assert names(ann.client.get("/admin/", params={"q": query}).text) == found


def test_labels_are_searched_also_those_of_stores_and_with_accents(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Stoneware"})
    ann.post(at(MUG, mug[0], "french"), {"do": "label", "label": "Émaillée"})
    for query in ("stonew", "émaillée", "Émail"):
        assert names(ann.client.get("/admin/", params={"q": query}).text) == ["Mug"]


def test_the_kind_narrows_the_list_and_the_search_is_kept(ann: Visitor) -> None:
    page = ann.get("/admin/?q=home&kind=collections").text
    assert names(page) == ["Home"]
    assert 'href="/admin/?q=home&amp;kind=products"' in page
    assert names(ann.get("/admin/?q=home&kind=products").text) == []
    assert "Nothing found for “home”" in ann.get("/admin/?q=home&kind=products").text


def test_those_without_images_can_be_singled_out(ann: Visitor, mug: list[int]) -> None:
    assert "Mug" in names(ann.get("/admin/").text)
    assert "Mug" not in names(ann.get("/admin/?without=images").text)


def test_a_row_tells_the_number_of_images_and_what_is_labelled_in_each_store(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Stoneware"})
    ann.post(at(MUG, mug[1], "french"), {"do": "label", "label": "Grès"})
    ann.post(at(MUG, mug[2], "german"), {"do": "remove"})
    page = ann.get("/admin/?q=mug").text
    assert re.search(r"3\s+images", page)
    assert "English store: 1 of 3 labelled" in page
    assert "French store: 2 of 3 labelled" in page
    assert "German store: 1 of 2 labelled" in page
    assert "/fill-96x96/front.webp" in page


def test_what_is_searched_for_is_text(ann: Visitor) -> None:
    page = ann.client.get("/admin/", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


@pytest.mark.parametrize("page", ["0", "-1", "999999999999", "one", "²", ""])
def test_a_page_that_is_none_is_one_that_is(ann: Visitor, page: str) -> None:
    assert len(names(ann.client.get("/admin/", params={"page": page}).text)) == 11


async def _many() -> None:
    products = [{"id": 1000 + number, "slug": f"p{number}", "name": f"Plate {number:02}"} for number in range(50)]
    await catalogue.load(msgspec.json.encode({"products": products}))


@pytest.mark.anyio
async def test_pages_follow_each_other_without_gaps(database: object) -> None:
    await _many()
    found = [await browse(Search(text="plate", page=page)) for page in (1, 2, 3, 4)]
    assert [len(page.owners) for page in found] == [24, 24, 2, 2]
    assert [page.page for page in found] == [1, 2, 3, 3]
    listed = [owner.name for page in found[:3] for owner, _ in page.owners]
    assert listed == [f"Plate {number:02}" for number in range(50)]
    assert (found[0].total, found[0].pages) == (50, -(-50 // browsing.PER_PAGE))
