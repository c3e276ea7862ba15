"""The document's operations at its own addresses, and its answers, with only host, ids, dates and files replaced."""

import re
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from tests.dialects.bigcommerce.conftest import Shop
from tests.pictures import jpeg, png

GOLDEN = Path(__file__).parent / "golden"
CHANGES_WITH_EACH_RUN = (
    (rb"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000", b"Fri, 21 Dec 2012 18:54:04 +0000"),
    (rb"[a-z]/\d{3}/([\w-]+)__\d{5}\.", rb"p/022/\1__36562."),
)


def golden(name: str, answer: Response) -> None:
    body = answer.content
    for pattern, constant in CHANGES_WITH_EACH_RUN:
        body = re.sub(pattern, constant, body)
    assert body == (GOLDEN / name).read_bytes().removesuffix(b"\n"), body.decode()


def bare(shop: Shop, method: str, path: str, **more: Any) -> Response:
    return shop.ask(method, path, base="", headers={"Accept": "*/*"}, **more)


@pytest.fixture
def two(shop: Shop) -> Shop:
    shop.add("picture_1.png", is_thumbnail=True, content=png())
    shop.add("overview_hero.jpg", sort_order=1, content=jpeg())
    return shop


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_get_lists_a_products_images(two: Shop, ending: str) -> None:
    answer = bare(two, "GET", f"/products/28/images.{ending}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"application/{ending}; charset=utf-8"
    golden(f"list.{ending}", answer)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_post_creates_an_image_from_the_import_directory(shop: Shop, ending: str) -> None:
    shop.put_file("astonishing-x-men-1-100k.jpg")
    fields = {"product_id": 28, "image_file": "astonishing-x-men-1-100k.jpg"}
    answer = bare(shop, "POST", f"/products/28/images.{ending}", json=fields)
    assert answer.status_code == 201
    assert answer.headers["location"] == "/products/28/images/1"
    golden(f"created.{ending}", answer)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_get_shows_one_image(two: Shop, ending: str) -> None:
    answer = bare(two, "GET", f"/products/28/images/2.{ending}")
    assert answer.status_code == 200
    golden(f"shown.{ending}", answer)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_put_updates_an_image(two: Shop, ending: str) -> None:
    two.put_file("ud2vk0n1l0zcfr7gtlqi.png", png(20, 20))
    fields = {"image_file": "ud2vk0n1l0zcfr7gtlqi.png", "is_thumbnail": False, "sort_order": 1, "description": ""}
    answer = bare(two, "PUT", f"/products/28/images/2.{ending}", json=fields)
    assert answer.status_code == 200
    golden(f"updated.{ending}", answer)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_count_says_how_many(two: Shop, ending: str) -> None:
    answer = bare(two, "GET", f"/products/28/images/count.{ending}")
    assert answer.status_code == 200
    golden(f"count.{ending}", answer)


def test_delete_takes_one_image_away(two: Shop) -> None:
    answer = bare(two, "DELETE", "/products/28/images/1.json")
    assert (answer.status_code, answer.content) == (204, b"")
    assert [image["id"] for image in two.images()] == [2]


def test_delete_on_the_list_takes_all_of_the_products_images_away(two: Shop) -> None:
    two.add("other.jpg", product=8)
    answer = bare(two, "DELETE", "/products/28/images.json")
    assert (answer.status_code, answer.content) == (204, b"")
    assert two.images() == []
    assert len(two.images(8)) == 1


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_a_refusal_is_a_list_of_problems(shop: Shop, ending: str) -> None:
    """Case 60 in XML."""
    fields = {"id": 5, "sort_order": -1, "image_file": "not-there.jpg"}
    answer = bare(shop, "POST", f"/products/28/images.{ending}", json=fields)
    assert answer.status_code == 400
    golden(f"refused.{ending}", answer)


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_options_describes_the_fields(shop: Shop, ending: str) -> None:
    answer = bare(shop, "OPTIONS", f"/products/28/images.{ending}")
    assert answer.status_code == 200
    golden(f"options.{ending}", answer)


@pytest.mark.parametrize("base", ["", "/api/v2", "/stores/{store_hash}/v2"])
@pytest.mark.parametrize("ending", ["", ".json", ".xml", "/", ".json/"])
def test_every_prefix_and_ending_leads_to_the_same(two: Shop, base: str, ending: str) -> None:
    """Cases 52 and 53, and 51 for the last."""
    prefix = base.format(**two.of("ann"))
    answers = [
        two.ask("GET", f"{path}{ending}", base=prefix)
        for path in ("/products/28/images", "/products/28/images/2", "/products/28/images/count", "/products/images")
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
    listed, shown, counted, everywhere = [answer.json() for answer in answers]
    assert listed == everywhere
    assert (listed[1], {"count": 2}) == (shown, counted)


@pytest.mark.parametrize(
    "path", ["/products", "/products/28", "/products/28/imagesque", "/products/28/images.txt/5", "/stores/x/products"]
)
def test_without_a_prefix_only_images_are_spoken_of(shop: Shop, path: str) -> None:
    answer = shop.ask("GET", path, base="")
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/products/28", "/time", "", "/products/28/images/1/2", "/products/images/images"])
def test_addresses_that_are_not_documented_are_not_found(shop: Shop, path: str) -> None:
    answer = shop.ask("GET", path)
    assert answer.status_code == 404
    assert answer.json() == [{"status": 404, "message": "The requested resource was not found."}]
