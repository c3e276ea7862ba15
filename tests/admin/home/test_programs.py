"""Products and collections by Packshot's own API: found, counted, and walked a page at a time."""

from typing import Any

import msgspec
import pytest

from tests import pictures
from tests.admin.conftest import MUG, Program, Visitor
from web.services.catalogue import catalogue_file


def found(program: Program, query: str) -> list[str]:
    return [owner["name"] for owner in program.data(f"/admin/?{query}")["owners"]]


@pytest.fixture
def images(program: Program) -> list[int]:
    """Ids of two images of the mug, one with a label in English, and one with none in German."""
    added = program.upload(("front.png", pictures.png()), ("side.png", pictures.png(30, 40)))["edit"]["added"]
    program.post(f"{MUG}/images/{added[0]}", {"do": "label", "label": "Stoneware"})
    program.post(f"{MUG}/images/{added[1]}?store=german", {"do": "remove"})
    return [*added]


def test_an_owner_in_the_list_tells_the_state_of_its_gallery(program: Program, images: list[int]) -> None:
    (mug,) = program.data("/admin/?q=mug")["owners"]
    gallery = program.data(mug["url"])
    assert gallery["owner"] == {name: mug[name] for name in gallery["owner"]}
    assert (mug["kind"], mug["id"], mug["sku"], mug["images"]) == ("product", 28, "MUG-28", 2)
    assert mug["changed_at"].endswith("Z")
    assert mug["picture"] == {name: gallery["images"][0]["picture"][name] for name in ("number", "file_name", "urls")}
    assert mug["coverage"] == [
        {"id": 1, "code": "default", "images": 2, "labelled": 1},
        {"id": 2, "code": "french", "images": 2, "labelled": 1},
        {"id": 3, "code": "german", "images": 1, "labelled": 1},
        {"id": 4, "code": "second_en", "images": 2, "labelled": 1},
    ]


def test_an_owner_without_images_has_no_picture_and_never_changed(program: Program) -> None:
    (home,) = program.data("/admin/?q=home")["owners"]
    assert (home["kind"], home["sku"], home["url"]) == ("standard", None, "/admin/collections/standard/155")
    assert (home["images"], home["picture"], home["changed_at"], home["coverage"]) == (0, None, None, [])


def test_the_query_narrows_and_sorts_the_list(program: Program, images: list[int]) -> None:
    assert found(program, "q=stonew") == ["Mug"]
    assert found(program, "q=home&kind=collections") == ["Home"]
    assert found(program, "q=home&kind=products") == []
    assert found(program, "lacks=label-2") == ["Mug"]
    assert found(program, "lacks=label-3") == []
    assert found(program, "lacks=hidden") == ["Hidden"]
    assert "Mug" not in found(program, "lacks=images")
    assert found(program, "sort=changed")[0] == "Mug"


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("", {"q": "", "kind": "", "lacks": "", "sort": "name"}),
        ("q=%20mug&kind=products&lacks=label-2&sort=changed",
         {"q": "mug", "kind": "products", "lacks": "label-2", "sort": "changed"}),
        ("kind=socks&lacks=label-99&sort=size", {"q": "", "kind": "", "lacks": "", "sort": "name"}),
    ],
)  # fmt: skip
def test_the_answer_says_how_the_query_was_understood(program: Program, query: str, understood: dict[str, str]) -> None:
    assert program.data(f"/admin/?{query}")["search"] == understood


def test_pages_are_walked_forth_and_back_by_their_addresses(program: Program) -> None:
    with program.client.portal() as portal:
        portal.call(_fifty_plates)
    pages = [program.data("/admin/?q=plate")]
    while pages[-1]["next"]:
        pages.append(program.data(pages[-1]["next"]))
    assert [len(page["owners"]) for page in pages] == [24, 24, 2]
    assert {page["total"] for page in pages} == {50}
    assert len({owner["id"] for page in pages for owner in page["owners"]}) == 50
    assert pages[0]["previous"] is None
    assert program.data(pages[2]["previous"])["owners"] == pages[1]["owners"]


async def _fifty_plates() -> None:
    products = [{"id": 1000 + number, "slug": f"p{number}", "name": f"Plate {number:02}"} for number in range(50)]
    await catalogue_file.load(msgspec.json.encode({"products": products}))


def test_people_and_programs_find_the_same_at_one_address(program: Program, ann: Visitor) -> None:
    there: Any = ann.get("/admin/?kind=collections", Accept="application/json").json()
    assert there == program.data("/admin/?kind=collections")
    assert all(owner["name"] in ann.get("/admin/?kind=collections").text for owner in there["owners"])
    assert "<html" not in ann.part("/admin/?kind=collections").text
