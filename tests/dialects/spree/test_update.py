"""Changing and deleting images: what is sent and nothing else, and the places of a list."""

from typing import Any

import pytest

from tests.dialects.spree.client import (
    DOG,
    LARGE,
    MUST_BE_PRESENT,
    NO_IMAGE,
    NOT_ALLOWED,
    NOT_FOUND,
    SpreeClient,
    invalid,
)
from tests.pictures import jpeg, png


def ids(spree: SpreeClient, count: int = 3) -> list[int]:
    return [spree.create()["id"] for _ in range(count)]


def order(spree: SpreeClient) -> list[int]:
    return [image["id"] for image in spree.listed()]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_spree_71_only_what_is_sent_changes(spree: SpreeClient, method: str) -> None:
    """PATCH is PUT."""
    image = spree.create(alt="old", position="3")
    response = spree.request(method, f"{DOG}/{image['id']}", json={"image": {"alt": "new"}})
    assert (response.status_code, response.json()) == (201, image | {"alt": "new"})


@pytest.mark.parametrize(
    ("sent", "alt"),
    [("", ""), (None, None), (12, "12"), (1.5, "1.5"), (True, "t"), (False, "f"), ({"a": 1}, "old"), ([1], "old")],
)
def test_spree_77_a_text_is_written_out_and_what_is_none_is_dropped(
    spree: SpreeClient, sent: Any, alt: str | None
) -> None:
    number = spree.create(alt="old")["id"]
    assert spree.change(number, alt=sent)["alt"] == alt


def test_a_null_character_is_refused(spree: SpreeClient) -> None:
    image = spree.create(alt="old")
    response = spree.request("PUT", f"{DOG}/{image['id']}", json={"image": {"alt": "a\0b"}})
    assert (response.status_code, response.json()) == (422, invalid(alt="is invalid"))


def test_spree_78_what_is_not_to_be_changed_is_ignored(spree: SpreeClient) -> None:
    image = spree.create()
    sent: dict[str, Any] = {"id": 99, "type": "X", "attachment_width": 9, "created_at": "2013-06-06", "foo": 1}
    assert spree.change(image["id"], **sent) == image


@pytest.mark.parametrize("parent", [DOG, LARGE])
def test_what_was_read_may_be_written_back_and_changes_nothing(spree: SpreeClient, parent: str) -> None:
    image = spree.create(parent, alt="old")
    etag = spree.request("GET").headers["etag"]
    assert spree.change(image["id"], parent, **image) == image
    assert spree.request("PUT", f"{parent}/{image['id']}", json=image).json() == image
    fields = {f"image[{name}]": "" if value is None else value for name, value in image.items()}
    assert spree.request("PUT", f"{parent}/{image['id']}", data=fields).json() == image
    assert spree.request("GET", headers={"If-None-Match": etag}).status_code == 304


def test_json_may_name_what_changes_at_its_root(spree: SpreeClient) -> None:
    one, two = ids(spree, 2)
    response = spree.request("PUT", f"{DOG}/{two}", json={"alt": "bare", "position": 1, "foo": 2})
    assert (response.status_code, response.json()["alt"]) == (201, "bare")
    assert spree.positions() == [(two, 1), (one, 2)]
    response = spree.request("PUT", f"{DOG}/{two}", json={"alt": "extra_routers", "image": {"position": 2}})
    assert response.json()["alt"] == "bare", "what is in `image` counts where there is one"
    for nothing in ({}, {"foo": 1}, {"attachment": "x"}):
        response = spree.request("PUT", f"{DOG}/{two}", json=nothing)
        assert (response.status_code, response.json()) == (422, NO_IMAGE)


def test_spree_82_parameters_may_come_in_the_query(spree: SpreeClient) -> None:
    image = spree.create()
    response = spree.request("PUT", f"{DOG}/{image['id']}", params={"image[alt]": "x"})
    assert (response.status_code, response.json()["alt"]) == (201, "x")


def test_of_an_image_in_the_query_and_one_in_the_body_the_querys_counts(spree: SpreeClient) -> None:
    image = spree.create(alt="old")
    for more in ({"json": {"image": {"alt": "b", "position": 7}}}, {"data": {"image[position]": "7"}}):
        response = spree.request("PUT", f"{DOG}/{image['id']}?image[alt]=q", **more)
        assert response.json() == image | {"alt": "q"}


def test_spree_69_70_without_image_the_parameter_is_missing_unless_the_image_is_too(spree: SpreeClient) -> None:
    image = spree.create()
    response = spree.request("PUT", f"{DOG}/{image['id']}")
    assert (response.status_code, response.json()) == (422, NO_IMAGE)
    response = spree.request("PUT", f"{DOG}/999")
    assert (response.status_code, response.json()) == (404, NOT_FOUND)


@pytest.mark.parametrize("attachment", [None, "", "x", ["x"]])
def test_spree_74_an_attachment_that_is_none_leaves_everything(spree: SpreeClient, attachment: Any) -> None:
    image = spree.create(alt="old")
    sent = {"image": {"attachment": attachment, "alt": "new"}}
    response = spree.request("PUT", f"{DOG}/{image['id']}", json=sent)
    assert (response.status_code, response.json()) == (422, MUST_BE_PRESENT)
    assert spree.listed() == [image]


