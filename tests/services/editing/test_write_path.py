"""The one write path, on both engines."""

import asyncio
import contextlib
from typing import Any

import msgspec
import pytest

from tests.gallery.galleries import picture
from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.database.queries import journal
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
from web.gallery.errors import ChangedSince, ImagesNotSupported, UnknownImage, UnknownRole, UnknownVariation
from web.gallery.model import Actor
from web.gallery.owner import Owner
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner, gallery_of
from web.services.editing.write_path import edit_gallery, undo

pytestmark = pytest.mark.anyio
BY = Actor(dialect="spree")


@pytest.fixture
async def dog(database: Database) -> Owner:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))
    return await find_owner("product", ("id", "8"))


def add(**more: Any) -> AddImage:
    return AddImage(picture=picture(0), **more)


async def test_what_was_written_is_read_back_whole(dog: Owner) -> None:
    edited = await edit_gallery(
        dog,
        [add(label="White dress", roles=frozenset({"image"}), variations=(5596, 5595)), add(excluded=True)],
        BY,
    )
    first, second = edited.added
    edited = await edit_gallery(
        dog,
        [
            ChangeImage(image_id=first, label="Robe", store=2),
            ChangeImage(image_id=second, excluded=False, store=2),
            ChangeImage(image_id=second, focus=(0, 1000)),
            MoveImage(image_id=second, position=1, place=Placement.RANK, store=3),
            AssignRoles(image_id=second, roles=frozenset({"image", "hover_image"}), store=2),
            RemoveImage(image_id=second, store=4),
        ],
        BY,
    )
    loaded = await gallery_of(dog)
    assert loaded.gallery == edited.gallery
    assert loaded.variations == (5595, 5596)
    assert loaded.gallery.images[first].variations == (5596, 5595)
    assert [loaded.gallery.images[number].focus for number in edited.gallery.images] == [None, (0, 1000)]


async def test_an_edit_that_changes_nothing_leaves_no_trace(dog: Owner) -> None:
    edited = await edit_gallery(dog, [add(label="x")], BY)
    same = await edit_gallery(dog, [ChangeImage(image_id=edited.added[0], label="x")], BY)
    assert same.entry is None
    assert (await find_owner("product", ("id", "8"))).revision == 1
    assert len(await journal.of_owner(dog.id)) == 1


