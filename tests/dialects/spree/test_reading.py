"""Reads and their cost, conditional ones, suffixes and slashes."""

from typing import Any

import pytest

from tests.dialects.spree.client import DOG, LARGE, NOT_FOUND, SMALL, SpreeClient
from web.database.engines.bound import bound_engine

OWN = ["id", "position", "attachment_content_type", "attachment_file_name", "type", "attachment_updated_at"]
OWN += ["attachment_width", "attachment_height", "alt"]
KEYS = [*OWN, "viewable_type", "viewable_id", "mini_url", "small_url", "product_url", "large_url"]


def test_spree_26_a_list_is_of_images_with_their_attributes(spree: SpreeClient) -> None:
    image = spree.create()
    response = spree.request("GET", DOG)
    assert (response.status_code, response.json()) == (200, {"images": [image]})
    assert set(image) >= set(spree.request("GET", f"{DOG}/new").json()["attributes"])


def test_spree_27_the_masters_address_has_the_same_list(spree: SpreeClient) -> None:
    images = [spree.create(DOG), spree.create(SMALL)]
    assert spree.listed(SMALL) == spree.listed(DOG) == images


def test_spree_28_the_members_of_an_image_have_their_order(spree: SpreeClient) -> None:
    image = spree.create()
    assert list(image) == KEYS
    assert list(spree.listed()[0]) == list(spree.request("GET", f"{DOG}/{image['id']}").json()) == KEYS


def test_spree_29_a_list_is_in_the_order_of_its_positions(spree: SpreeClient) -> None:
    numbers = [spree.create(position=position)["id"] for position in ("3", "1", "7")]
    assert spree.positions() == [(numbers[1], 1), (numbers[0], 4), (numbers[2], 7)]


def test_spree_31_there_are_no_pages(spree: SpreeClient) -> None:
    images = [spree.create() for _ in range(3)]
    assert spree.request("GET", params={"per_page": 1, "page": 2}).json() == {"images": images}


def count_statements(spree: SpreeClient, path: str, who: str = "ann") -> int:
    before = bound_engine().statements
    assert spree.request("GET", path, who).status_code == 200
    return bound_engine().statements - before


@pytest.mark.parametrize("who", ["ann", "cus"])
@pytest.mark.parametrize("path", [DOG, SMALL, DOG + "/{id}"])
def test_a_read_takes_three_statements_and_two_when_it_is_asked_again(spree: SpreeClient, path: str, who: str) -> None:
    path = path.format(id=[spree.create()["id"] for _ in range(5)][2])
    spree.request("GET", "/api/v1/products/unknown/images", who)  # takes calls out of the quota
    assert (count_statements(spree, path, who), count_statements(spree, path, who)) == (3, 2)
    spree.create(LARGE)
    assert count_statements(spree, path, who) == 3


