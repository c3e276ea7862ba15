"""CSV cells: never a formula, and exactly what they were when read again."""

from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from web.services.exchange.csv_files import (
    BadSheet,
    cell_of,
    cell_of_texts,
    check_headings,
    headings,
    rows,
    text_of,
    texts_in,
    whole_number,
    writer_of,
)

texts = st.text(st.characters(codec="utf-8"))


def file_of(folder: str, *lines: list[str]) -> Path:
    text = StringIO(newline="")
    writer_of(text).writerows(lines)
    path = Path(folder) / "a.csv"
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


@given(texts)
@example("")
@example("'")
@example("'=1+1")
@example("''")
@example('a\r\nb\n\rc\r"d"')
@example("\ufeff=1")
def test_every_text_comes_back_from_a_file(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = file_of(folder, ["other", "label"], ["x", cell_of(text)])
        assert [row.text("label") for row in rows(path)] == [text]


@given(st.sampled_from("=+-@\t\r\n＝＋－＠"), texts)
def test_no_cell_begins_as_a_formula_does(first: str, rest: str) -> None:
    assert cell_of(first + rest).startswith("'")
    assert first in "\t\r\n" or cell_of(" " + first + rest).startswith("'")


def test_no_text_and_an_empty_one_are_two_things() -> None:
    assert (cell_of(None), cell_of(""), text_of("'")) == ("", "'", "")


def test_plain_words_and_apostrophes_stay_as_they_are() -> None:
    assert [cell_of(text) for text in ("Robe d'été", "'s-Hertogenbosch")] == ["Robe d'été", "'s-Hertogenbosch"]
    assert text_of("'s-Hertogenbosch") == "'s-Hertogenbosch"


@given(st.lists(st.text(st.characters(codec="utf-8", min_codepoint=32), min_size=1), min_size=1))
def test_codes_come_back_one_by_one(codes: list[str]) -> None:
    assert texts_in(text_of(cell_of_texts(codes))) == codes


@pytest.mark.parametrize("text", ["sku;url\nA;b\n", "sku\turl\nA\tb\n", "\ufeffsku,url\r\nA,b\r\n"])
def test_what_spreadsheets_save_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode())
    assert headings(tmp_path / "a.csv") == ["sku", "url"]
    assert [row.cells for row in rows(tmp_path / "a.csv")] == [{"sku": "A", "url": "b"}]


@pytest.mark.parametrize(
    "data",
    [
        b"sep=;\r\nsku;url\r\nA;b\r\n",
        b'"sep=;"\r\nsku;url\r\nA;b\r\n',
        b"\xef\xbb\xbfSEP=|\nsku|url\nA|b\n",
        b"sep=;,\r\nsku,url\r\nA,b\r\n",  # saved again with commas
        b"sep=\t\nsku\turl\nA\tb\n",
        "sku;url\r\nA;b\r\n".encode("utf-16"),
        "sep=;\r\nsku;url\r\nA;b\r\n".encode("utf-16"),
        b"\xfe\xff" + "sku\turl\r\nA\tb\r\n".encode("utf-16-be"),
        "sku\turl\r\nA\tb\r\n".encode("utf-16-le"),
        "sku,url\r\nA,b\r\n".encode("utf-16-be"),
        b"sku\rurl\r".replace(b"\rurl", b",url") + b"A,b\r",
        b"\r\n;;\r\nsku;url;;\r\nA;b;;\r\n;;;\r\n \xc2\xa0;;;\r\n",
        "SKU\u00a0; \u00a0Url\r\nA;b\r\n".encode(),
    ],
)
def test_however_a_spreadsheet_saves_a_table_the_same_cells_are_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    assert headings(tmp_path / "a.csv", ["sku", "url"]) == ["sku", "url"]
    assert [row.cells for row in rows(tmp_path / "a.csv", ["sku", "url"])] == [{"sku": "A", "url": "b"}]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("SKU", "sku"),
        ("File Name", "file_name"),
        ("FILE_NAME\u00a0", "file_name"),
        ("\u200bLabel : French", "label:french"),
        ("label:FR", "label:FR"),
        ("label:fr", "label:fr"),
        ("Colour  group", "Colour group"),
        ("\x1b[31mred", "[31mred"),
    ],
)
def test_a_heading_is_known_in_any_case_and_with_any_blanks(tmp_path: Path, written: str, name: str) -> None:
    (tmp_path / "a.csv").write_text(f"{written}\nx\n", encoding="utf-8")
    known = ["sku", "file_name", "label:french", "label:fr", "label:FR"]
    assert headings(tmp_path / "a.csv", known) == [name]


def test_lines_are_counted_as_editors_count_them_below_a_line_that_names_the_separator(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=;\n\nsku;url\nA;b\n", encoding="utf-8")
    assert [row.line for row in rows(tmp_path / "a.csv")] == [4]


@pytest.mark.parametrize(("cell", "number"), [("1", 1), ("1.0", 1), ("1,0", 1), ("-3.00", -3), ("\u00a07 ", 7)])
def test_whole_numbers_may_have_got_zeros_behind_a_point(cell: str, number: int) -> None:
    assert whole_number(cell) == number


@pytest.mark.parametrize("cell", ["1.5", "1.000", "1,000", "1e3", "x", "1 2", ".0", "٣"])
def test_what_may_mean_another_number_is_no_whole_number(cell: str) -> None:
    with pytest.raises(ValueError, match=cell):
        whole_number(cell)


@pytest.mark.parametrize("start", [b"PK\x03\x04\x14\0", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_workbook_is_called_one_with_how_to_save_it(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "list.xlsx").write_bytes(start + bytes(100))
    with pytest.raises(BadSheet, match=r"list\.xlsx is a workbook.*save it as CSV UTF-8"):
        headings(tmp_path / "list.xlsx")


def test_a_column_that_means_nothing_is_refused_naming_the_columns_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadSheet, match=r"'lable'.* sku, lable, .* sku, url, label"):
        check_headings(tmp_path / "a.csv", ["sku", "lable"], ["sku", "url", "label"])


@pytest.mark.parametrize(
    ("data", "why"), [(b"sku\n\xe9\n", "UTF-8"), (b'sku\n"a\n', "a.csv"), (b"sku\na,b\n", "line 2")]
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(BadSheet, match=why):
        list(rows(tmp_path / "a.csv"))