def test_spree_73_a_bad_file_leaves_everything(spree: SpreeClient) -> None:
    image = spree.create(alt="old")
    before = spree.client.get(image["large_url"]).content
    response = spree.upload(f"{DOG}/{image['id']}", b"no picture", method="PUT", alt="new", position="9")
    assert (response.status_code, response.json()) == (422, NOT_ALLOWED)
    assert spree.listed() == [image]
    assert spree.client.get(image["large_url"]).content == before


def test_everything_may_change_at_once(spree: SpreeClient) -> None:
    one, two = ids(spree, 2)
    response = spree.upload(f"{DOG}/{two}", png(10, 20), "new.png", method="PATCH", alt="new", position="1")
    image = response.json()
    assert (image["attachment_width"], image["alt"], image["position"]) == (10, "new", 1)
    assert order(spree) == [two, one]


def test_spree_68_a_lone_image_may_stand_behind_a_gap(spree: SpreeClient) -> None:
    """The answer is 201, as the document has it."""
    number = spree.create()["id"]
    response = spree.request("PUT", f"{DOG}/{number}", json={"image": {"position": 2}})
    assert (response.status_code, response.json()["position"]) == (201, 2)
    assert spree.positions() == [(number, 2)]


def test_spree_75_between_its_old_and_its_new_place_the_others_move_by_one(spree: SpreeClient) -> None:
    one, two, three = ids(spree)
    spree.change(one, position=3)
    assert spree.positions() == [(two, 1), (three, 2), (one, 3)]
    spree.change(one, position=1)
    assert spree.positions() == [(one, 1), (two, 2), (three, 3)]


def test_spree_76_at_a_place_that_nobody_holds_nobody_moves_and_none_is_before_the_first(spree: SpreeClient) -> None:
    one, two, three = ids(spree)
    assert spree.change(one, position=99)["position"] == 99
    assert spree.positions() == [(two, 2), (three, 3), (one, 99)]
    assert spree.change(one, position=0)["position"] == 1
    assert spree.positions() == [(one, 1), (two, 2), (three, 3)]


@pytest.mark.parametrize("sent", [0, -7, "abc", "0", 0.9, True, -(10**30)])
def test_no_place_is_before_the_first(spree: SpreeClient, sent: Any) -> None:
    one, two, three = ids(spree)
    assert spree.change(three, position=sent)["position"] == 1
    assert order(spree) == [three, one, two]


@pytest.mark.parametrize("sent", [2.9, "2.9", "2", 2])
def test_decimals_are_cut(spree: SpreeClient, sent: Any) -> None:
    assert spree.change(spree.create()["id"], position=sent)["position"] == 2


@pytest.mark.parametrize("sent", [2**31, 1e300, 10**30, "9" * 40])
def test_beyond_the_last_place_there_is_none(spree: SpreeClient, sent: Any) -> None:
    image = spree.create()
    response = spree.request("PUT", f"{DOG}/{image['id']}", json={"image": {"alt": "new", "position": sent}})
    assert (response.status_code, response.json()) == (
        422,
        invalid(position="must be less than or equal to 2147483647"),
    )
    assert spree.listed() == [image]


@pytest.mark.parametrize("position", [0, -5, 2**40])
def test_a_place_that_another_dialect_chose_may_be_written_back(spree: SpreeClient, position: int) -> None:
    number = ids(spree, 2)[1]
    spree.write("UPDATE image SET position = ? WHERE id = ?", position, number)
    assert spree.change(number, position=position, alt="new")["position"] == position


@pytest.mark.parametrize("more", [{"json": {"image": {"position": None}}}, {"data": {"image[position]": ""}}])
def test_without_a_place_an_image_goes_behind_the_others_and_nobody_moves(
    spree: SpreeClient, more: dict[str, Any]
) -> None:
    """Spree stores null here: we always have an order."""
    one, two, three = ids(spree)
    for _ in range(2):
        response = spree.request("PUT", f"{DOG}/{one}", **more)
        assert (response.status_code, response.json()["position"]) == (201, 4)
        assert spree.positions() == [(two, 2), (three, 3), (one, 4)]
    spree.change(one, position=2)
    assert spree.positions() == [(one, 2), (two, 3), (three, 4)], "and from there it is put in"


@pytest.mark.parametrize("sent", [[1], {"a": 1}])
def test_what_can_be_no_place_leaves_it(spree: SpreeClient, sent: Any) -> None:
    number = ids(spree)[1]
    assert spree.change(number, position=sent)["position"] == 2


def test_spree_86_when_an_image_goes_those_behind_it_move_up(spree: SpreeClient) -> None:
    one, two, three, four = ids(spree, 4)
    assert spree.request("DELETE", f"{DOG}/{two}").status_code == 204
    assert spree.positions() == [(one, 1), (three, 2), (four, 3)]


def test_a_picture_of_the_same_bytes_is_a_new_picture_all_the_same(spree: SpreeClient) -> None:
    image = spree.create(picture=jpeg())
    again = spree.upload(f"{DOG}/{image['id']}", jpeg(), method="PUT").json()
    assert again["mini_url"] != image["mini_url"]
