"""The fields of an image as Django REST framework reads them, every wrong one told at once."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from web.dialects.token_api import messages
from web.dialects.token_api.body import RequestBody
from web.dialects.token_api.wire import base_name
from web.http.multipart import File

T = TypeVar("T")

TRUE = frozenset({"t", "y", "yes", "true", "on", "1", 1})
FALSE = frozenset({"f", "n", "no", "false", "off", "0", 0})
NO_DECIMALS = re.compile(r"\.0*\s*$")
LONGEST_NUMBER = 1000  # characters
EXTENSIONS = ("apng", "avif", "gif", "jfif", "jpe", "jpeg", "jpg", "png", "webp")


class InvalidValue(Exception):
    """A value that its field does not take; the message is for the caller."""


class Fields(msgspec.Struct, frozen=True):
    """What was sent and fits, and what is wrong with the rest, in the order of the document."""

    image: File | UnsetType
    alt_text: str | UnsetType | None
    is_primary: bool | UnsetType
    order: int | UnsetType
    errors: dict[str, list[str]]


def read_fields(sent: RequestBody) -> Fields:
    errors: dict[str, list[str]] = {}

    def read(name: str, fit: Callable[[Any], T], *, blank: bool) -> T | UnsetType:
        """`blank`: an empty text in a form is a value too, not a field left out."""
        given = sent.fields.get(name, UNSET)
        if given is UNSET or (given == "" and sent.is_form and not blank):
            return UNSET
        try:
            return fit(given)
        except InvalidValue as unfit:
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
    """Raises Unfit."""
    if given is None:
        raise InvalidValue(messages.NULL)
    if not isinstance(given, File):
        raise InvalidValue(messages.NOT_A_FILE)
    return given


def wrong_extension(given: File) -> str | None:
    """What is wrong with the file's name; its content decides its type all the same."""
    extension = PurePosixPath(base_name(given.name)).suffix[1:].lower()
    if extension in EXTENSIONS:
        return None
    return messages.extension_not_allowed(extension, ", ".join(EXTENSIONS))


def text(given: Any) -> str | None:
    """Kept as sent; null clears it. Raises Unfit."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, str | int | float):  # bytes: a form's text that is no UTF-8
        raise InvalidValue(messages.NOT_A_STRING)
    told = str(given)
    if "\0" in told:
        raise InvalidValue(messages.NUL)
    for character in told:
        if "\ud800" <= character <= "\udfff":
            raise InvalidValue(messages.surrogate(character))
    return told


def boolean(given: Any) -> bool:
    """Raises Unfit."""
    if given is None:
        raise InvalidValue(messages.NULL)
    word = given.lower() if isinstance(given, str) else given
    if not isinstance(word, str | int | float) or word not in TRUE | FALSE:
        raise InvalidValue(messages.NOT_A_BOOLEAN)
    return word in TRUE


def integer(given: Any) -> int:
    """`1`, ` 2 `, `-1` and `1.0` are whole numbers, and whatever else Python reads as one. Raises Unfit."""
    if given is None:
        raise InvalidValue(messages.NULL)
    if isinstance(given, str) and len(given) > LONGEST_NUMBER:
        raise InvalidValue(messages.TOO_LONG_A_NUMBER)
    try:
        return int(NO_DECIMALS.sub("", str(given) if isinstance(given, str | int | float) else ""))
    except ValueError:
        raise InvalidValue(messages.NOT_AN_INTEGER) from None
