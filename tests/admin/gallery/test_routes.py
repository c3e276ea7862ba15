"""The gallery page: what its forms do, as pages and as parts, and that each can be undone."""

import html
import re
from typing import Any

import pytest

from tests import pictures
from tests.admin.conftest import MUG, Visitor

FRENCH = f"{MUG}?store=2"


def at(path: str, image: int, store: str = "") -> str:
    return f"{path}/images/{image}" + (f"?store={store}" if store else "")


def card(text: str, image: int) -> str:
    """The card of one image on a page."""
    found = re.search(
        rf'<li class="card[^>]*id="image-{image}".*?(?=<li class="card|</ol>|</hx-partial>)', text, re.DOTALL
    )
    assert found, f"no card of image {image}"
    return found[0]


def label(text: str, image: int) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", card(text, image), re.DOTALL)
    assert found
    return found[1]


def undo_entry(text: str) -> str:
    found = re.search(r'name="entry" value="(\d+)"', text)
    assert found, "nothing to undo is offered"
    return found[1]


def without_revision(page: str) -> str:
    """Leave out the revision, which every change counts up, also an undo."""
    return re.sub(r'data-revision="\d+"', "", page)


ACTIONS: list[tuple[dict[str, Any], str]] = [
    ({"do": "label", "label": "A white mug"}, "Saved the label."),
    ({"do": "last"}, "Changed the order."),
    ({"do": "down"}, "Changed the order."),
    ({"do": "place", "place": "3"}, "Changed the order."),
    ({"do": "roles", "roles": ["image", "thumbnail"]}, "Changed roles."),
    ({"do": "focus", "focus_x": "33.3", "focus_y": "70"}, "Saved the focal point."),
    ({"do": "hide"}, "Changed who sees the image."),
    ({"do": "remove"}, "Removed 1 image."),
]


@pytest.mark.parametrize(("fields", "words"), ACTIONS)
def test_without_javascript_each_form_leads_back_says_what_it_did_and_offers_undo(
    ann: Visitor, mug: list[int], fields: dict[str, Any], words: str
) -> None:
    before = without_revision(ann.get(MUG).text)
    response = ann.post(at(MUG, mug[0]), fields)
    assert response.status_code == 303
    assert response.headers["location"].startswith(f"{MUG}?done=")
    page = ann.get(response.headers["location"]).text
    assert words in page
    back = ann.post(f"{MUG}/undo", {"entry": undo_entry(page)})
    assert "Undone." in ann.get(back.headers["location"]).text
    assert without_revision(ann.get(MUG).text) == before


@pytest.mark.parametrize(("fields", "_"), ACTIONS)
def test_htmx_gets_the_changed_part_with_undo_and_no_page(
    ann: Visitor, mug: list[int], fields: dict[str, Any], _: str
) -> None:
    response = ann.htmx(at(MUG, mug[0]), fields)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'hx-target="#toasts"' in response.text
    undone = ann.htmx(f"{MUG}/undo", {"entry": undo_entry(response.text)})
    assert "Undone." in undone.text
    assert ann.images() == mug


def test_a_new_label_sends_only_its_card(ann: Visitor, mug: list[int]) -> None:
    response = ann.htmx(at(MUG, mug[1]), {"do": "label", "label": "A white mug"})
    assert re.findall(r'hx-target="#(image-\d+)"', response.text) == [f"image-{mug[1]}"]
    assert label(response.text, mug[1]) == "A white mug"


def test_the_order_is_said_in_words(ann: Visitor, mug: list[int]) -> None:
    first, second, third = mug
    assert "Moved to place 3 of 3." in ann.htmx(at(MUG, first), {"do": "last"}).text
    assert "Moved to place 2 of 3." in ann.htmx(at(MUG, first), {"do": "up"}).text
    assert "Moved to place 1 of 3." in ann.htmx(at(MUG, third), {"do": "first"}).text
    assert ann.images() == [third, second, first]


def test_moving_up_the_first_changes_nothing_and_offers_no_undo(ann: Visitor, mug: list[int]) -> None:
    response = ann.htmx(at(MUG, mug[0]), {"do": "up"})
    assert "Already at place 1 of 3." in response.text
    assert 'name="entry"' not in response.text


