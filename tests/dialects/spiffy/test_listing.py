"""`limit`, `page`, `since_id` and `fields`."""

import pytest

from tests.dialects.spiffy.conftest import Spiffy, text_of
from tests.pictures import png

AT = "products/8/images"
MEMBERS = ["id", "position", "alt", "filename", "extension", "digest", "src", "variation_ids", "product_id"]


@pytest.fixture
def many(spiffy: Spiffy) -> list[int]:
    """31 images, one more than a page."""
    picture = text_of(png(2, 2))
    return [spiffy.post(AT, attachment=picture).json()["image"]["id"] for _ in range(31)]


def test_a_page_has_thirty_unless_up_to_fifty_are_asked_for(spiffy: Spiffy, many: list[int]) -> None:
    """Cases 44, 45, 46 and 48."""
    assert spiffy.ids() == many[:30]
    assert spiffy.ids(page=2) == many[30:]
    assert spiffy.ids(page=3) == []
    for limit in (50, 51, 1000, "9" * 5000):
        assert spiffy.ids(limit=limit) == many
    assert spiffy.ids(page="9" * 5000) == []
    for nothing in (0, -1, "abc", "", "1.5", "²"):
        assert spiffy.ids(limit=nothing, page=nothing, since_id=nothing) == many[:30]
    assert spiffy.ids(since_id=many[4], limit=10, page=2) == many[15:25]


def test_fifty_is_the_most(spiffy: Spiffy, many: list[int]) -> None:
    for _ in range(20):
        spiffy.post(AT, attachment=text_of(png(2, 2)))
    assert len(spiffy.listed(limit=51)) == 50
    assert spiffy.get(f"{AT}/count").json() == {"count": 51}


def test_since_an_id_means_greater_than_it(spiffy: Spiffy) -> None:
    """Case 47."""
    ids = [spiffy.made()["id"] for _ in range(3)]
    assert spiffy.ids(since_id=ids[0]) == ids[1:]
    assert spiffy.ids(since_id=ids[2]) == []
    assert spiffy.ids(since_id="9" * 400) == []


@pytest.mark.parametrize(
    ("fields", "members"),
    [
        ("id,src", ["id", "src"]),
        ("src, id", ["id", "src"]),
        ("nope", []),
        ("id,nope", ["id"]),
        ("collection_id", []),
        (",", []),
        ("", MEMBERS),
        ("id,id", ["id"]),
    ],
)
def test_fields_names_the_members_of_an_image(spiffy: Spiffy, fields: str, members: list[str]) -> None:
    """Cases 49 and 51."""
    image = spiffy.made()
    assert [list(one) for one in spiffy.listed(fields=fields)] == [members]
    shown = spiffy.get(f"{AT}/{image['id']}", params={"fields": fields}).json()
    assert list(shown["image"]) == members


def test_an_image_hidden_elsewhere_is_listed(spiffy: Spiffy) -> None:
    """Spiffy knows no hiding: what Magento excludes and Spree does not show is here all the same."""
    image = spiffy.made("products/hidden/images")
    assert spiffy.ids("products/300/images") == [image["id"]]
