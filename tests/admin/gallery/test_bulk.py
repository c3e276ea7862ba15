"""Bulk actions on several images: one edit each, one undo, as a plain form and as htmx sends it."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.admin.gallery.test_routes import FRENCH, at, card, label, undo_entry, without_revision
from tests.gallery.galleries import picture
from tests.media_addresses import media
from web.admin.gallery.bulk import BULK_INTENTIONS
from web.gallery.apply import apply
from web.gallery.model import Gallery, Image
from web.http.pages.forms import Form

LAMP = "/admin/products/123"


def post_for_images(visitor: Visitor, images: list[int], path: str = f"{MUG}/several", **fields: Any) -> Any:
    return visitor.htmx(path, {"images": images, **fields})


ACTIONS: list[tuple[dict[str, Any], str]] = [
    ({"do": "hide"}, "Hid 2 images."),
    ({"do": "remove"}, "Removed 2 images."),
    ({"do": "last"}, "Moved to places 2 to 3 of 3."),
    ({"do": "place", "place": "2"}, "Moved to places 2 to 3 of 3."),
    ({"do": "role", "role": "image"}, "Changed roles."),
    ({"do": "label", "label": "A mug"}, "Saved the label of 2 images."),
    ({"do": "decorative"}, "2 images are decorative: no text on purpose."),
]


@pytest.mark.parametrize(("fields", "words"), ACTIONS)
def test_each_is_one_edit_with_one_undo(ann: Visitor, mug: list[int], fields: dict[str, Any], words: str) -> None:
    before = without_revision(ann.get(MUG).text)
    response = post_for_images(ann, mug[:2], **fields)
    assert (response.status_code, words in response.text) == (200, True)
    assert without_revision(ann.get(MUG).text) != before
    assert "Undone." in ann.htmx(f"{MUG}/undo", {"entry": undo_entry(response.text)}).text
    assert without_revision(ann.get(MUG).text) == before


@pytest.mark.parametrize(("fields", "_"), ACTIONS)
def test_each_is_a_plain_form_too(ann: Visitor, mug: list[int], fields: dict[str, Any], _: str) -> None:
    response = ann.post(f"{MUG}/several", {"images": mug[:2], **fields})
    assert response.status_code == 303
    assert "toast done" in ann.get(response.headers["location"]).text


def test_the_role_goes_to_the_first_of_them(ann: Visitor, mug: list[int]) -> None:
    post_for_images(ann, [mug[2], mug[1]], do="role", role="thumbnail")
    page = ann.get(MUG).text
    assert "chip role" in card(page, mug[1])
    assert "chip role" not in card(page, mug[2])


def test_labels_are_cleared_and_at_a_store_given_back(ann: Visitor, mug: list[int]) -> None:
    post_for_images(ann, mug, do="label", label="Mug")
    post_for_images(ann, mug[:2], f"{MUG}/several?store=2", do="no-label")
    page = ann.get(FRENCH).text
    assert [label(page, one) for one in mug] == ["", "", "Mug"]
    assert "Own: empty" in card(page, mug[0])
    response = post_for_images(ann, mug[:2], f"{MUG}/several?store=2", do="inherit-label")
    assert "2 images follow the default labels again." in response.text
    post_for_images(ann, mug, do="no-label")
    assert [label(ann.get(FRENCH).text, one) for one in mug] == ["", "", ""]


def test_at_a_store_only_that_store_changes(ann: Visitor, mug: list[int]) -> None:
    response = post_for_images(ann, mug[:2], f"{MUG}/several?store=2", do="remove")
    assert "Removed 2 images from French store." in response.text
    assert ann.images(FRENCH) == mug[2:]
    assert ann.images() == mug
    post_for_images(ann, mug[2:], f"{MUG}/several?store=2", do="hide")
    assert "is-hidden" in ann.get(FRENCH).text
    post_for_images(ann, mug[2:], f"{MUG}/several?store=2", do="inherit-shown")
    assert "is-hidden" not in ann.get(FRENCH).text
    assert "is-hidden" not in ann.get(MUG).text


def test_images_that_are_gone_are_left_out(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "remove"})
    assert "Hid 1 image." in post_for_images(ann, mug[:2], do="hide").text
    assert post_for_images(ann, mug[:1], do="hide").status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "hide", "images": []},
        {"do": "explode"},
        {},
        {"do": "place"},
        {"do": "label", "label": "  "},
        {"do": "inherit-label"},
        {"do": "role", "role": "king"},
        {"do": "copy"},
        {"to": "product/999"},
        {"to": "anything"},
        {"to": "product/28"},
    ],
)
def test_what_makes_no_sense_changes_nothing(ann: Visitor, mug: list[int], fields: dict[str, Any]) -> None:
    before = ann.get(MUG).text
    response = ann.post(f"{MUG}/several", {"images": mug[:2], **fields})
    assert response.status_code in (400, 404)
    assert ann.get(MUG).text == before


@given(st.data())
def test_moved_together_they_stand_at_that_place_in_their_order(data: st.DataObject) -> None:
    ids = list(range(1, data.draw(st.integers(1, 9)) + 1))
    gallery = Gallery(images={one: Image(id=one, picture=picture(one), position=one) for one in ids})
    picked = sorted(data.draw(st.sets(st.sampled_from(ids), min_size=1)))
    place = data.draw(st.integers(-2, 12))
    form = Form([("do", "place"), ("place", str(place))])
    after = apply(gallery, BULK_INTENTIONS["place"](form, gallery, picked, 0), now=1)
    others = [one for one in ids if one not in picked]
    start = min(max(place, 1), len(others) + 1) - 1
    assert [one.id for one in after.listed()] == [*others[:start], *picked, *others[start:]]


def test_a_copy_takes_the_labels_of_all_stores_along_and_is_undone_there(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "White"})
    ann.post(at(MUG, mug[0], "2"), {"do": "label", "label": "Blanc"})
    ann.post(at(MUG, mug[1], "2"), {"do": "label", "label": ""})
    response = post_for_images(ann, mug[:2], to="product/123")
    assert "Copied 2 images to Lamp." in response.text
    assert f'href="{LAMP}"' in response.text
    new = ann.images(LAMP)
    assert not {*new} & {*mug}
    assert [label(ann.get(LAMP).text, one) for one in new] == ["White", ""]
    french = ann.get(f"{LAMP}?store=2").text
    assert [label(french, one) for one in new] == ["Blanc", ""]
    undone = ann.htmx(f"{LAMP}/undo", {"entry": undo_entry(response.text), "next": MUG})
    assert (undone.headers["hx-retarget"], "Undone." in undone.text) == ("#toasts", True)
    assert (ann.images(LAMP), ann.images()) == ([], mug)


def test_without_javascript_a_copy_goes_to_the_only_one_found_and_says_so(ann: Visitor, mug: list[int]) -> None:
    response = ann.post(f"{MUG}/several", {"images": mug[:1], "do": "copy", "find": "lamp 1/2"})
    page = ann.get(response.headers["location"]).text
    assert "Copied 1 image to Lamp." in page
    ann.post(f"{LAMP}/undo", {"entry": undo_entry(page), "next": MUG})
    assert ann.images(LAMP) == []


def test_without_javascript_one_of_several_is_chosen_on_a_page(ann: Visitor, mug: list[int]) -> None:
    page = ann.post(f"{MUG}/several", {"images": mug[:2], "do": "copy", "find": "e"}).text
    assert 'value="product/123"' not in page
    assert re.findall(r'name="images" value="(\d+)"', page) == [str(one) for one in mug[:2]]
    assert 'value="product/8"' in page
    assert 'value="product/28"' not in page
    assert (
        "Nothing with images is called"
        in ann.post(f"{MUG}/several", {"images": mug, "do": "copy", "find": "nothing of the kind"}).text
    )


def test_products_to_copy_to_are_found_while_somebody_types(ann: Visitor, mug: list[int]) -> None:
    part = ann.part(f"{MUG}/targets?find=DOG-8").text
    assert 'value="product/8"' in part
    assert "<html" not in part
    assert "<button" not in ann.part(f"{MUG}/targets?find=").text
    assert "<button" not in ann.part(f"{MUG}/targets?find=NOIMG").text


def test_a_copy_to_what_takes_no_images_is_refused(ann: Visitor, mug: list[int]) -> None:
    assert post_for_images(ann, mug, to="product/400").status_code == 409


def test_a_copied_picture_is_served_under_a_name_of_its_own(ann: Visitor, mug: list[int]) -> None:
    post_for_images(ann, mug[:1], to="standard/155")
    (new,) = ann.images("/admin/collections/standard/155")
    assert ann.get(f"{media(new)}/original/front_2.png").content == pictures.png()
