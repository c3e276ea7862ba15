"""The label grid: what is saved, what clashes, and that nothing typed is lost."""

import html
import json
import re
from typing import Any

import pytest
from httpx import Response

from tests import pictures
from tests.admin.conftest import HTMX, MUG, Visitor
from tests.shop import PASSWORD

GRID = f"{MUG}/labels"
Text = str | None


def row(text: str, image: int) -> str:
    found = re.search(rf'<tr id="row-{image}">.*?</tr>', text, re.DOTALL)
    assert found, f"no row of image {image}"
    return found[0]


def texts(page: str, image: int) -> dict[int, Text]:
    """Texts that a row of the grid was filled with, by store."""
    sent = re.search(r'name="was" value="([^"]*)"', row(page, image))
    assert sent
    number, read = json.loads(html.unescape(sent[1]))
    assert number == image
    return {int(store): text for store, text in read.items()}


def stored(ann: Visitor, image: int) -> dict[int, Text]:
    return texts(ann.get(GRID).text, image)


def save(ann: Visitor, *cells: tuple[int, int, Text, Text], revision_read: int | None = None) -> Response:
    """Send cells as our script does: image, store, the text as it was read, and the new one."""
    return ann.htmx(
        GRID, {"cells": json.dumps(cells), **({"seen": str(revision_read)} if revision_read is not None else {})}
    )


def revision(page: str) -> int:
    return int(re.search(r'data-revision="(\d+)"', page)[1])  # type: ignore[index]


def form(page: str) -> dict[str, Any]:
    """Every field of the grid, as a browser without JavaScript would send it."""
    page = page[page.index('<form id="grid"') :]
    fields: dict[str, Any] = {
        "was": [html.unescape(one) for one in re.findall(r'name="was" value="([^"]*)"', page)],
        "empty": [
            value for value, rest in re.findall(r'name="empty"\s*value="([^"]*)"([^>]*)>', page) if "checked" in rest
        ],
    }
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        fields[name] = html.unescape(text.removeprefix("\n")).replace("\n", "\r\n")
    return fields


def test_the_grid_has_a_row_for_each_image_and_a_column_for_each_store_in_the_admins_order(
    ann: Visitor, mug: list[int]
) -> None:
    page = ann.get(GRID).text
    assert [int(number) for number in re.findall(r'<tr id="row-(\d+)"', page)] == mug
    assert re.findall(r'<th scope="col" id="s(\d)">', page) == ["0", "1", "2", "3", "4"]
    ann.post("/admin/stores/4", {"do": "up"})
    assert re.findall(r'<th scope="col" id="s(\d)">', ann.get(GRID).text) == ["0", "1", "2", "4", "3"]
    assert 'href="/admin/products/28/labels"' in ann.get(MUG).text


def test_a_store_shows_its_own_text_or_the_inherited_one(ann: Visitor, mug: list[int]) -> None:
    save(ann, (mug[0], 0, None, "A “white” mug"), (mug[0], 2, None, "Une tasse"), (mug[0], 3, None, ""))
    assert stored(ann, mug[0]) == {0: "A “white” mug", 1: None, 2: "Une tasse", 3: "", 4: None}
    cells = row(ann.get(GRID).text, mug[0]).split("<td ")
    assert 'placeholder="A “white” mug"' in cells[2]
    assert 'aria-describedby="hint-inherited"' in cells[2]
    assert ">Une tasse</textarea>" in cells[3]
    assert "data-empty" in cells[4]


def test_cells_of_one_request_are_one_entry_and_one_undo(ann: Visitor, mug: list[int]) -> None:
    response = save(ann, *((image, store, None, f"{image} at {store}") for image in mug for store in (0, 2, 4)))
    assert "Saved 9 texts." in response.text
    entries = re.findall(r'name="entry" value="(\d+)"', response.text)
    assert len(entries) == 1
    undone = ann.htmx(f"{MUG}/undo", {"entry": entries[0], "next": GRID})
    assert "Undone." in undone.text
    assert all(stored(ann, image) == dict.fromkeys(range(5)) for image in mug)


@pytest.mark.parametrize("text", [None, "", "Own", " two\nlines ", '"<b>&', "\ntop"])
def test_a_text_comes_back_as_it_was_sent_and_is_given_up_again(ann: Visitor, mug: list[int], text: Text) -> None:
    save(ann, (mug[0], 0, None, "Default"))
    save(ann, (mug[0], 2, None, text))
    assert stored(ann, mug[0])[2] == text
    save(ann, (mug[0], 2, text, None))
    assert stored(ann, mug[0])[2] is None


def test_a_text_that_changed_since_it_was_read_is_not_overwritten_and_both_are_shown(
    ann: Visitor, mug: list[int]
) -> None:
    save(ann, (mug[0], 2, None, "Theirs"))
    response = save(ann, (mug[0], 2, None, "Mine"), (mug[1], 2, None, "Beside"))
    assert "Saved 1 text." in response.text
    assert "1 text was changed by somebody else meanwhile." in response.text
    assert stored(ann, mug[0])[2] == "Theirs"
    assert stored(ann, mug[1])[2] == "Beside"
    cell = row(response.text, mug[0])
    assert ">Mine</textarea>" in cell
    assert re.search(r'class="theirs">\s*Theirs', cell)
    save(ann, (mug[0], 2, "Theirs", "Mine"))
    assert stored(ann, mug[0])[2] == "Mine"


def test_what_both_wrote_alike_is_no_conflict(ann: Visitor, mug: list[int]) -> None:
    save(ann, (mug[0], 0, None, "Same"))
    response = save(ann, (mug[0], 0, None, "Same"))
    assert "data-conflict" not in response.text
    assert "Nothing changed." in response.text


