"""All texts of a gallery by Packshot's own API: read, written cell by cell, and previewed from a CSV file."""

import base64
from typing import Any

import pytest

from tests import pictures
from tests.admin.conftest import MUG, Program

GRID = f"{MUG}/labels"
TYPES = "urn:packshot:problem:"


@pytest.fixture
def images(program: Program) -> list[int]:
    """Ids of two images of the mug."""
    added = program.upload(("front.png", pictures.png()), ("side.png", pictures.png(30, 40)))
    ids: list[int] = added["edit"]["added"]
    return ids


def cell(image: int, store: int, text: str | None, **was: str | None) -> dict[str, Any]:
    return {"image": image, "store": store, "text": text, **was}


def save(program: Program, *cells: Any, **more: Any) -> Any:
    response = program.post(GRID, {"cells": cells, **more})
    assert response.status_code == 200, response.text
    return response.json()


def texts(data: Any, image: int) -> dict[int, str | None]:
    (row,) = (row for row in data["rows"] if row["image"] == image)
    return {one["store"]: one["text"] for one in row["cells"]}


def stored(program: Program, image: int) -> dict[int, str | None]:
    return texts(program.data(GRID), image)


def preview(program: Program, sheet: str) -> Any:
    content = base64.b64encode(sheet.encode()).decode()
    response = program.post(f"{GRID}/preview", {"file": {"name": "labels.csv", "content": content}})
    assert response.status_code == 200, response.text
    return response.json()


def test_the_grid_is_its_texts_with_what_a_store_inherits(program: Program, images: list[int]) -> None:
    save(program, cell(images[0], 0, "A mug"), cell(images[0], 2, "Une tasse"), cell(images[0], 3, ""))
    program.post(f"{MUG}/images/{images[0]}?store=4", {"do": "remove"})
    data = program.data(GRID)
    assert (data["owner"]["id"], data["images"], data["edit"]) == (28, 2, None)
    assert data["revision"] == program.data(MUG)["revision"]
    assert [store["code"] for store in data["stores"]] == ["default", "french", "german", "second_en"]
    first = data["rows"][0]
    assert (first["image"], first["rank"], first["picture"]["file_name"]) == (images[0], 1, "front.png")
    assert first["cells"] == [
        {"store": 0, "text": "A mug", "inherited": None, "removed": False},
        {"store": 1, "text": None, "inherited": "A mug", "removed": False},
        {"store": 2, "text": "Une tasse", "inherited": "A mug", "removed": False},
        {"store": 3, "text": "", "inherited": "A mug", "removed": False},
        {"store": 4, "text": None, "inherited": "A mug", "removed": True},
    ]
    assert program.client.get(first["picture"]["urls"]["320"]).headers["content-type"] == "image/webp"


def test_cells_are_saved_in_one_entry_that_is_undone_as_one(program: Program, images: list[int]) -> None:
    data = save(program, *(cell(image, store, f"{image} at {store}", was=None) for image in images for store in (0, 2)))
    assert texts(data, images[1])[2] == f"{images[1]} at 2"
    edit = data["edit"]
    assert (edit["saved"], edit["changed"], edit["conflicts"]) == (4, images, [])
    undone = program.post(f"{MUG}/undo", {"entry": edit["entry"]})
    assert undone.json()["edit"]["changed"] == images
    assert stored(program, images[0]) == dict.fromkeys(range(5))


def test_the_arrays_of_the_page_s_own_script_are_cells_too(program: Program, images: list[int]) -> None:
    save(program, [images[0], 0, None, "A mug"], cell(images[0], 2, "Une tasse"))
    assert stored(program, images[0]) == {0: "A mug", 1: None, 2: "Une tasse", 3: None, 4: None}


def test_a_cell_that_somebody_else_changed_is_a_conflict_and_the_others_are_written(
    program: Program, images: list[int]
) -> None:
    save(program, cell(images[0], 2, "Theirs"))
    data = save(program, cell(images[0], 2, "Mine", was=None), cell(images[1], 2, "Beside", was=None))
    assert data["edit"]["saved"] == 1
    assert data["edit"]["conflicts"] == [
        {"image": images[0], "store": 2, "text": "Mine", "stored": "Theirs", "gone": False}
    ]
    assert texts(data, images[0])[2] == "Theirs"
    assert texts(data, images[1])[2] == "Beside"
    assert save(program, cell(images[0], 2, "Mine", was="Theirs"))["edit"]["conflicts"] == []
    assert stored(program, images[0])[2] == "Mine"


def test_a_cell_that_does_not_say_what_was_there_is_written_whatever_it_is(program: Program, images: list[int]) -> None:
    save(program, cell(images[0], 2, "Theirs"))
    assert save(program, cell(images[0], 2, "Mine"))["edit"]["saved"] == 1
    assert save(program, cell(images[0], 2, None))["edit"]["saved"] == 1
    assert stored(program, images[0])[2] is None
    assert save(program, cell(images[0], 2, None))["edit"]["entry"] is None


def test_an_image_that_is_gone_is_a_conflict(program: Program, images: list[int]) -> None:
    program.post(f"{MUG}/images/{images[1]}?store=2", {"do": "remove"})
    data = save(program, cell(99999, 0, "x"), cell(images[1], 2, "y", was=None), cell(images[0], 0, "Kept"))
    assert [(one["image"], one["gone"], one["stored"]) for one in data["edit"]["conflicts"]] == [
        (99999, True, None),
        (images[1], True, None),
    ]
    assert stored(program, images[0])[0] == "Kept"


