"""Store overrides inherit field by field, and every edit touches only what it names."""

import pytest

from tests.gallery.galleries import NOW, gallery, order, picture
from web.gallery.apply import apply
from web.gallery.changes import changes_between
from web.gallery.edits import (
    AddImage,
    AssignRoles,
    ChangeImage,
    MoveImage,
    RemoveImage,
    ReplacePicture,
    Undo,
)
from web.gallery.errors import ChangedSince, UnknownImage
from web.gallery.model import Gallery, Override


def test_a_store_without_its_own_label_follows_the_global_one() -> None:
    value = apply(gallery(1), [ChangeImage(image_id=1, label="White dress")], NOW)
    assert value.images[1].label_at(2) == "White dress"
    assert apply(value, [ChangeImage(image_id=1, label="Dress")], NOW).images[1].label_at(2) == "Dress"


def test_an_own_label_stays_when_the_global_one_changes() -> None:
    value = apply(gallery(1), [ChangeImage(image_id=1, label="Robe", store=2)], NOW)
    value = apply(value, [ChangeImage(image_id=1, label="Dress")], NOW)
    assert (value.images[1].label_at(2), value.images[1].label_at(3)) == ("Robe", "Dress")


def test_null_at_a_store_inherits_again_and_empty_is_deliberate() -> None:
    value = apply(gallery(1), [ChangeImage(image_id=1, label="Dress")], NOW)
    empty = apply(value, [ChangeImage(image_id=1, label="", store=2)], NOW)
    assert empty.images[1].label_at(2) == ""
    assert apply(empty, [ChangeImage(image_id=1, label=None, store=2)], NOW + 1).images[1].overrides == {}


def test_a_store_write_keeps_only_what_was_set_for_it() -> None:
    value = apply(gallery(1, 2), [ChangeImage(image_id=1, label="Robe", store=2)], NOW)
    assert value.images[1].overrides == {2: Override(label="Robe")}
    assert value.images[2].overrides == {}


def test_a_role_given_away_is_taken_from_who_had_it() -> None:
    value = apply(gallery(1, 2), [AssignRoles(image_id=1, roles=frozenset({"image", "thumbnail"}))], NOW)
    value = apply(value, [AssignRoles(image_id=2, roles=frozenset({"image"}))], NOW)
    assert value.roles_of(1) == {"thumbnail"}
    assert value.roles_of(2) == {"image"}


def test_a_store_may_say_nobody_and_follow_again() -> None:
    value = apply(gallery(1, 2), [AssignRoles(image_id=1, roles=frozenset({"image"}))], NOW)
    nobody = apply(value, [AssignRoles(image_id=1, roles=frozenset(), store=2)], NOW)
    assert (nobody.holder("image", 2), nobody.holder("image")) == (None, 1)
    assert apply(nobody, [AssignRoles(image_id=1, roles=None, store=2)], NOW).holder("image", 2) == 1


def test_removing_promotes_nobody_not_even_by_inheritance() -> None:
    value = apply(
        gallery(1, 2),
        [
            AssignRoles(image_id=1, roles=frozenset({"image"})),
            AssignRoles(image_id=2, roles=frozenset({"image"}), store=2),
            RemoveImage(image_id=2),
        ],
        NOW,
    )
    assert (value.holder("image"), value.holder("image", 2)) == (1, None)


def test_removing_at_a_store_hides_it_there_alone_and_takes_its_roles_there() -> None:
    value = apply(gallery(1, 2), [AssignRoles(image_id=1, roles=frozenset({"image"}))], NOW)
    value = apply(value, [RemoveImage(image_id=1, store=2)], NOW)
    assert (order(value, 2), order(value), value.holder("image", 2), value.holder("image")) == ([2], [1, 2], None, 1)
    with pytest.raises(UnknownImage):
        apply(value, [ChangeImage(image_id=1, label="x", store=2)], NOW)


def test_replacing_the_picture_keeps_everything_else() -> None:
    value = apply(
        gallery(5),
        [ChangeImage(image_id=1, label="Robe", store=2), AssignRoles(image_id=1, roles=frozenset({"image"}))],
        NOW,
    )
    replaced = apply(value, [ReplacePicture(image_id=1, picture=picture(9))], NOW + 1)
    before, now = value.images[1], replaced.images[1]
    assert (now.id, now.position, now.overrides, replaced.roles) == (1, 5, before.overrides, value.roles)
    assert now.picture.number == 9


def test_an_image_added_for_a_store_has_nothing_of_it_globally() -> None:
    value = apply(Gallery(), [AddImage(picture=picture(1), label="Robe", store=2, roles=frozenset({"image"}))], NOW)
    assert (value.images[1].label, value.images[1].label_at(2)) == (None, "Robe")
    assert (value.holder("image"), value.holder("image", 2)) == (None, 1)


def test_undo_leaves_alone_what_was_changed_again_since() -> None:
    before = gallery(1, 2)
    done = apply(before, [ChangeImage(image_id=1, label="a"), MoveImage(image_id=1, position=9)], NOW)
    later = apply(done, [ChangeImage(image_id=1, label="b")], NOW)
    undone = apply(later, [Undo(changes=changes_between(before, done))], NOW)
    assert (undone.images[1].label, undone.images[1].position) == ("b", 1)


def test_undoing_twice_is_refused() -> None:
    before = gallery(1)
    done = apply(before, [ChangeImage(image_id=1, label="a")], NOW)
    changes = changes_between(before, done)
    undone = apply(done, [Undo(changes=changes)], NOW)
    with pytest.raises(ChangedSince):
        apply(undone, [Undo(changes=changes)], NOW)


@pytest.mark.parametrize(
    "edit",
    [
        ChangeImage(image_id=7, label="x"),
        MoveImage(image_id=7, position=1),
        AssignRoles(image_id=7, roles=frozenset()),
        RemoveImage(image_id=7),
        ReplacePicture(image_id=7, picture=picture(9)),
    ],
)
def test_an_image_that_is_not_there_is_refused(edit: ChangeImage) -> None:
    with pytest.raises(UnknownImage):
        apply(gallery(1), [edit], NOW)
