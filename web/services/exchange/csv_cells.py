"""Texts in cells of a CSV: never a formula, and exactly what they were when they are read again.

A text that a spreadsheet would run, or an empty one, gets one apostrophe in front; so does one that has such
apostrophes already. Reading takes that one away again. An empty cell is no text at all. Numbers, below zero too, stay
numbers.
"""

import re
from urllib.parse import unquote

# Characters that make a spreadsheet calculate, also in their wide form.
FORMULA_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20|%")
TEXT_MARKER = "'"
NUMBER = re.compile(r"-?[0-9]{1,16}")


def cell_of(text: str | None) -> str:
    """A text as a cell."""
    if text is None:
        return ""
    return TEXT_MARKER + text if _needs_mark(text) else text


def text_of(cell: str) -> str:
    """The text that a cell, which is not empty, holds."""
    return cell[1:] if cell[:1] == TEXT_MARKER and _needs_mark(cell) else cell


def _needs_mark(text: str) -> bool:
    rest = text.lstrip(TEXT_MARKER)
    return not rest or rest[0] in "\t\r\n" or rest.lstrip()[:1] in FORMULA_STARTS


def cell_of_texts(texts: list[str]) -> str:
    """Several codes in one cell, blanks between them; a blank, comma or percent sign inside is written as in URLs."""
    escaped = (word.replace("%", "%25").replace(" ", "%20").replace(",", "%2C") for word in texts)
    return cell_of(" ".join(escaped)) if texts else ""


def texts_in(cell: str | None) -> list[str]:
    return [unquote(word) for word in (cell or "").replace(",", " ").split(" ") if word]


def whole_number(cell: str | None) -> int | None:
    """Raises ValueError."""
    if cell is None:
        return None
    if not NUMBER.fullmatch(cell):
        raise ValueError(cell)
    return int(cell)
