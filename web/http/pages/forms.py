"""Reading forms as browsers send them: text, several of one name, numbers, files."""

import re

from litestar.datastructures import FormMultiDict, UploadFile

from web.http.numbers import whole
from web.http.pages.language import _

PERCENT = re.compile(r"\d{1,3}(\.\d{0,6})?", re.ASCII)


class BadForm(Exception):
    """A field is missing or holds what no form of ours sends; the message says which."""


def text(form: FormMultiDict, name: str) -> str:
    """One line, trimmed. Empty when the field is not there."""
    return " ".join(as_typed(form, name).split())


def as_typed(form: FormMultiDict, name: str) -> str:
    """Kept as it is, but for what only the way here put in: browsers end lines by CR and LF, nobody types NUL."""
    value = form.get(name, "")
    return value.replace("\r\n", "\n").replace("\0", "") if isinstance(value, str) else ""


def texts(form: FormMultiDict, name: str) -> list[str]:
    return [value for value in form.getall(name, []) if isinstance(value, str)]


def number(form: FormMultiDict, name: str) -> int:
    """Raises BadForm."""
    value = text(form, name)
    if not value.isascii() or not value.removeprefix("-").isdigit() or len(value) > 15:
        raise BadForm(_("“%(name)s” must be a whole number.", name=name))
    return int(value)


def share(form: FormMultiDict, name: str) -> float:
    """From 0 to 100, in per cent; with a point or a comma. Raises BadForm."""
    value = text(form, name).replace(",", ".")
    if not PERCENT.fullmatch(value) or float(value) > 100:
        raise BadForm(_("“%(name)s” must be a number from 0 to 100.", name=name))
    return float(value)


def files(form: FormMultiDict, name: str) -> list[UploadFile]:
    """The files chosen, in their order; a file field left empty sends a part without a name."""
    return [part for part in form.getall(name, []) if isinstance(part, UploadFile) and part.filename]


def whole_number(text: str) -> int | None:
    """Of an address; None for what is none."""
    return whole(text, 15)
