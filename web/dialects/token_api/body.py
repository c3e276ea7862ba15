"""Bodies, by their Content-Type: a multipart or URL-encoded form, or JSON."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from web.dialects.spec import AnyRequest
from web.dialects.token_api import messages
from web.dialects.token_api.errors import Invalid, ParseError, UnsupportedMediaType
from web.dialects.token_api.wire import NAMELESS, base_name
from web.http.multipart import File, MalformedForm, Parts, Value, boundary_of, read_form


class RequestBody(msgspec.Struct, frozen=True):
    """Fields by name: texts and files of a form, or whatever JSON holds."""

    fields: Mapping[str, Any]
    is_form: bool = False


async def read_body(request: AnyRequest) -> RequestBody:
    """Raises ParseError, UnsupportedMediaType, Invalid (JSON but no object), TooManyBytes, RequestEntityTooLarge."""
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
            return RequestBody(_object(await request.body()))
        case _:
            raise UnsupportedMediaType(request.headers.get("content-type", ""))


def _is_empty(request: AnyRequest) -> bool:
    return request.headers.get("content-length", "0") == "0" and "transfer-encoding" not in request.headers


async def _form(request: AnyRequest) -> RequestBody:
    try:
        return RequestBody(_fields(await read_form(request)), is_form=True)
    except MalformedForm as error:
        raise ParseError(f"Multipart form parse error - {error}") from error


def _fields(parts: Parts) -> dict[str, Value]:
    """Of several of one name the last file counts, else the last text.

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


def _object(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"JSON parse error - {error}") from error
    if given is None:
        raise Invalid({"non_field_errors": [messages.NO_DATA]})
    if not isinstance(given, dict):
        raise Invalid({"non_field_errors": [messages.not_an_object(type(given).__name__)]})
    return given


def _no_number(name: str) -> None:
    raise ValueError(f"Out of range float values are not JSON compliant: {name!r}")
