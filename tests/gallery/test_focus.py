"""The point of a picture that matters: it belongs to the picture, and comes and goes with it."""

import pytest

from tests.gallery.galleries import NOW, gallery, picture
from web.gallery.apply import apply
from web.gallery.changes import changes_between
from web.gallery.edits import ChangeImage, Edit, ReplacePicture, Undo
from web.gallery.errors import ChangedSince, FocusOutside
from web.gallery.model import Gallery, Point

FACE, SHOE = (300, 100), (450, 900)


def after(value: Gallery, *edits: Edit) -> Gallery:
    return apply(value, edits, NOW + 1)


def focused(point: Point | None) -> ChangeImage:
    return ChangeImage(image_id=1, focus=point)


def undo(before: Gallery, done: Gallery) -> Undo:
    return Undo(changes=changes_between(before, done))


def test_another_picture_has_another_point_and_undo_brings_both_back() -> None:
    set_ = after(gallery(1), focused(FACE))
    replaced = after(set_, ReplacePicture(image_id=1, picture=picture(9)))
    assert replaced.images[1].focus is None
    assert after(replaced, undo(set_, replaced)).images[1].focus == FACE


def test_the_point_of_a_picture_goes_with_it_when_the_one_before_comes_back() -> None:
    set_ = after(gallery(1), focused(FACE))
    replaced = after(set_, ReplacePicture(image_id=1, picture=picture(9)))
    back = after(after(replaced, focused(SHOE)), undo(set_, replaced))
    assert (back.images[1].picture, back.images[1].focus) == (picture(1), FACE)


def test_undoing_what_was_said_of_a_picture_leaves_its_successor_alone() -> None:
    before = gallery(1)
    set_ = after(before, focused(FACE))
    successor = after(set_, ReplacePicture(image_id=1, picture=picture(9)), focused(FACE))
    with pytest.raises(ChangedSince):
        after(successor, undo(before, set_))


def test_to_say_the_middle_is_to_say_nothing() -> None:
    before = gallery(1)
    assert after(before, focused((500, 500))) == before
    assert after(after(before, focused(FACE)), focused((500, 500))).images[1].focus is None
    assert after(after(before, focused(FACE)), focused(None)).images[1].focus is None


def test_a_point_not_named_stays() -> None:
    set_ = after(gallery(1), focused(FACE))
    assert after(set_, ChangeImage(image_id=1, label="Shoe", store=2)).images[1].focus == FACE


@pytest.mark.parametrize("point", [(-1, 0), (0, 1001), (1001, 500)])
def test_a_point_outside_the_picture_is_refused(point: Point) -> None:
    with pytest.raises(FocusOutside):
        after(gallery(1), focused(point))
