"""Reads and their cost, conditional ones, suffixes and slashes."""

from typing import Any

import pytest

from tests.dialects.spree.asking import DOG, LARGE, NOT_FOUND, SMALL, Spree
from web.database.engines.bound import bound_engine

OWN = ["id", "position", "attachment_content_type", "attachment_file_name", "type", "attachment_updated_at"]
OWN += ["attachment_width", "attachment_height", "alt"]
KEYS = [*OWN, "viewable_type", "viewable_id", "mini_url", "small_url", "product_url", "large_url"]


def test_spree_26_a_list_is_of_images_with_their_attributes(spree: Spree) -> None:
    image = spree.made()
    answer = spree.ask("GET", DOG)
    assert (answer.status_code, answer.json()) == (200, {"images": [image]})
    assert set(image) >= set(spree.ask("GET", f"{DOG}/new").json()["attributes"])


def test_spree_27_the_masters_address_has_the_same_list(spree: Spree) -> None:
    images = [spree.made(DOG), spree.made(SMALL)]
    assert spree.listed(SMALL) == spree.listed(DOG) == images


def test_spree_28_the_members_of_an_image_have_their_order(spree: Spree) -> None:
    image = spree.made()
    assert list(image) == KEYS
    assert list(spree.listed()[0]) == list(spree.ask("GET", f"{DOG}/{image['id']}").json()) == KEYS


def test_spree_29_a_list_is_in_the_order_of_its_positions(spree: Spree) -> None:
    numbers = [spree.made(position=position)["id"] for position in ("3", "1", "7")]
    assert spree.positions() == [(numbers[1], 1), (numbers[0], 4), (numbers[2], 7)]


def test_spree_31_there_are_no_pages(spree: Spree) -> None:
    images = [spree.made() for _ in range(3)]
    assert spree.ask("GET", params={"per_page": 1, "page": 2}).json() == {"images": images}


def cost(spree: Spree, path: str, who: str = "ann") -> int:
    before = bound_engine().statements
    assert spree.ask("GET", path, who).status_code == 200
    return bound_engine().statements - before


@pytest.mark.parametrize("who", ["ann", "cus"])
@pytest.mark.parametrize("path", [DOG, SMALL, DOG + "/{id}"])
def test_a_read_takes_three_statements_and_two_when_it_is_asked_again(spree: Spree, path: str, who: str) -> None:
    path = path.format(id=[spree.made()["id"] for _ in range(5)][2])
    assert (cost(spree, path, who), cost(spree, path, who)) == (3, 2)
    spree.made(LARGE)
    assert cost(spree, path, who) == 3


@pytest.mark.parametrize("path", [DOG, DOG + "/{id}", DOG + "/new"])
def test_spree_44_who_has_it_already_is_told_so(spree: Spree, path: str) -> None:
    number = spree.made(alt="old")["id"]
    path = path.format(id=number)
    first = spree.ask("GET", path)
    assert first.headers["cache-control"] == "max-age=0, private, must-revalidate"
    assert first.headers["etag"].startswith('W/"')
    same = spree.ask("GET", path, headers={"If-None-Match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert spree.ask("GET", path, headers={"If-None-Match": 'W/"0"'}).status_code == 200
    spree.change(number, alt="new")
    changed = spree.ask("GET", path, headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == (304 if path.endswith("new") else 200)


def test_what_was_written_has_the_etag_that_a_read_of_it_has(spree: Spree) -> None:
    created = spree.upload()
    member = f"{DOG}/{created.json()['id']}"
    changed = spree.ask("PUT", member, json={"image": {"alt": "new"}})
    assert changed.headers["etag"] == spree.ask("GET", member).headers["etag"] != created.headers["etag"]
    assert changed.headers["cache-control"] == "max-age=0, private, must-revalidate"


def test_users_and_admins_are_never_told_of_each_others_lists(spree: Spree) -> None:
    shown, hidden = spree.made(), spree.made()
    spree.hide(hidden["id"])
    etag = spree.ask("GET", DOG, "ann").headers["etag"]
    assert spree.ask("GET", DOG, "cus", headers={"If-None-Match": etag}).json() == {"images": [shown]}


@pytest.mark.parametrize("ending", [".json", "/", ".json/", ".json?format=xml"])
def test_spree_40_a_json_suffix_and_a_trailing_slash_make_no_difference(spree: Spree, ending: str) -> None:
    number = spree.made()["id"]
    for path in (DOG, f"{DOG}/{number}", SMALL, f"{SMALL}/{number}", f"{DOG}/new"):
        answer = spree.ask("GET", path + ending)
        assert (answer.status_code, answer.json()) == (200, spree.ask("GET", path).json())


@pytest.mark.parametrize("ending", [".json", "/"])
def test_writes_take_the_json_suffix_and_the_slash_too(spree: Spree, ending: str) -> None:
    number = spree.made(DOG + ending)["id"]
    assert spree.ask("PUT", f"{DOG}/{number}{ending}", json={"image": {"alt": "x"}}).status_code == 201
    assert spree.ask("DELETE", f"{DOG}/{number}{ending}").status_code == 204


def test_spree_41_there_is_no_xml_and_what_the_caller_would_like_is_ignored(spree: Spree) -> None:
    number = spree.made()["id"]
    for path in (f"{DOG}.xml", f"{DOG}/{number}.xml", f"{DOG}/new.xml"):
        answer = spree.ask("GET", path)
        assert answer.status_code == 406
        assert answer.headers["content-type"] == "application/xml; charset=utf-8"
        assert "<error>Not Acceptable</error>" in answer.text
        assert spree.ask("GET", path, None).status_code == 401
    for accept in ("text/html", "application/xml", "*/*", ""):
        answer = spree.ask("GET", headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json; charset=utf-8")


def test_spree_42_new_tells_the_attributes(spree: Spree) -> None:
    assert spree.ask("GET", f"{DOG}/new").json() == {"attributes": OWN, "required_attributes": []}


@pytest.mark.parametrize("who", ["ann", "rob", "sam", "cus"])
def test_spree_25_43_new_is_for_everybody_and_looks_for_nothing(spree: Spree, who: str) -> None:
    for path in (DOG, "/api/v1/products/no-such/images", "/api/v1/variants/99/images"):
        answer = spree.ask("GET", f"{path}/new", who)
        assert (answer.status_code, answer.json()["attributes"]) == (200, OWN)


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
    spree: Spree, method: str, path: str, status: int, more: dict[str, Any]
) -> None:
    answer = spree.ask(method, path, **more)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.json()
    assert spree.upload().headers["content-type"] == "application/json; charset=utf-8"


def test_what_never_was_is_not_found(spree: Spree) -> None:
    answer = spree.ask("GET", f"{DOG}/1")
    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)
    assert answer.headers["cache-control"] == "no-cache"
