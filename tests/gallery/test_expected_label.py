"""A label is written only while it is the one that its writer had before them."""

import pytest

from tests.gallery.galleries import NOW, picture
from web.gallery.apply import apply
from web.gallery.edits import ChangeImage
from web.gallery.errors import LabelChanged
from web.gallery.labels import ExpectedLabel
from web.gallery.model import GLOBAL, Gallery, Image, Override

FRENCH, GERMAN = 2, 3
OVERRIDES = {FRENCH: Override(label="Tasse\nbleue"), GERMAN: Override(label="")}
MUG = Gallery(images={1: Image(id=1, picture=picture(1), position=1, label="Mug", overrides=OVERRIDES)})


def label_after(store: int, expected: ExpectedLabel) -> str | None:
    """The label after somebody wrote "New" who had read this one."""
    edit = ChangeImage(image_id=1, store=store, label="New", expected=expected)
    return apply(MUG, [edit], NOW).images[1].own_label(store)


@pytest.mark.parametrize(
    ("store", "text", "own"),
    [
        (GLOBAL, "Mug", True),
        (GLOBAL, "Mug", False),
        (FRENCH, "Tasse\nbleue", True),
        (FRENCH, "Tasse\r\nbleue", False),
        (GERMAN, "", True),
        (GERMAN, None, False),
        (4, None, True),
        (4, "Mug", False),
    ],
)
def test_over_what_was_read_a_label_is_written(store: int, text: str | None, own: bool) -> None:
    assert label_after(store, ExpectedLabel(text=text, own=own)) == "New"


@pytest.mark.parametrize(
    ("store", "text", "own"),
    [(GLOBAL, "mug", True), (GLOBAL, "", False), (FRENCH, None, True), (FRENCH, "Mug", False), (4, "Mug", True)],
)
def test_over_anything_else_it_is_refused(store: int, text: str | None, own: bool) -> None:
    with pytest.raises(LabelChanged) as refused:
        label_after(store, ExpectedLabel(text=text, own=own))
    assert (refused.value.image_id, refused.value.store) == (1, store)


def test_a_label_left_empty_on_purpose_is_not_the_same_as_none_to_who_could_tell() -> None:
    assert label_after(GERMAN, ExpectedLabel(text="", own=False, empty=True)) == "New"
    with pytest.raises(LabelChanged):
        label_after(GERMAN, ExpectedLabel(text="", own=False, empty=False))
