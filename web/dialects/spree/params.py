"""What a request says of an image, in whichever of Rails' ways: form fields `image[alt]`, JSON, the query."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from litestar.datastructures import UploadFile
from litestar.exceptions import ValidationException
from msgspec import UNSET, UnsetType

from web.dialects.dialect import AnyRequest
from web.dialects.spree.errors import MUST_BE_PRESENT, Invalid, ParameterMissing

FIELD = re.compile(r"image\[(\w+)\]")
LAST = 2**31 - 1


class Params(msgspec.Struct, frozen=True):
    attachment: UploadFile | UnsetType = UNSET
    alt: str | UnsetType | None = UNSET
    position: int | UnsetType = UNSET


async def image_params(request: AnyRequest) -> Params:
    """Unknown members are dropped, as are values that are no plain ones. Raises ParameterMissing, Invalid."""
    image = _from_query(request) | await _from_body(request)
    if not image:
        raise ParameterMissing
    return Params(_attachment(image), _alt(image), _position(image))


def _from_query(request: AnyRequest) -> dict[str, Any]:
    return _fields(request.query_params)


async def _from_body(request: AnyRequest) -> dict[str, Any]:
    content_type = request.content_type[0]
    if content_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
        return _fields(await request.form())
    if content_type in ("application/json", "application/vnd.api+json", "text/x-json"):
        return _image_of(await request.body())
    return {}


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    return {match[1]: given[name] for name in given if (match := FIELD.fullmatch(name))}


def _image_of(body: bytes) -> dict[str, Any]:
    try:
        root = msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        raise ValidationException("There was a problem in the JSON you submitted") from error
    image = root.get("image") if isinstance(root, dict) else None
    if image and not isinstance(image, dict):
        raise Invalid(attachment=MUST_BE_PRESENT)
    return image or {}


def _attachment(image: Mapping[str, Any]) -> UploadFile | UnsetType:
    """Sent, it must be a file: null, a text or several files are not."""
    given = image.get("attachment", UNSET)
    if given is UNSET or isinstance(given, UploadFile):
        return given
    raise Invalid(attachment=MUST_BE_PRESENT)


def _alt(image: Mapping[str, Any]) -> str | UnsetType | None:
    given = image.get("alt", UNSET)
    if given is UNSET or given is None or isinstance(given, str):
        return given
    return str(given) if isinstance(given, int | float) else UNSET


def _position(image: Mapping[str, Any]) -> int | UnsetType:
    """As acts_as_list takes it: decimals are cut, what is no number or below one is the first place."""
    given = image.get("position")
    if given is None or given == "" or not isinstance(given, str | int | float):
        return UNSET
    leading = re.match(r"\s*-?\d+", str(given))
    return min(max(int(leading[0]), 1), LAST) if leading else 1


def image_number(text: str) -> int:
    """Ids are read up to the first character that is no digit; without any it is 0, which nothing has."""
    leading = re.match(r"\d{1,18}", text)
    return int(leading[0]) if leading else 0
