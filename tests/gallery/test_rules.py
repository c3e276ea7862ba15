"""Invariants of a gallery, whatever is done to it."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.gallery.galleries import NOW, STORES, edits_of, histories, order
from web.gallery.apply import apply
from web.gallery.changes import changes_between
from web.gallery.edits import AssignRoles, ChangeImage, Edit, MoveImage, Placement, Undo
from web.gallery.model import STANDARD_ROLES, Gallery


def after(edits: list[Edit]) -> Gallery:
    return apply(Gallery(), edits, NOW)


@given(histories())
def test_ranks_are_one_to_n_in_every_store(edits: list[Edit]) -> None:
    value = after(edits)
    for store in STORES:
        listed = order(value, store)
        assert [value.rank(number, store) for number in listed] == list(range(1, len(listed) + 1))


@given(histories())
def test_a_role_has_at_most_one_holder_per_store_and_only_images_of_the_gallery(edits: list[Edit]) -> None:
    value = after(edits)
    for store in STORES:
        for role in STANDARD_ROLES:
            holders = [number for number in value.images if role in value.roles_of(number, store)]
            assert holders in ([], [value.holder(role, store)])


@given(histories(), st.sampled_from(STORES))
def test_writing_back_what_was_read_changes_nothing(edits: list[Edit], store: int) -> None:
    value = after(edits)
    back: list[Edit] = []
    for image in value.listed(store):
        back += [
            ChangeImage(
                image_id=image.id,
                store=store,
                label=image.label_at(store),
                excluded=image.excluded_at(store),
                variations=image.variations,
                focus=image.focus,
            ),
            AssignRoles(image_id=image.id, roles=value.roles_of(image.id, store), store=store),
            *(
                MoveImage(image_id=image.id, position=image.position_at(store), place=place, store=store)
                for place in (Placement.EXACT, Placement.MAKE_ROOM, Placement.SLIDE)
            ),
            MoveImage(image_id=image.id, position=value.rank(image.id, store), place=Placement.RANK, store=store),
        ]
    assert apply(value, back, NOW + 99) == value


@given(st.data(), histories())
def test_undo_restores_what_was_before(data: st.DataObject, edits: list[Edit]) -> None:
    before = after(edits)
    done = apply(before, [data.draw(edits_of(before, 99))], NOW + 5)
    changes = changes_between(before, done)
    if changes:
        undone = apply(done, [Undo(changes=changes)], NOW + 5)
        assert without_dates(undone) == without_dates(before)


def without_dates(value: Gallery) -> object:
    images = {
        number: replace(image, created_at=0, updated_at=0, overrides=dict(image.overrides))
        for number, image in value.images.items()
    }
    return images, {store: dict(held) for store, held in value.roles.items()}


@given(histories())
def test_a_rank_given_is_the_rank_had(edits: list[Edit]) -> None:
    value = after(edits)
    for store in STORES:
        listed = order(value, store)
        for rank in range(1, len(listed) + 1):
            moved = apply(value, [MoveImage(image_id=listed[0], position=rank, place=Placement.RANK, store=store)], NOW)
            assert moved.rank(listed[0], store) == rank
            assert [number for number in order(moved, store) if number != listed[0]] == listed[1:]


@given(histories())
def test_what_one_store_does_is_not_seen_by_the_others(edits: list[Edit]) -> None:
    value = after(edits)
    done: list[Edit] = []
    for number in order(value, 1):
        done += [ChangeImage(image_id=number, label="own", store=1), MoveImage(image_id=number, position=7, store=1)]
    changed = apply(value, done, NOW + 9)
    for store in (0, 2):
        assert [(image.id, image.label_at(store), image.position_at(store)) for image in changed.listed(store)] == [
            (image.id, image.label_at(store), image.position_at(store)) for image in value.listed(store)
        ]
