"""What spreadsheet programs make of a CSV file: encodings, separators, headings, blanks, numbers."""

import re
from collections.abc import Collection
from typing import IO

# UTF-16 is known by its byte order mark, or by the NUL beside its first character.
ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
WORKBOOKS = ((b"PK\x03\x04", "a workbook (.xlsx, .ods)"), (b"\xd0\xcf\x11\xe0", "a workbook (.xls)"))
SEPARATORS = ",;\t"  # spreadsheets of some countries save with semicolons
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[\s,;|]*', re.IGNORECASE)
LONGEST = 2**24  # characters of a cell; the module's own limit is less than a label may have
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))  # blanks of no width, byte order marks
# Zeros behind a point or a comma; three of them may be thousands.
NUMBER = re.compile(r"(-?[0-9]{1,16})(?:[.,]0(?:0|000+)?)?")


def workbook(start: bytes) -> str | None:
    """What kind of workbook a file is by its first bytes; None for a text."""
    return next((kind for magic, kind in WORKBOOKS if start.startswith(magic)), None)


def encoding(start: bytes) -> str:
    """The encoding of a file by its first bytes; UTF-8 where nothing speaks against it."""
    for mark, name in ENCODINGS:
        if start.startswith(mark):
            return name
    match [byte == 0 for byte in start[:4]]:
        case [False, True, False, True] | [False, True]:
            return "utf-16-le"
        case [True, False, True, False] | [True, False]:
            return "utf-16-be"
    return "utf-8-sig"


def skip_to_headings(file: IO[str]) -> tuple[int, str]:
    """Leave the file before its first line with a cell. Returns the lines skipped, and what separates cells."""
    skipped, declared = 0, ""
    while line := file.readline(LONGEST):
        if not skipped and (found := SEPARATOR_LINE.fullmatch(line.strip("\r\n"))):
            declared = found[1]
        elif line.strip(f' "{SEPARATORS}\r\n'):
            break
        skipped += 1
    file.seek(0)
    for _ in range(skipped):
        file.readline(LONGEST)
    return skipped, _separator(line, declared)


def _separator(headings: str, declared: str) -> str:
    """The declared one, unless the file was saved again with another."""
    counted = max(SEPARATORS, key=headings.count)
    return declared if declared and (declared in headings or counted not in headings) else counted


def tidy(text: str) -> str:
    """The same without blanks around it and invisible characters; blanks inside are plain ones, no-break ones too."""
    return " ".join(text.translate(INVISIBLE).split())


def heading(cell: str, known: Collection[str]) -> str:
    """The known heading that is meant, whatever its case and blanks; else the cell's text, fit to be printed."""
    if cell in known:
        return cell
    form = _form(cell)
    return next((name for name in known if _form(name) == form), "".join(filter(str.isprintable, tidy(cell))))


def _form(heading: str) -> str:
    """What headings are compared by: `File Name` is file_name, `Label : French` label:french."""
    return re.sub(r" ?: ?", ":", tidy(heading)).replace(" ", "_").casefold()


def plain_number(text: str) -> str | None:
    """The whole number as digits, 1 for 1.0 and 1,0; None where it is none."""
    found = NUMBER.fullmatch(tidy(text))
    return found[1] if found else None


def forms_of_key(text: str) -> tuple[str, ...]:
    """What a cell with a key may stand for: itself; itself without what cannot be seen; 1 where 1.0 was made of it."""
    return tuple(dict.fromkeys(form for form in (text, tidy(text), plain_number(text)) if form))