async def test_a_refused_edit_takes_the_others_back(dog: Owner) -> None:
    with pytest.raises(UnknownImage):
        await edit_gallery(dog, [add(label="x"), RemoveImage(image_id=99_999)], BY)
    assert (await gallery_of(dog)).gallery.images == {}
    assert (await find_owner("product", ("id", "8"))).revision == 0


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [(add(roles=frozenset({"cover"})), UnknownRole), (add(variations=(1,)), UnknownVariation)],
)
async def test_roles_and_variations_must_be_known(dog: Owner, edit: Edit, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        await edit_gallery(dog, [edit], BY)


async def test_an_owner_that_takes_no_images_gets_none(dog: Owner) -> None:
    with pytest.raises(ImagesNotSupported):
        await edit_gallery(await find_owner("product", ("id", "400")), [add()], BY)


async def test_ids_are_never_given_twice(dog: Owner) -> None:
    first = (await edit_gallery(dog, [add(), add()], BY)).added
    await edit_gallery(dog, [RemoveImage(image_id=number) for number in first], BY)
    assert min((await edit_gallery(dog, [add()], BY)).added) > max(first)


async def test_public_names_are_given_once_over_all_owners(dog: Owner) -> None:
    mug = await find_owner("product", ("id", "28"))
    names = []
    for owner in (dog, mug, dog):
        edited = await edit_gallery(owner, [add()], BY)
        names.append(edited.gallery.images[edited.added[0]].picture.public_name)
        await edit_gallery(owner, [RemoveImage(image_id=edited.added[0])], BY)
    assert names == ["0.jpg", "0_2.jpg", "0_3.jpg"]


async def test_a_replaced_picture_has_a_new_number_and_a_later_second(dog: Owner) -> None:
    edited = await edit_gallery(dog, [add()], BY)
    before = edited.gallery.images[edited.added[0]].picture
    edited = await edit_gallery(dog, [ReplacePicture(image_id=edited.added[0], picture=picture(0))], BY)
    after = edited.gallery.images[before.number].picture
    assert after.number > before.number
    assert after.uploaded_at // 1_000_000 > before.uploaded_at // 1_000_000


async def test_no_second_is_given_twice_to_pictures_of_an_image_not_even_after_an_undone_replacement(
    dog: Owner,
) -> None:
    edited = await edit_gallery(dog, [add()], BY)
    image, seconds = edited.added[0], []
    for _ in range(3):
        edited = await edit_gallery(dog, [ReplacePicture(image_id=image, picture=picture(0))], BY)
        seconds.append(edited.gallery.images[image].picture.uploaded_at // 1_000_000)
        assert edited.entry is not None
        await undo(dog, edited.entry, BY)
    assert len({*seconds}) == 3


async def test_edits_that_change_nothing_tell_the_revision_there_is_and_not_the_one_the_caller_knew(dog: Owner) -> None:
    edited = await edit_gallery(dog, [add()], BY)
    same = await edit_gallery(dog, [], BY)
    assert (same.entry, same.revision) == (None, edited.revision)
    assert (await edit_gallery(dog, [add()], BY)).revision == edited.revision + 1


async def test_the_journal_says_who_how_and_what(dog: Owner) -> None:
    edited = await edit_gallery(dog, [add(label="x")], Actor(dialect="magento", credential=7))
    (entry,) = await journal.of_owner(dog.id)
    assert (entry.by, entry.undoes) == (Actor(dialect="magento", credential=7), None)
    assert entry.changes == edited.changes
    assert entry.changes.images[edited.added[0]].before is None


async def test_any_entry_can_be_undone_and_the_undo_too(dog: Owner) -> None:
    edited = await edit_gallery(dog, [add(label="x", roles=frozenset({"image"})), add()], BY)
    first = edited.added[0]
    removed = await edit_gallery(dog, [RemoveImage(image_id=first)], BY)
    assert removed.entry is not None
    back = await undo(dog, removed.entry, BY)
    assert back.gallery.roles_of(first) == {"image"}
    assert back.gallery.images[first].label == "x"
    assert back.entry is not None
    gone = await undo(dog, back.entry, BY)
    assert first not in gone.gallery.images
    with pytest.raises(ChangedSince):
        await undo(dog, back.entry, BY)


async def test_an_entry_of_another_owner_is_not_undone(dog: Owner) -> None:
    edited = await edit_gallery(dog, [add()], BY)
    assert edited.entry is not None
    with pytest.raises(ChangedSince):
        await undo(await find_owner("product", ("id", "28")), edited.entry, BY)


async def test_writers_at_once_all_land_and_none_is_lost(dog: Owner) -> None:
    edited = await edit_gallery(dog, [add()], BY)
    number = edited.added[0]

    async def one(turn: int) -> None:
        await edit_gallery(dog, [add(label=str(turn)), ChangeImage(image_id=number, label=f"turn {turn}")], BY)

    await asyncio.gather(*(one(turn) for turn in range(12)))
    loaded = (await gallery_of(dog)).gallery
    assert {image.label for image in loaded.images.values()} >= {str(turn) for turn in range(12)}
    assert sorted(image.position for image in loaded.images.values()) == list(range(1, 14))
    assert (await find_owner("product", ("id", "8"))).revision == 13
    assert len(await journal.of_owner(dog.id)) == 13


async def test_edits_made_from_the_gallery_see_it_as_it_is_under_the_lock(dog: Owner) -> None:
    await asyncio.gather(*(edit_gallery(dog, [add()], BY) for _ in range(4)))
    edited = await edit_gallery(dog, lambda value: [RemoveImage(image_id=number) for number in value.images], BY)
    assert edited.gallery.images == {}


async def test_a_cancelled_write_leaves_nothing_and_blocks_nobody(dog: Owner) -> None:
    for pause in (0.0, 0.001, 0.003):
        # The driver calls it a lost connection where a caller is cancelled while it connects.
        with contextlib.suppress(TimeoutError, ConnectionError):
            await asyncio.wait_for(edit_gallery(dog, [add(label="half") for _ in range(20)], BY), pause)
    await asyncio.wait_for(edit_gallery(dog, [add(label="whole")], BY), 5)
    assert len((await gallery_of(dog)).gallery.images) % 20 == 1
