"""Changes are told by kind, each with the images it is about."""

import pytest

from tests.gallery.galleries import NOW, gallery, picture
from web.gallery.apply import apply
from web.gallery.changes import KINDS, changes_between, kinds_of
from web.gallery.edits import (
    AddImage,
    AssignRoles,
    ChangeImage,
    Edit,
    MoveImage,
    Placement,
    RemoveImage,
    ReplacePicture,
)

CASES: list[tuple[Edit, dict[str, list[int]]]] = [
    (AddImage(picture=picture(9), roles=frozenset({"image"})), {"image.added": [9], "roles.changed": [9]}),
    (RemoveImage(image_id=2), {"image.removed": [2]}),
    (RemoveImage(image_id=2, store=4), {"image.shown": [2]}),
    (ReplacePicture(image_id=1, picture=picture(9)), {"image.replaced": [1]}),
    (ChangeImage(image_id=1, label="x"), {"image.relabelled": [1]}),
    (ChangeImage(image_id=1, label="x", store=4), {"image.relabelled": [1]}),
    (ChangeImage(image_id=1, excluded=True), {"image.shown": [1]}),
    (ChangeImage(image_id=1, excluded=True, store=4), {"image.shown": [1]}),
    (ChangeImage(image_id=1, variations=(5,)), {"image.linked": [1]}),
    (MoveImage(image_id=3, position=1, place=Placement.RANK), {"gallery.reordered": [1, 2, 3]}),
    (MoveImage(image_id=3, position=1, store=4), {"gallery.reordered": [3]}),
    (AssignRoles(image_id=2, roles=frozenset({"image"})), {"roles.changed": [2]}),
]


@pytest.mark.parametrize(("edit", "kinds"), CASES)
def test_an_edit_is_told_as_what_it_is(edit: Edit, kinds: dict[str, list[int]]) -> None:
    before = gallery(1, 2, 3)
    assert kinds_of(changes_between(before, apply(before, [edit], NOW))) == kinds


def test_every_kind_is_told_by_some_edit() -> None:
    assert {kind for _, kinds in CASES for kind in kinds} == set(KINDS)


def test_no_change_is_of_no_kind() -> None:
    assert kinds_of(changes_between(gallery(1), gallery(1))) == {}
