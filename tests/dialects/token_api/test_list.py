"""The list: its order, its pages, and what it costs."""

from typing import Any

import pytest

from tests.dialects.token_api.client import LAMP, TokenApiClient
from web.database.engines.bound import bound_engine

HERE = "http://testserver.local" + LAMP


@pytest.fixture
def eleven_images(api: TokenApiClient) -> list[int]:
    return [api.create()["id"] for _ in range(11)]


def test_token_49_a_page_has_ten_images_and_tells_where_the_next_one_is(
    api: TokenApiClient, eleven_images: list[int]
) -> None:
    page = api.request("GET").json()
    assert list(page) == ["count", "next", "previous", "results"]
    assert (page["count"], page["previous"]) == (11, None)
    assert [image["id"] for image in page["results"]] == eleven_images[:10]
    assert page["next"] == f"{HERE}?limit=10&offset=10"
    following = api.client.get(page["next"], headers=api.headers()).json()
    assert [image["id"] for image in following["results"]] == eleven_images[10:]
    assert (following["next"], following["previous"]) == (None, f"{HERE}?limit=10")
    whole = api.request("GET", params={"limit": 20, "offset": 0}).json()
    assert [image["id"] for image in whole["results"]] == eleven_images
    assert (whole["count"], whole["next"], whole["previous"]) == (11, None, None)
    assert api.request("DELETE", f"{LAMP}/{eleven_images[3]}").status_code == 204
    assert api.request("GET").json()["count"] == 10
    assert api.request("DELETE", f"{LAMP}/{eleven_images[3]}").status_code == 404


@pytest.mark.parametrize(
    ("query", "numbers", "following", "previous"),
    [
        ("limit=11&offset=0", range(11), None, None),
        ("limit=2&offset=4", range(4, 6), "?limit=2&offset=6", "?limit=2&offset=2"),
        ("limit=3&offset=2", range(2, 5), "?limit=3&offset=5", "?limit=3"),
        ("limit=0", range(10), "?limit=10&offset=10", None),
        ("limit=-1", range(10), "?limit=10&offset=10", None),
        ("limit=all", range(10), "?limit=10&offset=10", None),
        ("offset=-3&limit=5", range(5), "?limit=5&offset=5", None),
        ("offset=x&limit=5", range(5), "?limit=5&offset=5", None),
        ("offset=50", range(0), None, "?limit=10&offset=40"),
        ("offset=11", range(0), None, "?limit=10&offset=1"),
        ("limit=5&colour=red&colour=b%26w", range(5), "?colour=red&colour=b%26w&limit=5&offset=5", None),
        ("limit=5&limit=6", range(6), "?limit=6&offset=6", None),
        ("limit=99999999999999999999", range(11), None, None),
        ("limit=" + "9" * 5000, range(10), "?limit=10&offset=10", None),
    ],
)
def test_pages_are_asked_for_by_limit_and_offset(
    api: TokenApiClient,
    eleven_images: list[int],
    query: str,
    numbers: range,
    following: str | None,
    previous: str | None,
) -> None:
    page = api.request("GET", f"{LAMP}?{query}").json()
    assert [image["id"] for image in page["results"]] == [eleven_images[number] for number in numbers]
    assert page["count"] == 11
    assert page["next"] == (following and HERE + following)
    assert page["previous"] == (previous and HERE + previous)


def test_images_stand_by_order_and_then_by_id(api: TokenApiClient) -> None:
    last, first = api.create({"order": "7"})["id"], api.create({"order": "-7"})["id"]
    two, three = api.create()["id"], api.create()["id"]
    assert [image["id"] for image in api.listed()] == [first, two, three, last]


def test_a_product_without_images_has_an_empty_list(api: TokenApiClient) -> None:
    assert api.request("GET").text == '{"count":0,"next":null,"previous":null,"results":[]}'


def test_a_hidden_product_is_none_to_staff(api: TokenApiClient) -> None:
    assert api.request("GET", "/api/products/300/images").status_code == 200


def test_an_item_of_the_list_is_the_image_as_it_is_shown_alone(api: TokenApiClient) -> None:
    image = api.create({"alt_text": "front", "order": "3"})
    assert api.listed() == [image]
    assert api.request("GET", f"{LAMP}/{image['id']}").json() == image


@pytest.mark.parametrize("path", [LAMP + "?limit=50", LAMP + "/{id}"])
def test_a_read_takes_three_statements_and_two_when_it_is_asked_again(
    api: TokenApiClient, eleven_images: list[int], path: str
) -> None:
    path = path.format(id=eleven_images[5])
    assert (count_statements(api, path), count_statements(api, path)) == (3, 2)
    api.create()
    assert count_statements(api, path) == 3


@pytest.mark.usefixtures("eleven_images")
def test_a_page_of_a_walk_costs_a_read_of_where_it_came_to_at_its_begin_and_end_and_one_write(
    api: TokenApiClient,
) -> None:
    begun, further = LAMP + "?limit=3", LAMP + "?limit=3&offset=3"
    assert (count_statements(api, begun), count_statements(api, begun)) == (5, 3)
    assert (count_statements(api, further), count_statements(api, further)) == (6, 4)


def count_statements(api: TokenApiClient, path: str) -> int:
    before = bound_engine().statements
    assert api.request("GET", path).status_code == 200
    return bound_engine().statements - before


@pytest.mark.parametrize("path", [LAMP, LAMP + "/{id}"])
def test_who_has_it_already_is_told_so(api: TokenApiClient, path: str) -> None:
    image = api.create({"alt_text": "old"})
    path = path.format(id=image["id"])
    etag = api.request("GET", path).headers["etag"]
    same = api.request("GET", path, headers={"If-None-Match": etag})
    assert (same.status_code, same.content) == (304, b"")
    api.request("PATCH", f"{LAMP}/{image['id']}", json={"alt_text": "new"})
    changed: dict[str, Any] = api.request("GET", path, headers={"If-None-Match": etag}).json()
    assert "new" in str(changed)
