"""Labels: what clearing one means, decorative images, and that nobody's text is written over unseen."""

import asyncio
import re

import pytest

from tests.admin.conftest import MUG, Visitor
from tests.admin.gallery.test_routes import FRENCH, at, card, label, undo_entry
from web.services.catalogue.lookup import find_owner, gallery_of


def label_of(image: int, store: int = 0) -> str | None:
    async def read() -> str | None:
        found = (await gallery_of(await find_owner("product", ("id", "28")))).gallery.images[image]
        return found.own(store).label if store else found.label

    return asyncio.run(read())


def test_a_label_cleared_at_all_stores_is_no_text(ann: Visitor, mug: list[int]) -> None:
    for cleared in ({"do": "label", "label": "  "}, {"do": "no-label"}):
        ann.post(at(MUG, mug[0]), {"do": "label", "label": "Front"})
        ann.post(at(MUG, mug[0]), cleared)
        assert label_of(mug[0]) is None


def test_a_label_cleared_at_a_store_is_its_own_and_empty(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Front"})
    ann.post(at(MUG, mug[0], "2"), {"do": "label", "label": ""})
    assert (label_of(mug[0], 2), label_of(mug[0])) == ("", "Front")


def test_an_image_is_decorative_on_purpose_until_that_is_taken_back(ann: Visitor, mug: list[int]) -> None:
    response = ann.htmx(at(MUG, mug[0]), {"do": "decorative"})
    assert "Decorative: no text on purpose." in response.text
    assert label_of(mug[0]) == ""
    assert 'value="no-label"' in card(ann.get(MUG).text, mug[0])
    assert "Decorative" in card(ann.get(FRENCH).text, mug[0])
    ann.htmx(at(MUG, mug[0]), {"do": "no-label"})
    assert label_of(mug[0]) is None
    ann.htmx(f"{MUG}/undo", {"entry": undo_entry(ann.htmx(at(MUG, mug[0]), {"do": "decorative"}).text)})
    assert label_of(mug[0]) is None


def test_a_decorative_image_left_alone_stays_so(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "decorative"})
    assert "Nothing changed." in ann.htmx(at(MUG, mug[0]), {"do": "label", "label": "", "was": ""}).text
    assert label_of(mug[0]) == ""


@pytest.mark.parametrize("store", ["", "2"])
def test_a_label_that_another_changed_meanwhile_is_not_written_and_both_are_shown(
    ann: Visitor, mug: list[int], store: str
) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Theirs"})
    page = ann.post(at(MUG, mug[0], store), {"do": "label", "label": "Mine", "was": ""})
    part = ann.htmx(at(MUG, mug[0], store), {"do": "label", "label": "Mine", "was": ""})
    for response in (page, part):
        assert response.status_code == 409
        shown = card(response.text, mug[0])
        assert "<q>Theirs</q>" in shown
        assert ">Mine</textarea>" in shown
        assert 'name="was" value="Theirs"' in shown
    assert "<html" in page.text
    assert "<html" not in part.text
    assert label(ann.get(MUG).text, mug[0]) == "Theirs"


def test_of_two_labels_one_is_chosen(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Theirs"})
    assert "Kept their label." in ann.htmx(at(MUG, mug[0]), {"do": "keep", "label": "Mine", "was": "Theirs"}).text
    assert label_of(mug[0]) == "Theirs"
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Mine", "was": "Theirs"})
    assert label_of(mug[0]) == "Mine"


@pytest.mark.parametrize("text", ["Same", "Two\r\nlines", "  blanks "])
def test_who_wrote_the_same_or_saw_the_newest_meets_no_conflict(ann: Visitor, mug: list[int], text: str) -> None:
    assert ann.post(at(MUG, mug[0]), {"do": "label", "label": text, "was": ""}).status_code == 303
    assert ann.post(at(MUG, mug[0]), {"do": "label", "label": text, "was": ""}).status_code == 303
    assert ann.post(at(MUG, mug[0]), {"do": "label", "label": "Newer", "was": text}).status_code == 303
    assert label_of(mug[0]) == "Newer"


def test_a_page_that_missed_a_change_gets_all_of_it(ann: Visitor, mug: list[int]) -> None:
    old = re.search(r'data-revision="(\d+)"', ann.get(MUG).text)
    assert old
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Theirs"})
    headers = {"HX-Request": "true", "HX-Request-Type": "partial", "x-csrftoken": ann.token()}
    with_old_revision = {**headers, "Packshot-Revision": old[1]}
    response = ann.client.post(at(MUG, mug[1]), data={"do": "label", "label": "Mine"}, headers=with_old_revision)
    assert label(response.text, mug[0]) == "Theirs"
    now = {**headers, "Packshot-Revision": str(int(old[1]) + 2)}
    response = ann.client.post(at(MUG, mug[1]), data={"do": "label", "label": "Mine again"}, headers=now)
    assert f'id="image-{mug[0]}"' not in response.text
