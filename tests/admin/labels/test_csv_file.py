"""The label grid as CSV: out, in again, and a look at what would change before it does."""

import csv
import html
import io
import re

import pytest
from httpx import Response

from tests.admin.conftest import MUG, Visitor
from tests.admin.labels.test_grid import GRID, save, stored

CSV = f"{GRID}.csv"
HEAD = "image,file_name,label,label:default,label:french,label:german,label:second_en"


def lines(ann: Visitor) -> list[list[str]]:
    return [*csv.reader(io.StringIO(ann.get(CSV).text.removeprefix("\ufeff"), newline=""))]


def preview_import(ann: Visitor, sheet: str | bytes) -> Response:
    content = sheet.encode() if isinstance(sheet, str) else sheet
    return ann.post(f"{GRID}/preview", files=[("file", ("my labels.csv", content))])


def confirm(ann: Visitor, page: str) -> Response:
    cells = re.search(r'name="cells" value="([^"]*)"', page)
    assert cells, "there is nothing to confirm"
    return ann.post(GRID, {"cells": html.unescape(cells[1])})


def text_of_page(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(page)).split())


def test_every_state_of_a_text_has_its_cell_and_none_is_a_formula(ann: Visitor, mug: list[int]) -> None:
    save(ann, (mug[0], 0, None, "=1+1"), (mug[0], 2, None, ""), (mug[0], 3, None, "zwei\nZeilen"))
    found = lines(ann)
    assert found[0] == HEAD.split(",")
    assert found[1] == [str(mug[0]), "front.png", "'=1+1", "", "'", "zwei\nZeilen", ""]
    assert found[2] == [str(mug[1]), "side.png", "", "", "", "", ""]
    assert "attachment" in ann.get(CSV).headers["content-disposition"]


def test_the_exported_file_changes_nothing_when_it_is_imported_again(ann: Visitor, mug: list[int]) -> None:
    save(ann, (mug[0], 0, None, "'=x"), (mug[0], 1, None, "a\r\nb"), (mug[1], 2, None, ""), (mug[2], 4, None, ' , "'))
    save(ann, (mug[0], 0, "'=x", "a\r\nb"))  # so that a store repeats the default
    page = preview_import(ann, ann.get(CSV).content).text
    assert "Every text of Mug is already as the file has it." in page
    assert 'name="cells"' not in page


def test_a_preview_tells_each_change_and_only_the_confirmation_writes_them_in_one_edit(
    ann: Visitor, mug: list[int]
) -> None:
    save(ann, (mug[0], 0, None, "Old"), (mug[0], 2, None, "Ancien"))
    page = preview_import(ann, f"{HEAD}\n{mug[0]},,New,',,=,\n{mug[2]},,,,Dos,,\n").text
    assert "5 texts of Mug would be others." in text_of_page(page)
    assert "All stores Old New" in text_of_page(page)
    assert "English store inherits Decorative" in text_of_page(page)
    assert "French store Ancien inherits" in text_of_page(page)
    assert stored(ann, mug[0])[0] == "Old"
    response = confirm(ann, page)
    assert "Saved 5 texts." in ann.get(response.headers["location"]).text
    assert stored(ann, mug[0]) == {0: "New", 1: "", 2: None, 3: "=", 4: None}
    assert stored(ann, mug[2])[2] == "Dos"


def test_what_changed_between_the_preview_and_its_confirmation_is_not_overwritten(ann: Visitor, mug: list[int]) -> None:
    page = preview_import(ann, f"image,label\n{mug[0]},Mine\n{mug[1]},Beside\n").text
    save(ann, (mug[0], 0, None, "Theirs"))
    response = confirm(ann, page)
    assert response.status_code == 409
    assert "Theirs" in response.text
    assert stored(ann, mug[0])[0] == "Theirs"
    assert stored(ann, mug[1])[0] == "Beside"


def test_what_is_not_understood_is_named_with_its_line_and_the_rest_counts(ann: Visitor, mug: list[int]) -> None:
    ann.post(f"{MUG}/images/{mug[1]}?store=2", {"do": "remove"})
    sheet = f'image,label,label:mars\n{mug[0]},"two\nlines",x\n999,No,\nabc,No,\n{mug[0]},Again,\n,Nobody,\n'
    text = text_of_page(preview_import(ann, sheet).text)
    assert "Line 1: no store of this gallery has the column “label:mars”." in text
    assert "There are: image, file_name, label, label:default, label:french" in text
    assert "Line 4: image 999 is not in this gallery." in text
    assert "Line 5: “abc” is not the number of an image." in text
    assert f"Line 6: image {mug[0]} stood there before." in text
    assert "Line 7: “” is not the number of an image." in text
    assert "1 text of Mug would be another." in text
    assert "Line 2: the image is not in the store of “french”." in text_of_page(
        preview_import(ann, f"image;french\n{mug[1]};Tasse\n").text
    )


@pytest.mark.parametrize(
    ("sheet", "words_of_it"),
    [
        (b"image\n\xe9\n", "my labels.csv is not UTF-8; save it as CSV UTF-8"),
        (b"image,label\n1,a,b\n", "my labels.csv, line 2: more cells than headings"),
        (
            b"PK\x03\x04",
            "my labels.csv is a workbook (.xlsx, .ods); open it in the spreadsheet and save it as CSV UTF-8",
        ),
        (b"", "The file is empty."),
        (b'image,label\n1,"a', "my labels.csv:"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    ann: Visitor, mug: list[int], sheet: bytes, words_of_it: str
) -> None:
    response = preview_import(ann, sheet)
    assert response.status_code in {400, 422}
    assert words_of_it in text_of_page(response.text)


@pytest.mark.parametrize(
    "sheet",
    [
        "sep=;\r\nIMAGE; Label : French\r\n{image}.0;Tasse\r\n",
        "\ufeffImage\u00a0\tFRENCH\t\r\n{image}\u00a0\tTasse\t\r\n\t\t\r\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_labels_are_read_however_a_spreadsheet_saved_them(
    ann: Visitor, mug: list[int], sheet: str, encoding: str
) -> None:
    response = preview_import(ann, sheet.format(image=mug[0]).encode(encoding))
    assert response.status_code == 200, response.text
    text = text_of_page(response.text)
    assert "1 text of Mug would be another." in text
    assert "French store inherits Tasse" in text


def test_a_file_without_the_column_image_changes_nothing(ann: Visitor, mug: list[int]) -> None:
    page = preview_import(ann, "name,label\nfront.png,A mug\n").text
    assert "There is no column “image”" in page
    assert "The columns are: name, label." in page
    assert 'name="cells"' not in page
    assert ann.post(f"{GRID}/preview", {}).status_code == 400
