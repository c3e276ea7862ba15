"""Changing and deleting images: what is sent and nothing else, and the places of a list."""

from typing import Any

import pytest

from tests.dialects.spree.asking import DOG, MUST_BE_PRESENT, NO_IMAGE, NOT_ALLOWED, NOT_FOUND, Spree, invalid
from tests.pictures import jpeg, png


def ids(spree: Spree, count: int = 3) -> list[int]:
    return [spree.made()["id"] for _ in range(count)]


def order(spree: Spree) -> list[int]:
    return [image["id"] for image in spree.listed()]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_only_what_is_sent_changes(spree: Spree, method: str) -> None:
    """Case 71; PATCH is PUT."""
    image = spree.made(alt="old", position="3")
    answer = spree.ask(method, f"{DOG}/{image['id']}", json={"image": {"alt": "new"}})
    assert (answer.status_code, answer.json()) == (201, image | {"alt": "new"})


@pytest.mark.parametrize(
    ("sent", "alt"),
    [("", ""), (None, None), (12, "12"), (1.5, "1.5"), (True, "t"), (False, "f"), ({"a": 1}, "old"), ([1], "old")],
)
def test_a_text_is_written_out_and_what_is_none_is_dropped(spree: Spree, sent: Any, alt: str | None) -> None:
    """Case 77."""
    number = spree.made(alt="old")["id"]
    assert spree.change(number, alt=sent)["alt"] == alt


def test_a_null_character_is_refused(spree: Spree) -> None:
    image = spree.made(alt="old")
    answer = spree.ask("PUT", f"{DOG}/{image['id']}", json={"image": {"alt": "a\0b"}})
    assert (answer.status_code, answer.json()) == (422, invalid(alt="is invalid"))


def test_what_is_not_to_be_changed_is_ignored(spree: Spree) -> None:
    """Case 78; a picture stays under what it was created for (void: cases 79 and 80)."""
    image = spree.made()
    sent: dict[str, Any] = {
        "id": 99,
        "type": "X",
        "attachment_width": 9,
        "viewable_id": 5596,
        "viewable_type": "Spree::Product",
    }
    assert spree.change(image["id"], **sent) == image


def test_what_was_read_may_be_written_back_and_changes_nothing(spree: Spree) -> None:
    image = spree.made(alt="old")
    etag = spree.ask("GET").headers["etag"]
    assert spree.change(image["id"], **image) == image
    assert spree.ask("GET", headers={"If-None-Match": etag}).status_code == 304


def test_parameters_may_come_in_the_query(spree: Spree) -> None:
    """Case 82."""
    image = spree.made()
    answer = spree.ask("PUT", f"{DOG}/{image['id']}", params={"image[alt]": "x"})
    assert (answer.status_code, answer.json()["alt"]) == (201, "x")


def test_without_image_the_parameter_is_missing(spree: Spree) -> None:
    """Cases 69 and 70."""
    image = spree.made()
    answer = spree.ask("PUT", f"{DOG}/{image['id']}")
    assert (answer.status_code, answer.json()) == (422, NO_IMAGE)
    answer = spree.ask("PUT", f"{DOG}/999")
    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


@pytest.mark.parametrize("attachment", [None, "", "x", ["x"]])
def test_an_attachment_that_is_none_leaves_everything(spree: Spree, attachment: Any) -> None:
    """Case 74."""
    image = spree.made(alt="old")
    sent = {"image": {"attachment": attachment, "alt": "new"}}
    answer = spree.ask("PUT", f"{DOG}/{image['id']}", json=sent)
    assert (answer.status_code, answer.json()) == (422, MUST_BE_PRESENT)
    assert spree.listed() == [image]


def test_a_bad_file_leaves_everything(spree: Spree) -> None:
    """Case 73."""
    image = spree.made(alt="old")
    answer = spree.upload(f"{DOG}/{image['id']}", b"no picture", method="PUT", alt="new", position="9")
    assert (answer.status_code, answer.json()) == (422, NOT_ALLOWED)
    assert spree.listed() == [image]


def test_everything_may_change_at_once(spree: Spree) -> None:
    one, two = ids(spree, 2)
    answer = spree.upload(f"{DOG}/{two}", png(10, 20), "new.png", method="PATCH", alt="new", position="1")
    image = answer.json()
    assert (image["attachment_width"], image["alt"], image["position"]) == (10, "new", 1)
    assert order(spree) == [two, one]