def test_a_role_goes_from_one_image_to_the_next(ann: Visitor, mug: list[int]) -> None:
    ann.htmx(at(MUG, mug[0]), {"do": "roles", "roles": "image"})
    response = ann.htmx(at(MUG, mug[1]), {"do": "roles", "roles": "image"}, menu=mug[1]).text
    assert "chip role" not in card(response, mug[0])
    assert "chip role" in card(response, mug[1])
    assert card(response, mug[1]).count("checked") == 1
    assert "checked" not in ann.part(at(MUG, mug[0])).text


def test_at_a_store_values_are_its_own_until_they_are_given_back(ann: Visitor, mug: list[int]) -> None:
    image = mug[0]
    ann.post(at(MUG, image), {"do": "label", "label": "Dress"})
    assert 'chip inherited">inherited' in card(ann.get(FRENCH).text, image)
    response = ann.post(at(MUG, image, "french"), {"do": "label", "label": "Robe"})
    assert response.headers["location"].startswith(f"{FRENCH}&done=")
    assert label(ann.get(FRENCH).text, image) == "Robe"
    assert 'chip own">Own' in card(ann.get(FRENCH).text, image)
    assert label(ann.get(MUG).text, image) == "Dress"
    ann.post(at(MUG, image, "french"), {"do": "inherit-label"})
    assert label(ann.get(FRENCH).text, image) == "Dress"


def test_a_label_emptied_at_a_store_is_empty_on_purpose(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Dress"})
    ann.post(at(MUG, mug[0], "french"), {"do": "label", "label": ""})
    assert "Own: empty" in card(ann.get(FRENCH).text, mug[0])
    assert label(ann.get(FRENCH).text, mug[0]) == ""


def test_a_label_that_was_never_given_stays_away_when_sent_empty(ann: Visitor, mug: list[int]) -> None:
    assert "Nothing changed." in ann.htmx(at(MUG, mug[0]), {"do": "label", "label": "  "}).text


@pytest.mark.parametrize(
    ("own", "inherit"),
    [
        ({"do": "hide"}, {"do": "inherit-shown"}),
        ({"do": "roles", "roles": "image"}, {"do": "inherit-roles"}),
        ({"do": "label", "label": "Robe"}, {"do": "inherit-label"}),
    ],
)
def test_what_a_store_gives_back_is_as_it_was(
    ann: Visitor, mug: list[int], own: dict[str, str], inherit: dict[str, str]
) -> None:
    before = without_revision(ann.get(FRENCH).text)
    ann.post(at(MUG, mug[0], "french"), own)
    assert without_revision(ann.get(FRENCH).text) != before
    ann.post(at(MUG, mug[0], "french"), inherit)
    assert without_revision(ann.get(FRENCH).text) == before


def test_what_is_a_stores_own_has_its_way_back_on_the_card(ann: Visitor, mug: list[int]) -> None:
    for fields, chip, back in (
        ({"do": "hide"}, "Hidden here", "inherit-shown"),
        ({"do": "roles", "roles": "image"}, "Own roles", "inherit-roles"),
        ({"do": "label", "label": "Robe"}, "Own", "inherit-label"),
    ):
        ann.post(at(MUG, mug[0], "2"), fields)
        shown = card(ann.get(FRENCH).text, mug[0])
        assert f'chip own">{chip}' in shown
        assert f'value="{back}"' in shown
        assert f'value="{back}"' not in card(ann.get(MUG).text, mug[0])


def test_a_store_has_its_own_order_until_it_takes_the_default_again(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[2], "french"), {"do": "first"})
    assert ann.images(FRENCH) == [mug[2], mug[0], mug[1]]
    assert ann.images() == mug
    assert "Own order" in ann.get(FRENCH).text
    ann.post(f"{MUG}/order?store=french")
    assert ann.images(FRENCH) == mug
    assert "Own order" not in ann.get(FRENCH).text


