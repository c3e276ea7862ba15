"""Parsing a body, by its Content-Type, into the fields of an image as Django REST framework reads them."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from web.context import AnyRequest
from web.dialects.token_api import errors
from web.dialects.token_api.errors import Invalid, ParseError, UnsupportedMediaType
from web.dialects.token_api.wire import NAMELESS, base_name
from web.gallery.formats import format_of_extension
from web.gallery.model import LONGEST_LABEL
from web.http.bounds import check_members, read_small
from web.http.multipart import File, MalformedForm, Parts, Value, boundary_of, read_form

T = TypeVar("T")

TRUE = frozenset({"t", "y", "yes", "true", "on", "1", 1})
FALSE = frozenset({"f", "n", "no", "false", "off", "0", 0})
NO_DECIMALS = re.compile(r"\.0*\s*$")
LONGEST_NUMBER = 1000  # characters
EXTENSIONS = ("apng", "avif", "gif", "jfif", "jpe", "jpeg", "jpg", "png", "webp")  # as refusals list them


class RequestBody(msgspec.Struct, frozen=True):
    """Fields by name: texts and files of a form, or whatever JSON holds."""

    fields: Mapping[str, object]
    is_form: bool = False


class InvalidValue(Exception):
    """A value that its field does not take; the message is for the caller."""


class ImageFields(msgspec.Struct, frozen=True):
    """The fields that were sent and fit, and messages for the rest by field, in the order of the document."""

    image: File | UnsetType
    alt_text: str | UnsetType | None
    is_primary: bool | UnsetType
    order: int | UnsetType
    errors: dict[str, list[str]]


async def read_new_image(request: AnyRequest) -> ImageFields:
    """Raises as `read_changed_image`, and Invalid where there is no image."""
    fields = await read_changed_image(request)
    if fields.image is UNSET:
        raise Invalid({"image": [errors.NO_FILE]} | fields.errors)
    return fields


async def read_changed_image(request: AnyRequest) -> ImageFields:
    """Raises ParseError, UnsupportedMediaType, Invalid (JSON but no object), TooManyBytes, RequestEntityTooLarge."""
    return _image_fields(await _read_body(request))


def _image_fields(body: RequestBody) -> ImageFields:
    messages: dict[str, list[str]] = {}

    def read(name: str, parse: Callable[[object], T], *, blank: bool) -> T | UnsetType:
        """`blank`: an empty text in a form is a value too, not a field left out."""
        value = body.fields.get(name, UNSET)
        if value is UNSET or (value == "" and body.is_form and not blank):
            return UNSET
        try:
            return parse(value)
        except InvalidValue as invalid:
            messages[name] = [str(invalid)]
            return UNSET

    return ImageFields(
        image=read("image", _file, blank=True),
        alt_text=read("alt_text", _text, blank=True),
        is_primary=read("is_primary", _boolean, blank=False),
        order=read("order", _integer, blank=False),
        errors=messages,
    )


async def _read_body(request: AnyRequest) -> RequestBody:
    if _is_empty(request):
        return RequestBody({})
    match request.content_type[0]:
        case "multipart/form-data":
            boundary = boundary_of(request)
            if not boundary:
                raise ParseError(f"Multipart form parse error - Invalid boundary in multipart: {boundary}")
            return await _form(request)
        case "application/x-www-form-urlencoded":
            return await _form(request)
        case "application/json":
            return RequestBody(_object(await read_small(request)))
        case _:
            raise UnsupportedMediaType(request.headers.get("content-type", ""))


def _is_empty(request: AnyRequest) -> bool:
    return request.headers.get("content-length", "0") == "0" and "transfer-encoding" not in request.headers


async def _form(request: AnyRequest) -> RequestBody:
    try:
        return RequestBody(_fields(await read_form(request, base64=True)), is_form=True)
    except MalformedForm as error:
        raise ParseError(f"Multipart form parse error - {error}") from error


def _fields(parts: Parts) -> dict[str, Value]:
    """Fields by name: of several of one name the last file counts, else the last text.

    A file without a name is the empty text: so browsers send the field of a file when none was chosen. One whose
    name is nothing but folders is none at all.
    """
    texts: dict[str, Value] = {}
    files: dict[str, Value] = {}
    for name, value in parts:
        if not isinstance(value, File):
            texts[name] = value
        elif not value.name:
            texts[name] = ""
        elif base_name(value.name) not in NAMELESS:
            files[name] = value
    return texts | files


def _object(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body.decode(), parse_constant=_no_number)
        check_members(value)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"JSON parse error - {error}") from error
    if value is None:
        raise Invalid({"non_field_errors": [errors.NO_DATA]})
    if not isinstance(value, dict):
        raise Invalid({"non_field_errors": [errors.not_an_object(type(value).__name__)]})
    return value


def _no_number(name: str) -> None:
    raise ValueError(f"Out of range float values are not JSON compliant: {name!r}")


def _file(value: object) -> File:
    """Raises InvalidValue."""
    if value is None:
        raise InvalidValue(errors.NULL)
    if not isinstance(value, File):
        raise InvalidValue(errors.NOT_A_FILE)
    return value


def extension_error(file: File) -> str | None:
    """The message for a file name that is not allowed, or None; its content decides its type all the same."""
    extension = PurePosixPath(base_name(file.name)).suffix[1:].lower()
    if format_of_extension(extension):
        return None
    return errors.extension_not_allowed(extension, ", ".join(EXTENSIONS))


def _text(value: object) -> str | None:
    """Kept as sent; null clears it. Raises InvalidValue."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):  # bytes: a form's text that is no UTF-8
        raise InvalidValue(errors.NOT_A_STRING)
    text = str(value)
    if "\0" in text:
        raise InvalidValue(errors.NUL)
    if len(text) > LONGEST_LABEL:
        raise InvalidValue(errors.too_long(LONGEST_LABEL))
    for character in text:
        if "\ud800" <= character <= "\udfff":
            raise InvalidValue(errors.surrogate(character))
    return text


def _boolean(value: object) -> bool:
    """Raises InvalidValue."""
    if value is None:
        raise InvalidValue(errors.NULL)
    word = value.lower() if isinstance(value, str) else value
    if not isinstance(word, str | int | float) or word not in TRUE | FALSE:
        raise InvalidValue(errors.NOT_A_BOOLEAN)
    return word in TRUE


def _integer(value: object) -> int:
    """`1`, ` 2 `, `-1` and `1.0` are whole numbers, and whatever else Python reads as one. Raises InvalidValue."""
    if value is None:
        raise InvalidValue(errors.NULL)
    if isinstance(value, str) and len(value) > LONGEST_NUMBER:
        raise InvalidValue(errors.TOO_LONG_A_NUMBER)
    try:
        return int(NO_DECIMALS.sub("", str(value) if isinstance(value, str | int | float) else ""))
    except ValueError:
        raise InvalidValue(errors.NOT_AN_INTEGER) from None
