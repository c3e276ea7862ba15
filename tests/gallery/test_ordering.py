"""Ordering: the vendors' own examples of how neighbours move when one image takes a place."""

import pytest

from tests.gallery.galleries import NOW, gallery, order, picture, positions
from web.gallery.apply import apply
from web.gallery.edits import AddImage, MoveImage, Placement, RemoveImage
from web.gallery.errors import PositionOutOfRange
from web.gallery.model import LARGEST_POSITION


@pytest.mark.parametrize(
    ("before", "image", "to", "after"),
    [
        ((0, 1, 2), 1, 1, [1, 2, 3]),  # BigCommerce notes 34
        ((0, 1, 5), 1, 2, [2, 1, 6]),  # 35
        ((0, 1, 2), 2, 1, [0, 1, 2]),  # the same value moves nobody
    ],
)
def test_making_room_moves_everybody_from_there_on_up_by_one(
    before: tuple[int, ...], image: int, to: int, after: list[int]
) -> None:
    moved = apply(gallery(*before), [MoveImage(image_id=image, position=to, place=Placement.MAKE_ROOM)], NOW)
    assert positions(moved) == after


@pytest.mark.parametrize(
    ("before", "image", "to", "after"),
    [
        ((1, 2, 3), 1, 3, [3, 1, 2]),  # Spree notes 75: order 2, 3, 1
        ((1, 2, 3), 3, 1, [2, 3, 1]),
        ((1,), 1, 2, [2]),  # 68: nobody there, nobody moves, a gap stays
        ((1, 2, 3), 1, 99, [99, 2, 3]),  # 76
    ],
)
def test_sliding_moves_those_in_between_when_the_place_is_taken(
    before: tuple[int, ...], image: int, to: int, after: list[int]
) -> None:
    moved = apply(gallery(*before), [MoveImage(image_id=image, position=to, place=Placement.SLIDE)], NOW)
    assert positions(moved) == after


@pytest.mark.parametrize(
    ("rank", "after"), [(1, [3, 1, 2]), (2, [1, 3, 2]), (3, [1, 2, 3]), (99, [1, 2, 3]), (-5, [3, 1, 2])]
)
def test_a_rank_renumbers_the_gallery_and_is_held_within_it(rank: int, after: list[int]) -> None:
    moved = apply(gallery(4, 4, 9), [MoveImage(image_id=3, position=rank, place=Placement.RANK)], NOW)
    assert order(moved) == after


def test_equal_positions_stand_in_the_order_of_their_ids() -> None:
    assert order(gallery(2, 1, 2, 1)) == [2, 4, 1, 3]


def test_a_newcomer_goes_to_the_end_unless_told_otherwise() -> None:
    assert positions(apply(gallery(3, 10), [AddImage(picture=picture(3))], NOW)) == [3, 10, 11]
    assert positions(apply(gallery(), [AddImage(picture=picture(1))], NOW)) == [1]


def test_a_newcomer_that_slides_in_makes_room() -> None:
    added = apply(gallery(1, 2, 3), [AddImage(picture=picture(4), position=1, place=Placement.SLIDE)], NOW)
    assert positions(added) == [2, 3, 4, 1]


def test_removing_leaves_a_gap_unless_it_is_to_be_closed() -> None:
    assert positions(apply(gallery(1, 2, 3, 4), [RemoveImage(image_id=2)], NOW)) == [1, 3, 4]
    assert positions(apply(gallery(1, 2, 3, 4), [RemoveImage(image_id=2, close_gap=True)], NOW)) == [1, 2, 3]


def test_a_position_beyond_exact_numbers_is_refused() -> None:
    with pytest.raises(PositionOutOfRange):
        apply(gallery(1), [MoveImage(image_id=1, position=LARGEST_POSITION + 1)], NOW)


@pytest.mark.parametrize("place", [Placement.MAKE_ROOM, Placement.SLIDE])
def test_who_stands_at_the_largest_position_stays_there_when_others_make_room(place: Placement) -> None:
    added = AddImage(picture=picture(3), position=1, place=place)
    assert positions(apply(gallery(1, LARGEST_POSITION), [added], NOW)) == [2, LARGEST_POSITION, 1]