def test_removing_at_a_store_leaves_the_others_alone(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0], "french"), {"do": "remove"})
    assert ann.images(FRENCH) == mug[1:]
    assert ann.images(f"{MUG}?store=german") == mug


@pytest.mark.parametrize(
    "fields",
    [{}, {"do": "explode"}, {"do": "place"}, {"do": "place", "place": "one"}, {"do": "inherit-label"}],
)
def test_a_form_that_is_not_ours_changes_nothing(ann: Visitor, mug: list[int], fields: dict[str, str]) -> None:
    assert ann.post(at(MUG, mug[0]), fields).status_code == 400
    toast = ann.htmx(at(MUG, mug[0]), fields)
    assert (toast.status_code, toast.headers["hx-retarget"]) == (400, "#toasts")
    assert ann.images() == mug


def test_the_place_may_be_beyond_the_end(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "place", "place": "99"})
    ann.post(at(MUG, mug[2]), {"do": "place", "place": "-5"})
    assert ann.images() == [mug[2], mug[1], mug[0]]


def test_an_unknown_role_is_refused(ann: Visitor, mug: list[int]) -> None:
    assert ann.post(at(MUG, mug[0]), {"do": "roles", "roles": "king"}).status_code == 400


def test_undo_is_refused_when_somebody_changed_it_since(ann: Visitor, mug: list[int]) -> None:
    entry = undo_entry(ann.htmx(at(MUG, mug[0]), {"do": "label", "label": "One"}).text)
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Two"})
    response = ann.htmx(f"{MUG}/undo", {"entry": entry})
    assert response.status_code == 409
    assert "somebody changed the same thing since" in response.text


def test_an_entry_of_another_gallery_is_neither_undone_nor_shown(ann: Visitor, mug: list[int]) -> None:
    entry = undo_entry(ann.htmx(at(MUG, mug[0]), {"do": "remove"}).text)
    assert ann.post("/admin/products/8/undo", {"entry": entry}).status_code == 409
    assert "toast done" not in ann.get(f"/admin/products/8?done={entry}").text


@pytest.mark.parametrize("path", ["/admin/collections/standard/155", "/admin/collections/super/156"])
def test_collections_have_the_same_page(ann: Visitor, path: str) -> None:
    ann.upload(("home.png", pictures.png()), path=path)
    (image,) = ann.images(path)
    assert ann.post(at(path, image), {"do": "label", "label": "At home"}).status_code == 303
    assert label(ann.get(path).text, image) == "At home"


def test_labels_are_text_wherever_they_are_shown(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": '"><script>alert(1)</script>'})
    for path in (MUG, FRENCH, "/admin/?q=script"):
        page = ann.get(path).text
        assert "<script>alert" not in page
    assert "&lt;script&gt;" in ann.get(MUG).text


def test_a_picture_is_offered_in_sizes_with_its_place_kept(ann: Visitor, mug: list[int]) -> None:
    shown = card(ann.get(MUG).text, mug[0])
    assert re.search(r'srcset="/media/\d+-[\w-]+/fit-320x320/front.webp 64w"', shown)
    assert re.search(r'src="/media/\d+-[\w-]+/fit-480x480/front.png"', shown)
    assert 'width="64"' in shown
    assert 'height="48"' in shown
    assert 'loading="lazy"' in shown


@pytest.mark.parametrize("typed", ["  two  spaces ", "first\nsecond", "<b>&amp;</b>"])
def test_a_label_is_kept_as_it_was_typed(ann: Visitor, mug: list[int], typed: str) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": typed.replace("\n", "\r\n")})
    assert html.unescape(label(ann.get(MUG).text, mug[0])) == typed


def test_saving_a_label_that_was_not_touched_changes_nothing(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "first\r\nsecond"})
    before = without_revision(ann.get(MUG).text)
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "first\r\nsecond"})
    assert without_revision(ann.get(MUG).text) == before


@pytest.mark.parametrize("path", ["/admin/?q=%00", "/admin/?q=a%00b"])
def test_no_character_breaks_the_search(ann: Visitor, path: str) -> None:
    assert ann.get(path).status_code == 200
