"""Bodies, by their Content-Type: a multipart or URL-encoded form, or JSON."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from web.dialects.dialect import AnyRequest
from web.dialects.forms import MalformedForm, boundary_of, read_form
from web.dialects.token_api.errors import Invalid, ParseError, UnsupportedMediaType


class Sent(msgspec.Struct, frozen=True):
    """Fields by name: texts and files of a form, or whatever JSON holds."""

    fields: Mapping[str, Any]
    is_form: bool = False


async def read_body(request: AnyRequest) -> Sent:
    """Raises ParseError, UnsupportedMediaType, Invalid (JSON but no object), TooManyBytes, RequestEntityTooLarge."""
    if _is_empty(request):
        return Sent({})
    match request.content_type[0]:
        case "multipart/form-data":
            boundary = boundary_of(request)
            if not boundary:
                raise ParseError(f"Multipart form parse error - Invalid boundary in multipart: {boundary}")
            return await _form(request)
        case "application/x-www-form-urlencoded":
            return await _form(request)
        case "application/json":
            return Sent(_object(await request.body()))
        case _:
            raise UnsupportedMediaType(request.headers.get("content-type", ""))


def _is_empty(request: AnyRequest) -> bool:
    return request.headers.get("content-length", "0") == "0" and "transfer-encoding" not in request.headers


async def _form(request: AnyRequest) -> Sent:
    """Of several fields of one name the last one counts."""
    try:
        return Sent(dict(await read_form(request)), is_form=True)
    except MalformedForm as error:
        raise ParseError(f"Multipart form parse error - {error}") from error


def _object(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"JSON parse error - {error}") from error
    if not isinstance(given, dict):
        kind = "null" if given is None else type(given).__name__
        raise Invalid({"non_field_errors": [f"Invalid data. Expected a dictionary, but got {kind}."]})
    return given


def _no_number(name: str) -> None:
    raise ValueError(f"Out of range float values are not JSON compliant: {name!r}")
