"""Galleries, pictures and edits for tests, made by hand and by hypothesis."""

from typing import Any

from hypothesis import strategies as st

from web.gallery.apply import apply
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
from web.gallery.model import GLOBAL, STANDARD_ROLES, Gallery, Image, Picture

STORES = (GLOBAL, 1, 2)
NOW = 1_700_000_000_000_000


def picture(number: int) -> Picture:
    return Picture(
        number=number,
        content_hash=f"{number:064x}",
        format="JPEG",
        size=100,
        width=4,
        height=3,
        mode="RGB",
        file_name=f"{number}.jpg",
        public_name=f"{number}.jpg",
        uploaded_at=NOW,
        uploader=None,
    )


def gallery(*positions: int, **more: Any) -> Gallery:
    """Images 1, 2, 3 … at these positions."""
    images = {
        number: Image(id=number, picture=picture(number), position=position, created_at=NOW, updated_at=NOW)
        for number, position in enumerate(positions, start=1)
    }
    return Gallery(images=images, **more)


def positions(value: Gallery, store: int = GLOBAL) -> list[int]:
    """Positions by id."""
    return [value.images[number].position_at(store) for number in sorted(value.images)]


def order(value: Gallery, store: int = GLOBAL) -> list[int]:
    return [image.id for image in value.listed(store)]


stores = st.sampled_from(STORES)
labels = st.one_of(st.none(), st.sampled_from(["", "Robe", "White dress", "<b>"]))
roles = st.frozensets(st.sampled_from(STANDARD_ROLES))
places = st.sampled_from(list(Placement))
numbers = st.integers(-3, 12)
points = st.one_of(st.none(), st.tuples(st.integers(0, 1000), st.integers(0, 1000)))


@st.composite
def edits_of(draw: st.DrawFn, value: Gallery, new: int) -> Edit:
    """Draw an edit that this gallery allows; `new` is the number of the next picture."""
    adding = AddImage(
        picture=picture(new),
        label=draw(labels),
        roles=draw(roles),
        excluded=draw(st.booleans()),
        store=draw(stores),
    )
    store = draw(stores)
    there = [image.id for image in value.images.values() if not image.own(store).removed]
    if not there:
        return adding
    number = draw(st.sampled_from(there))
    possible: list[Edit] = [
        adding,
        ChangeImage(image_id=number, label=draw(labels), store=store),
        ChangeImage(image_id=number, excluded=draw(st.booleans()), store=store),
        ChangeImage(image_id=number, focus=draw(points), store=store),
        MoveImage(image_id=number, position=draw(numbers), place=draw(places), store=store),
        AssignRoles(image_id=number, roles=draw(roles), store=store),
        RemoveImage(image_id=number, store=store, close_gap=draw(st.booleans())),
        ReplacePicture(image_id=number, picture=picture(new)),
    ]
    return draw(st.sampled_from(possible))


@st.composite
def histories(draw: st.DrawFn, most: int = 8) -> list[Edit]:
    """A sequence of edits, each allowed where it stands."""
    value, edits = Gallery(), []
    for new in range(1, draw(st.integers(1, most)) + 1):
        edit = draw(edits_of(value, new))
        value = apply(value, [edit], NOW + new)
        edits.append(edit)
    return edits
