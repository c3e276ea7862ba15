"""`limit`, `page`, `since_id` and `fields`."""

import pytest

from tests.dialects.spiffy.conftest import SpiffyClient
from tests.pictures import base64_text, png

AT = "products/8/images"
MEMBERS = ["id", "position", "alt", "filename", "extension", "digest", "src", "variation_ids", "product_id"]


@pytest.fixture
def many(spiffy: SpiffyClient) -> list[int]:
    """31 images, one more than a page."""
    picture = base64_text(png(2, 2))
    return [spiffy.post(AT, attachment=picture).json()["image"]["id"] for _ in range(31)]


def test_spiffy_1_2_without_images_the_list_is_empty_and_the_count_is_zero(spiffy: SpiffyClient) -> None:
    for owner in ("products/cute-dog", "standard_collections/155", "super_collections/156"):
        listed, counted = spiffy.get(f"{owner}/images"), spiffy.get(f"{owner}/images/count")
        assert (listed.status_code, listed.content) == (200, b'{"images":[]}')
        assert (counted.status_code, counted.content) == (200, b'{"count":0}')


def test_spiffy_44_45_46_48_a_page_has_thirty_unless_up_to_fifty_are_asked_for(
    spiffy: SpiffyClient, many: list[int]
) -> None:
    assert spiffy.ids() == many[:30]
    assert spiffy.ids(page=2) == many[30:]
    assert spiffy.ids(page=3) == []
    for limit in (50, 51, 1000, "9" * 5000):
        assert spiffy.ids(limit=limit) == many
    assert spiffy.ids(page="9" * 5000) == []
    assert spiffy.ids(since_id=many[0], page=2) == []
    for nothing in (0, -1, "abc", "", "1.5", "²"):
        assert spiffy.ids(limit=nothing, page=nothing, since_id=nothing) == many[:30]
    assert spiffy.ids(since_id=many[4], limit=10, page=2) == many[15:25]


def test_fifty_is_the_most(spiffy: SpiffyClient, many: list[int]) -> None:
    for _ in range(20):
        spiffy.post(AT, attachment=base64_text(png(2, 2)))
    assert len(spiffy.listed(limit=51)) == 50
    assert spiffy.get(f"{AT}/count").json() == {"count": 51}


def test_spiffy_47_since_an_id_means_greater_than_it(spiffy: SpiffyClient) -> None:
    ids = [spiffy.create()["id"] for _ in range(3)]
    for since, left in ((ids[0] - 1, ids), (ids[0], ids[1:]), (ids[2], []), ("9" * 400, []), (-1, ids), ("x", ids)):
        assert spiffy.ids(since_id=since) == left
        assert spiffy.get(f"{AT}/count", params={"since_id": since}).json() == {"count": len(left)}


def test_spiffy_52_nothing_else_changes_the_count(spiffy: SpiffyClient) -> None:
    ids = [spiffy.create()["id"] for _ in range(3)]
    query = {"limit": 1, "page": 7, "fields": "id"}
    assert spiffy.get(f"{AT}/count", params=query).content == b'{"count":3}'
    assert spiffy.get(f"{AT}/count", params={**query, "since_id": ids[0]}).content == b'{"count":2}'


MEMBERS_BY_FIELDS: list[tuple[str, list[str]]] = [
    ("id,src", ["id", "src"]),
    ("src, id", ["id", "src"]),
    ("nope", []),
    ("id,nope", ["id"]),
    ("collection_id", []),
    (",", []),
    ("", MEMBERS),
    ("id,id", ["id"]),
]


def test_spiffy_49_51_fields_names_the_members_of_an_image(spiffy: SpiffyClient) -> None:
    image = spiffy.create()
    for fields, members in MEMBERS_BY_FIELDS:
        assert [list(one) for one in spiffy.listed(fields=fields)] == [members]
        shown = spiffy.get(f"{AT}/{image['id']}", params={"fields": fields}).json()
        assert list(shown["image"]) == members


def test_spiffy_50_the_comma_may_be_written_in_either_way(spiffy: SpiffyClient) -> None:
    image = spiffy.create()
    image_fields = {"id": image["id"], "src": image["src"]}
    for written in ("id,src", "id%2Csrc", "id%2csrc", "id,+src", "src,id"):
        for tail, expected in (("", {"images": [image_fields]}), (f"/{image['id']}", {"image": image_fields})):
            response = spiffy.client.get(f"/api/{AT}{tail}.json?fields={written}", headers=spiffy.basic())
            assert response.json() == expected, written


def test_a_collections_image_is_asked_for_its_collection(spiffy: SpiffyClient) -> None:
    spiffy.create("super_collections/156/images")
    of_collection = spiffy.listed("super_collections/156/images", fields="collection_id,product_id")
    assert of_collection == [{"collection_id": 156}]


def test_an_image_hidden_elsewhere_is_listed(spiffy: SpiffyClient) -> None:
    """Spiffy knows no hiding: what Magento excludes and Spree does not show is here all the same."""
    image = spiffy.create("products/hidden/images")
    assert spiffy.ids("products/300/images") == [image["id"]]