def test_rows_that_were_sent_come_back_alone_while_the_revision_that_was_read_counts(
    program: Program, images: list[int]
) -> None:
    seen = program.data(GRID)["revision"]
    data = save(program, cell(images[0], 0, "One"), seen=seen)
    assert ([row["image"] for row in data["rows"]], data["images"]) == ([images[0]], 2)
    assert data["revision"] == seen + 1
    assert len(save(program, cell(images[0], 0, "Two"), seen=seen)["rows"]) == 2


def test_texts_are_saved_while_the_gallery_is_what_was_read(program: Program, images: list[int]) -> None:
    read = program.get(GRID).headers["etag"]
    assert read == program.get(MUG).headers["etag"]
    body = {"cells": [cell(images[0], 0, "Mine")]}
    done = program.post(GRID, body, {"If-Match": read})
    assert done.status_code == 200
    assert done.headers["etag"] == program.get(GRID).headers["etag"] != read
    late = program.post(GRID, {"cells": [cell(images[0], 0, "Late")]}, {"If-Match": read})
    assert (late.status_code, late.json()["type"]) == (412, TYPES + "precondition-failed")
    assert stored(program, images[0])[0] == "Mine"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("[", "truncated"),
        ([{"image": 1, "store": 0}], "`text`"),
        ([{"image": 1, "text": "x"}], "`store`"),
        ([{"image": "x", "store": 0, "text": "x"}], "`$[0].image`"),
        ([{"image": 2**70, "store": 0, "text": "x"}], "`$[0].image`"),
        ([{"image": 1, "store": 0, "text": "x", "wass": None}], "`wass`"),
        ([[1, 0, "x"]], "length 4"),
    ],
)
def test_a_cell_that_is_none_is_refused_with_the_place_and_the_reason(
    program: Program, images: list[int], cells: Any, reason: str
) -> None:
    refused = program.post(GRID, {"cells": cells})
    assert (refused.status_code, refused.json()["type"], refused.json()["field"]) == (400, TYPES + "bad-json", "cells")
    assert reason in refused.json()["detail"]


def test_nothing_is_written_where_the_cells_are_left_out(program: Program, images: list[int]) -> None:
    save(program, cell(images[0], 0, "A mug"))
    refused = program.post(GRID, {})
    assert (refused.status_code, refused.json()["field"]) == (400, "cells")
    assert save(program)["edit"]["entry"] is None
    assert stored(program, images[0])[0] == "A mug"


def test_what_is_unknown_is_not_found(program: Program, images: list[int]) -> None:
    unknown = program.post(GRID, {"cells": [cell(images[0], 99, "x")]})
    assert (unknown.status_code, unknown.json()["type"]) == (404, TYPES + "unknown-store")
    for path in ("/admin/products/999/labels", "/admin/products/999/labels.csv"):
        assert program.get(path).json()["type"] == TYPES + "unknown-owner"


def test_the_preview_of_a_csv_file_is_cells_to_be_saved(program: Program, images: list[int]) -> None:
    save(program, cell(images[0], 2, "Ancien"))
    data = preview(program, f"image,label,label:french\n{images[0]},New,\n{images[1]},,Dos\n")
    assert data["changes"] == [
        {"image": images[0], "store": 0, "was": None, "text": "New"},
        {"image": images[0], "store": 2, "was": "Ancien", "text": None},
        {"image": images[1], "store": 2, "was": None, "text": "Dos"},
    ]
    assert data["problems"] == []
    assert stored(program, images[0])[0] is None
    saved = program.post(data["links"]["labels"], {"cells": data["changes"]}).json()
    assert saved["edit"]["saved"] == 3
    assert texts(saved, images[0]) == {0: "New", 1: None, 2: None, 3: None, 4: None}
    assert preview(program, program.get(f"{GRID}.csv").text)["changes"] == []


def test_what_of_a_csv_file_is_not_understood_has_its_line_and_a_code(program: Program, images: list[int]) -> None:
    program.post(f"{MUG}/images/{images[1]}?store=2", {"do": "remove"})
    sheet = f"image,label,label:mars,label:french\n999,x,,\nabc,x,,\n{images[1]},,,Tasse\n{images[1]},x,,\n"
    data = preview(program, sheet)
    assert [(one["line"], one["code"], one["what"]) for one in data["problems"]] == [
        (1, "unknown-column", "label:mars"),
        (2, "unknown-image", "999"),
        (3, "not-a-number", "abc"),
        (4, "not-in-store", "label:french"),
        (5, "image-twice", str(images[1])),
    ]
    assert [one["code"] for one in preview(program, "name\nx\n")["problems"]] == ["no-image-column"]
    twice = preview(program, f"image,label,label\n{images[0]},x,y\n")
    assert [(one["code"], one["what"]) for one in twice["problems"]] == [("column-twice", "label")]


@pytest.mark.parametrize(
    ("body", "status", "type_"),
    [
        ({}, 400, "bad-form"),
        ({"file": "image,label"}, 400, "bad-form"),
        ({"file": {"content": base64.b64encode(b"image\n1,2\n").decode()}}, 400, "bad-form"),
        ({"file": {"content": "%"}}, 400, "bad-json"),
    ],
)
def test_what_is_no_csv_file_is_refused(
    program: Program, images: list[int], body: object, status: int, type_: str
) -> None:
    refused = program.post(f"{GRID}/preview", body)
    assert (refused.status_code, refused.json()["type"], refused.json()["field"]) == (status, TYPES + type_, "file")


def test_a_csv_file_may_also_come_as_a_multipart_form(program: Program, images: list[int]) -> None:
    sheet = f"image,label\n{images[0]},A mug\n".encode()
    response = program.post(f"{GRID}/preview", files=[("file", ("labels.csv", sheet))])
    assert [one["text"] for one in response.json()["changes"]] == ["A mug"]
