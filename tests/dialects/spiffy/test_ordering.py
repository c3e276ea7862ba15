"""Positions are ranks: 1 for the main image, no gaps, and setting one moves the others."""

from typing import Any

import pytest

from tests.dialects.spiffy.conftest import SpiffyClient
from tests.pictures import base64_text, png

AT = "products/8/images"


@pytest.fixture
def three(spiffy: SpiffyClient) -> list[int]:
    return [spiffy.create()["id"] for _ in range(3)]


def positions(spiffy: SpiffyClient) -> list[tuple[int, int]]:
    return [(image["id"], image["position"]) for image in spiffy.listed()]


def test_spiffy_22_images_stand_in_the_order_in_which_they_came(spiffy: SpiffyClient, three: list[int]) -> None:
    assert positions(spiffy) == list(zip(three, (1, 2, 3), strict=True))


@pytest.mark.parametrize(
    ("position", "rank"),
    [(1, 1), (2, 2), (4, 4), (99, 4), (10**30, 4), (0, 1), (-1, 1), ("2", 2), (2.0, 2), (None, 4), (2**53, 4)],
)
def test_spiffy_23_24_25_a_new_image_takes_its_place_and_the_others_make_room(
    spiffy: SpiffyClient, three: list[int], position: Any, rank: int
) -> None:
    image = spiffy.create(position=position)
    assert image["position"] == rank
    expected = [*three[: rank - 1], image["id"], *three[rank - 1 :]]
    assert positions(spiffy) == list(zip(expected, (1, 2, 3, 4), strict=True))


def test_spiffy_25_a_position_that_is_no_whole_number_is_refused(spiffy: SpiffyClient, three: list[int]) -> None:
    refusal = {"errors": {"position": ["is not a whole number"]}}
    positions_sent: list[Any] = ["x", "", 1.5, True, [], {}, "--1", "²"]
    for position in positions_sent:
        created = spiffy.post(AT, attachment=base64_text(png()), position=position)
        assert (created.status_code, created.json()) == (422, refusal), position
        updated = spiffy.put(f"{AT}/{three[0]}", id=three[0], position=position)
        assert (updated.status_code, updated.json()) == (422, refusal), position
    assert spiffy.ids() == three


def test_spiffy_27_moving_the_third_to_the_front(spiffy: SpiffyClient, three: list[int]) -> None:
    response = spiffy.put(f"{AT}/{three[2]}", id=three[2], position=1)
    assert response.json()["image"]["position"] == 1
    assert positions(spiffy) == list(zip([three[2], three[0], three[1]], (1, 2, 3), strict=True))


@pytest.mark.parametrize(
    ("moved", "position", "order"),
    [
        (0, 2, [1, 0, 2]),
        (0, 3, [1, 2, 0]),
        (0, 99, [1, 2, 0]),
        (2, 2, [0, 2, 1]),
        (1, 0, [1, 0, 2]),
        (1, -5, [1, 0, 2]),
    ],
)
def test_moving_renumbers_whoever_is_in_between(
    spiffy: SpiffyClient, three: list[int], moved: int, position: int, order: list[int]
) -> None:
    response = spiffy.put(f"{AT}/{three[moved]}", id=three[moved], position=position)
    expected = [three[place] for place in order]
    assert response.json()["image"]["position"] == 1 + order.index(moved)
    assert positions(spiffy) == list(zip(expected, (1, 2, 3), strict=True))


def test_spiffy_28_moving_to_where_it_stands_moves_nobody(spiffy: SpiffyClient, three: list[int]) -> None:
    for rank, number in enumerate(three, start=1):
        response = spiffy.put(f"{AT}/{number}", id=number, position=rank)
        assert response.json()["image"]["position"] == rank
    assert positions(spiffy) == list(zip(three, (1, 2, 3), strict=True))


def test_spiffy_34_35_37_deleting_answers_an_empty_object_once(spiffy: SpiffyClient, three: list[int]) -> None:
    response = spiffy.delete(f"{AT}/{three[0]}")
    assert (response.status_code, response.content) == (200, b"{}")
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    again = spiffy.delete(f"{AT}/{three[0]}")
    assert (again.status_code, again.json()) == (404, {"errors": "Not Found"})
    assert spiffy.get(f"{AT}/count").json() == {"count": 2}


def test_spiffy_36_after_the_middle_one_is_deleted_there_is_no_gap(spiffy: SpiffyClient, three: list[int]) -> None:
    spiffy.delete(f"{AT}/{three[1]}")
    assert positions(spiffy) == [(three[0], 1), (three[2], 2)]
    assert spiffy.get(f"{AT}/{three[2]}").json()["image"]["position"] == 2
    assert spiffy.create()["position"] == 3


def test_a_position_is_the_same_in_every_answer_however_it_is_cut(spiffy: SpiffyClient, three: list[int]) -> None:
    assert spiffy.listed(since_id=three[0], fields="position") == [{"position": 2}, {"position": 3}]
    assert spiffy.listed(limit=1, page=3)[0]["position"] == 3
