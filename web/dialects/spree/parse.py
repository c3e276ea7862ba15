"""Parsing an image's parameters, as Rails reads them, and the method that a POST stands for."""

import re
from collections.abc import Mapping

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from web.context import AnyRequest
from web.dialects.requests import header
from web.dialects.spree.errors import MUST_BE_PRESENT, Invalid, ParameterMissing
from web.dialects.spree.rails_parameters import form_parameters, read_parameters
from web.http.multipart import File

LAST = 2**31 - 1  # what Spree's column holds
OVERRIDES = ("PUT", "PATCH", "DELETE")

Plain = Mapping[str, str | int | float | None]  # members that are no lists, objects or files
WHOLE_NUMBER = re.compile(r"\s*([-+]?)0*([0-9]{0,18})")


class ImageFields(msgspec.Struct, frozen=True):
    """Members that were not sent are UNSET. A position of None is behind all others."""

    attachment: File | UnsetType = UNSET
    alt: str | UnsetType | None = UNSET
    position: int | UnsetType | None = UNSET
    viewable_type: str | UnsetType = UNSET
    viewable_id: int | UnsetType = UNSET


async def read_new_image(request: AnyRequest) -> ImageFields:
    """Raises as `read_changed_image`; also Invalid where the attachment is missing or the position beyond the last."""
    fields = await read_changed_image(request)
    if fields.attachment is UNSET:
        raise Invalid(attachment=MUST_BE_PRESENT)
    return replace(fields, position=clamped(fields.position)) if isinstance(fields.position, int) else fields


async def read_changed_image(request: AnyRequest) -> ImageFields:
    """Unknown members are dropped, as are values that are no plain ones. Raises ParameterMissing, Invalid."""
    image = (await read_parameters(request)).get("image")
    if not image:
        raise ParameterMissing
    if not isinstance(image, dict):
        raise Invalid(attachment=MUST_BE_PRESENT)
    plain = {name: value for name, value in image.items() if value is None or isinstance(value, str | int | float)}
    return ImageFields(_attachment(image), _alt(plain), _position(plain), _viewable_type(plain), _viewable_id(plain))


async def read_method(request: AnyRequest) -> str:
    """The method that a POST stands for, by `_method` in a form or by a header, as Rails takes it; or POST itself.

    Raises as reading the body does.
    """
    field = (await form_parameters(request)).get("_method")
    method = field if isinstance(field, str) else header(request, b"x-http-method-override") or ""
    return method.upper() if method.upper() in OVERRIDES else "POST"


def _attachment(image: Mapping[str, object]) -> File | UnsetType:
    """Sent, it must be a file: null, a text or several files are not."""
    value = image.get("attachment", UNSET)
    if value is UNSET or isinstance(value, File):
        return value
    raise Invalid(attachment=MUST_BE_PRESENT)


def _alt(plain: Plain) -> str | UnsetType | None:
    """Numbers and switches are written out as Rails writes them; no database keeps a NUL."""
    value = plain.get("alt", UNSET)
    if isinstance(value, bool):
        return "t" if value else "f"
    if "\0" in str(value):
        raise Invalid(alt="is invalid")
    return value if value is UNSET or value is None else str(value)


def _position(plain: Plain) -> int | UnsetType | None:
    value = plain.get("position", UNSET)
    return None if value in (None, "") else value if value is UNSET else whole(value)


def _viewable_type(plain: Plain) -> str | UnsetType:
    value = plain.get("viewable_type", UNSET)
    return value if value is UNSET else str(value)


def _viewable_id(plain: Plain) -> int | UnsetType:
    value = plain.get("viewable_id", UNSET)
    return value if value is UNSET else whole(value or 0)


def whole(value: str | float) -> int:
    """Read a whole number as Rails does: decimals are cut, of a text its digits in front count, without any it is 0."""
    if isinstance(value, int | float):
        return int(value)
    sign, digits = WHOLE_NUMBER.match(value).groups()  # type: ignore[union-attr]  # it matches any text
    return int(f"{sign}{digits}" if digits else 0)


def clamped(position: int) -> int:
    """Below one is the first place. Raises Invalid beyond the last one."""
    if position > LAST:
        raise Invalid(position=f"must be less than or equal to {LAST}")
    return max(position, 1)
