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
    headings,
    rows,
    text_of,
    texts_in,
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
    ("data", "why"), [(b"sku\n\xe9\n", "UTF-8"), (b'sku\n"a\n', "a.csv"), (b"sku\na,b\n", "line 2")]
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(BadSheet, match=why):
        list(rows(tmp_path / "a.csv"))