def test_a_lone_image_may_stand_behind_a_gap(spree: Spree) -> None:
    """Case 68."""
    number = spree.made()["id"]
    assert spree.change(number, position=2)["position"] == 2
    assert spree.positions() == [(number, 2)]


def test_between_its_old_and_its_new_place_the_others_move_by_one(spree: Spree) -> None:
    """Case 75."""
    one, two, three = ids(spree)
    spree.change(one, position=3)
    assert spree.positions() == [(two, 1), (three, 2), (one, 3)]
    spree.change(one, position=1)
    assert spree.positions() == [(one, 1), (two, 2), (three, 3)]


def test_at_a_place_that_nobody_holds_nobody_moves(spree: Spree) -> None:
    """Case 76."""
    one, two, three = ids(spree)
    assert spree.change(one, position=99)["position"] == 99
    assert spree.positions() == [(two, 2), (three, 3), (one, 99)]


@pytest.mark.parametrize("sent", [0, -7, "abc", "0", 0.9, True])
def test_no_place_is_before_the_first(spree: Spree, sent: Any) -> None:
    """Case 76."""
    one, two, three = ids(spree)
    assert spree.change(three, position=sent)["position"] == 1
    assert order(spree) == [three, one, two]


@pytest.mark.parametrize(("sent", "position"), [(2.9, 2), ("2.9", 2), (1e300, 2**31 - 1), (10**30, 2**31 - 1)])
def test_decimals_are_cut_and_no_place_is_beyond_what_is_kept(spree: Spree, sent: Any, position: int) -> None:
    number = spree.made()["id"]
    assert spree.change(number, position=sent)["position"] == position


@pytest.mark.parametrize("sent", [None, "", [1], {"a": 1}])
def test_what_is_no_place_leaves_it(spree: Spree, sent: Any) -> None:
    """null too: a place is always a number here."""
    number = ids(spree)[1]
    assert spree.change(number, position=sent)["position"] == 2


def test_when_an_image_goes_those_behind_it_move_up(spree: Spree) -> None:
    """Case 86."""
    one, two, three, four = ids(spree, 4)
    assert spree.ask("DELETE", f"{DOG}/{two}").status_code == 204
    assert spree.positions() == [(one, 1), (three, 2), (four, 3)]


@pytest.mark.parametrize(
    ("more", "alt"),
    [
        ({"data": {"_method": "put", "image[alt]": "new"}}, "new"),
        ({"data": {"_method": "PATCH", "image[alt]": "new"}}, "new"),
        ({"json": {"image": {"alt": "new"}}, "headers": {"X-HTTP-Method-Override": "PUT"}}, "new"),
        ({"files": {"_method": (None, "put"), "image[alt]": (None, "new")}}, "new"),
    ],
)
def test_a_post_may_mean_a_put(spree: Spree, more: dict[str, Any], alt: str) -> None:
    """Case 83."""
    number = spree.made(alt="old")["id"]
    answer = spree.ask("POST", f"{DOG}/{number}", **more)
    assert (answer.status_code, answer.json()["alt"]) == (201, alt)


@pytest.mark.parametrize("more", [{"data": {"_method": "delete"}}, {"headers": {"X-HTTP-Method-Override": "DELETE"}}])
def test_a_post_may_mean_a_delete(spree: Spree, more: dict[str, Any]) -> None:
    """Case 83."""
    number = spree.made()["id"]
    answer = spree.ask("POST", f"{DOG}/{number}", **more)
    assert (answer.status_code, answer.content) == (204, b"")
    assert spree.listed() == []


def test_what_a_post_means_is_held_to_the_same(spree: Spree) -> None:
    image = spree.made()
    for who, status in (("cus", 404), ("rob", 401)):
        answer = spree.ask("POST", f"{DOG}/{image['id']}", who, data={"_method": "delete"})
        assert answer.status_code == status
    assert spree.listed() == [image]


def test_a_picture_of_the_same_bytes_is_a_new_picture_all_the_same(spree: Spree) -> None:
    image = spree.made(picture=jpeg())
    again = spree.upload(f"{DOG}/{image['id']}", jpeg(), method="PUT").json()
    assert again["mini_url"] != image["mini_url"]
