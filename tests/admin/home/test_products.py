"""The list of products and collections: found by what they are called, a page at a time."""

import html
import re

import msgspec
import pytest

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.admin.gallery.test_routes import at
from web.services.catalogue import catalogue_file
from web.services.insight.findings_keeper import FindingsKeeper
from web.settings.thresholds import Thresholds


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
    assert "Mug" not in names(ann.get("/admin/?lacks=images").text)


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


@pytest.mark.parametrize(
    "query",
    [
        "after=0",
        "after=-1",
        "before=99999999999999999",
        "after=one",
        "after=²",
        "lacks=label-99",
        "lacks=x",
        "sort=<b>",
    ],
)
def test_what_means_nothing_in_the_address_narrows_nothing(ann: Visitor, query: str) -> None:
    assert len(names(ann.get(f"/admin/?{query}").text)) == 11


@pytest.mark.parametrize("order", ["name", "changed"])
def test_pages_are_walked_forth_and_back_by_their_links(ann: Visitor, order: str) -> None:
    with ann.client.portal() as portal:
        portal.call(_many)
    pages, address = [], f"/admin/?q=plate&sort={order}"
    for _ in range(3):
        page = ann.get(address).text
        pages.append(names(page))
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = html.unescape(following[1]) if following else address
    assert len({name for page in pages for name in page}) == 50
    assert following is None
    for expected in (pages[1], pages[0]):
        address = html.unescape(re.search(r'href="([^"]+)" rel="prev"', page)[1])  # type: ignore[index]
        page = ann.get(address).text
        assert names(page) == expected
    assert 'rel="prev"' not in page


def test_texts_missing_in_a_store_and_hidden_products_are_found(ann: Visitor, mug: list[int]) -> None:
    assert names(ann.get("/admin/?lacks=label-2").text) == ["Mug"]
    for image in mug:
        ann.post(at(MUG, image, "french"), {"do": "label", "label": "x"})
    assert names(ann.get("/admin/?lacks=label-2").text) == []
    assert names(ann.get("/admin/?lacks=label-1").text) == ["Mug"]
    assert names(ann.get("/admin/?lacks=hidden").text) == ["Hidden"]


def test_pictures_to_look_at_are_counted_behind_the_requests_and_found(ann: Visitor, mug: list[int]) -> None:
    async def recorded() -> None:
        keeper = FindingsKeeper(Thresholds())
        while await keeper.update():
            pass

    with ann.client.portal() as portal:
        portal.call(recorded)
    page = ann.get("/admin/?lacks=notes").text
    assert names(page) == ["Mug"]
    assert "3 pictures to look at" in page


def test_the_latest_change_stands_first(ann: Visitor, mug: list[int]) -> None:
    ann.upload(("dog.png", pictures.png()), path="/admin/products/8")
    assert names(ann.get("/admin/?sort=changed").text)[:2] == ["Cute dog", "Mug"]
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "x"})
    assert names(ann.get("/admin/?sort=changed").text)[:2] == ["Mug", "Cute dog"]


async def _many() -> None:
    products = [{"id": 1000 + number, "slug": f"p{number}", "name": f"Plate {number:02}"} for number in range(50)]
    await catalogue_file.load(msgspec.json.encode({"products": products}))