def test_a_store_may_take_over_the_text_that_the_default_gives_up(ann: Visitor, mug: list[int]) -> None:
    save(ann, (mug[0], 0, None, "Old"))
    save(ann, (mug[0], 0, "Old", "New"), (mug[0], 2, None, "Old"), (mug[0], 3, None, "New"))
    assert stored(ann, mug[0]) == {0: "New", 1: None, 2: "Old", 3: "New", 4: None}


def test_an_image_that_is_gone_loses_nothing_that_was_typed(ann: Visitor, mug: list[int]) -> None:
    ann.post(f"{MUG}/images/{mug[0]}", {"do": "remove"})
    ann.post(f"{MUG}/images/{mug[1]}?store=2", {"do": "remove"})
    response = save(ann, (mug[0], 0, None, "Lost?"), (mug[1], 2, None, "Perdu ?"), (mug[2], 0, None, "Kept"))
    assert "“Lost?”" in response.text
    assert "“Perdu ?”" in response.text
    assert stored(ann, mug[2])[0] == "Kept"
    assert "Not in this store" in row(ann.get(GRID).text, mug[1])


def test_the_answer_is_the_changed_rows_unless_others_changed_something_in_between(
    ann: Visitor, mug: list[int]
) -> None:
    revision_read = revision(ann.get(GRID).text)
    response = save(ann, (mug[0], 0, None, "One"), revision_read=revision_read)
    assert re.findall(r'<tr id="row-(\d+)"', response.text) == [str(mug[0])]
    assert revision(response.text) == revision_read + 1
    response = save(ann, (mug[0], 0, "One", "Two"), revision_read=revision_read)
    assert len(re.findall(r'<tr id="row-(\d+)"', response.text)) == 3


def test_without_javascript_the_whole_page_is_saved_and_led_back(ann: Visitor, mug: list[int]) -> None:
    save(ann, (mug[1], 0, None, "Two\nlines"), (mug[1], 2, None, ""))
    fields = form(ann.get(GRID).text)
    response = ann.post(GRID, {**fields, f"{mug[0]}.2": "Tasse", f"{mug[1]}.0": "", "empty": [f"{mug[0]}.0"]})
    assert response.status_code == 303
    page = ann.get(response.headers["location"]).text
    assert "Saved 4 texts." in page
    assert texts(page, mug[0]) == {0: "", 1: None, 2: "Tasse", 3: None, 4: None}
    assert texts(page, mug[1]) == dict.fromkeys(range(5))


def test_without_javascript_what_was_only_shown_stays_as_it_is(ann: Visitor, mug: list[int]) -> None:
    save(
        ann, (mug[0], 0, None, "a\r\nb"), (mug[0], 2, None, ""), (mug[0], 3, None, "\nfirst"), (mug[1], 1, None, " x ")
    )
    response = ann.post(GRID, form(ann.get(GRID).text))
    assert response.headers["location"].endswith("?done=nothing")
    assert "Nothing changed." in ann.get(response.headers["location"]).text
    assert stored(ann, mug[0]) == {0: "a\r\nb", 1: None, 2: "", 3: "\nfirst", 4: None}


@pytest.mark.parametrize(("button", "expected"), [("keep", "Theirs"), ("use", "Mine")])
def test_without_javascript_a_conflict_comes_back_with_both_texts_until_one_is_chosen(
    ann: Visitor, mug: list[int], button: str, expected: str
) -> None:
    fields = form(ann.get(GRID).text)
    save(ann, (mug[0], 2, None, "Theirs"))
    response = ann.post(GRID, {**fields, f"{mug[0]}.2": "Mine", f"{mug[1]}.2": "Beside"})
    assert response.status_code == 409
    again = ann.post(GRID, form(response.text))
    assert again.status_code == 409
    assert stored(ann, mug[0])[2] == "Theirs"
    assert stored(ann, mug[1])[2] == "Beside"
    value = html.unescape(re.search(rf'name="{button}" value="([^"]*)"', again.text)[1])  # type: ignore[index]
    assert ann.post(GRID, {**form(again.text), button: value}).status_code == 303
    assert stored(ann, mug[0])[2] == expected


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"cells": "["}, 400),
        ({"cells": '[["x",0,null,"a"]]'}, 400),
        ({"cells": '[[1,99,null,"a"]]'}, 404),
        ({"was": '[1,{"0":3}]'}, 400),
        ({}, 200),
    ],
)
def test_what_no_page_sends_is_refused_in_words(
    ann: Visitor, mug: list[int], fields: dict[str, str], status: int
) -> None:
    response = ann.htmx(GRID, fields)
    assert response.status_code == status
    assert "toast" in response.text


def test_only_signed_in_staff_may_write_and_only_with_the_forms_token(visitor: Visitor) -> None:
    assert visitor.get(GRID).status_code == 303
    visitor.sign_in("cus", PASSWORD)
    assert visitor.get(GRID).status_code == 403
    visitor.sign_in("sam", PASSWORD)
    assert visitor.get(GRID).status_code == 200
    assert visitor.client.post(GRID, data={"cells": "[]"}, headers=HTMX).status_code == 403


def test_collections_and_empty_galleries_have_the_page_too(ann: Visitor) -> None:
    assert "No images yet" in ann.get("/admin/collections/super/156/labels").text
    assert ann.get("/admin/products/999/labels").status_code == 404


def test_twelve_images_and_four_stores_weigh_less_than_60_kilobytes(ann: Visitor) -> None:
    ann.upload(*((f"picture-number-{number}.png", pictures.png(40 + number, 30)) for number in range(12)))
    label = "A caramel plush dog with a red collar, sitting"
    save(ann, *((image, store, None, f"{label} {store}") for image in ann.images() for store in range(5)))
    assert len(ann.get(GRID).content) < 60_000
