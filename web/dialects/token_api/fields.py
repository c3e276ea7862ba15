"""The fields of an image as Django REST framework reads them, every wrong one told at once."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from web.dialects.forms import File
from web.dialects.token_api.body import Sent
from web.dialects.token_api.wire import NAMELESS, base_name

T = TypeVar("T")

TRUE = frozenset({"t", "y", "yes", "true", "on", "1"})
FALSE = frozenset({"f", "n", "no", "false", "off", "0"})
INTEGER = re.compile(r"\s*([+-]?[0-9]{1,1000})(?:\.0*)?\s*")
EXTENSIONS = ("apng", "avif", "gif", "jfif", "jpe", "jpeg", "jpg", "png", "webp")

NULL = "This field may not be null."
NO_FILE = "No file was submitted."
NOT_A_FILE = "The submitted data was not a file. Check the encoding type on the form."


class Unfit(Exception):
    """A value that its field does not take; the message is for the caller."""


class Fields(msgspec.Struct, frozen=True):
    """What was sent and fits, and what is wrong with the rest, in the order of the document."""

    image: File | UnsetType
    alt_text: str | UnsetType | None
    is_primary: bool | UnsetType
    order: int | UnsetType
    errors: dict[str, list[str]]


def read_fields(sent: Sent) -> Fields:
    errors: dict[str, list[str]] = {}

    def read(name: str, fit: Callable[[Any], T], *, blank: bool) -> T | UnsetType:
        """`blank`: an empty text in a form is a value too, not a field left out."""
        given = sent.fields.get(name, UNSET)
        if given is UNSET or (given == "" and sent.is_form and not blank):
            return UNSET
        try:
            return fit(given)
        except Unfit as unfit:
            errors[name] = [str(unfit)]
            return UNSET

    return Fields(
        image=read("image", file, blank=True),
        alt_text=read("alt_text", text, blank=True),
        is_primary=read("is_primary", boolean, blank=False),
        order=read("order", integer, blank=False),
        errors=errors,
    )


def file(given: Any) -> File:
    """Nameless parts are what browsers send when no file was chosen. Raises Unfit."""
    if given is None:
        raise Unfit(NULL)
    if not isinstance(given, File):
        raise Unfit(NOT_A_FILE)
    if base_name(given.name) in NAMELESS:
        raise Unfit(NO_FILE)
    return given


def wrong_extension(given: File) -> str | None:
    """What is wrong with the file's name; its content decides its type all the same."""
    extension = PurePosixPath(base_name(given.name)).suffix[1:].lower()
    if extension in EXTENSIONS:
        return None
    return f"File extension “{extension}” is not allowed. Allowed extensions are: {', '.join(EXTENSIONS)}."


def text(given: Any) -> str | None:
    """Kept as sent; null clears it. Raises Unfit."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise Unfit("Not a valid string.")
    told = str(given)
    if "\0" in told:
        raise Unfit("Null characters are not allowed.")
    for character in told:
        if "\ud800" <= character <= "\udfff":
            raise Unfit(f"Surrogate characters are not allowed: U+{ord(character):X}.")
    return told


def boolean(given: Any) -> bool:
    """Raises Unfit."""
    if given is None:
        raise Unfit(NULL)
    word = str(given).lower() if isinstance(given, str | bool | int) else ""
    if word in TRUE | FALSE:
        return word in TRUE
    raise Unfit("Must be a valid boolean.")


def integer(given: Any) -> int:
    """`1`, ` 2 `, `-1` and `1.0` are whole numbers. Raises Unfit."""
    if given is None:
        raise Unfit(NULL)
    plain = isinstance(given, str | int | float) and not isinstance(given, bool)
    number = INTEGER.fullmatch(str(given)) if plain else None
    if number is None:
        raise Unfit("A valid integer is required.")
    return int(number[1])