@pytest.mark.parametrize("path", [DOG, DOG + "/{id}", DOG + "/new"])
def test_spree_44_who_has_it_already_is_told_so(spree: SpreeClient, path: str) -> None:
    number = spree.create(alt="old")["id"]
    path = path.format(id=number)
    first = spree.request("GET", path)
    assert first.headers["cache-control"] == "max-age=0, private, must-revalidate"
    assert first.headers["etag"].startswith('W/"')
    same = spree.request("GET", path, headers={"If-None-Match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert spree.request("GET", path, headers={"If-None-Match": 'W/"0"'}).status_code == 200
    spree.change(number, alt="new")
    changed = spree.request("GET", path, headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == (304 if path.endswith("new") else 200)


def test_what_was_written_has_the_etag_that_a_read_of_it_has(spree: SpreeClient) -> None:
    created = spree.upload()
    member = f"{DOG}/{created.json()['id']}"
    changed = spree.request("PUT", member, json={"image": {"alt": "new"}})
    assert changed.headers["etag"] == spree.request("GET", member).headers["etag"] != created.headers["etag"]
    assert changed.headers["cache-control"] == "max-age=0, private, must-revalidate"


def test_users_and_admins_are_never_told_of_each_others_lists(spree: SpreeClient) -> None:
    shown, hidden = spree.create(), spree.create()
    spree.hide(hidden["id"])
    etag = spree.request("GET", DOG, "ann").headers["etag"]
    assert spree.request("GET", DOG, "cus", headers={"If-None-Match": etag}).json() == {"images": [shown]}


@pytest.mark.parametrize("ending", [".json", "/", ".json/", ".json?format=xml"])
def test_spree_40_a_json_suffix_and_a_trailing_slash_make_no_difference(spree: SpreeClient, ending: str) -> None:
    number = spree.create()["id"]
    for path in (DOG, f"{DOG}/{number}", SMALL, f"{SMALL}/{number}", f"{DOG}/new"):
        response = spree.request("GET", path + ending)
        assert (response.status_code, response.json()) == (200, spree.request("GET", path).json())


@pytest.mark.parametrize("ending", [".json", "/"])
def test_writes_take_the_json_suffix_and_the_slash_too(spree: SpreeClient, ending: str) -> None:
    number = spree.create(DOG + ending)["id"]
    assert spree.request("PUT", f"{DOG}/{number}{ending}", json={"image": {"alt": "x"}}).status_code == 201
    assert spree.request("DELETE", f"{DOG}/{number}{ending}").status_code == 204


def test_spree_41_there_is_no_xml_and_what_the_caller_would_like_is_ignored(spree: SpreeClient) -> None:
    number = spree.create()["id"]
    for path in (f"{DOG}.xml", f"{DOG}/{number}.xml", f"{DOG}/new.xml"):
        response = spree.request("GET", path)
        assert response.status_code == 406
        assert response.headers["content-type"] == "application/xml; charset=utf-8"
        assert "<error>Not Acceptable</error>" in response.text
        assert spree.request("GET", path, None).status_code == 401
    for accept in ("text/html", "application/xml", "*/*", ""):
        response = spree.request("GET", headers={"Accept": accept})
        assert (response.status_code, response.headers["content-type"]) == (200, "application/json; charset=utf-8")


def test_spree_42_new_tells_the_attributes(spree: SpreeClient) -> None:
    assert spree.request("GET", f"{DOG}/new").json() == {"attributes": OWN, "required_attributes": []}


@pytest.mark.parametrize("who", ["ann", "rob", "sam", "cus"])
def test_spree_25_43_new_is_for_everybody_and_looks_for_nothing(spree: SpreeClient, who: str) -> None:
    for path in (DOG, "/api/v1/products/no-such/images", "/api/v1/variants/99/images"):
        response = spree.request("GET", f"{path}/new", who)
        assert (response.status_code, response.json()["attributes"]) == (200, OWN)


@pytest.mark.parametrize(
    ("method", "path", "status", "more"),
    [
        ("GET", DOG, 200, {}),
        ("GET", f"{DOG}/new", 200, {}),
        ("GET", f"{DOG}/999", 404, {}),
        ("POST", DOG, 422, {}),
        ("POST", DOG, 422, {"json": {"image": {"alt": "x"}}}),
        ("POST", DOG, 400, {"content": b"{", "headers": {"Content-Type": "application/json"}}),
        ("GET", DOG, 401, {"headers": {"X-Spree-Token": "0123"}}),
        ("GET", "/api/404", 404, {}),
    ],
)
def test_spree_90_every_answer_in_json_says_so(
    spree: SpreeClient, method: str, path: str, status: int, more: dict[str, Any]
) -> None:
    response = spree.request(method, path, **more)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.json()
    assert spree.upload().headers["content-type"] == "application/json; charset=utf-8"


def test_what_never_was_is_not_found(spree: SpreeClient) -> None:
    response = spree.request("GET", f"{DOG}/1")
    assert (response.status_code, response.json()) == (404, NOT_FOUND)
    assert response.headers["cache-control"] == "no-cache"
