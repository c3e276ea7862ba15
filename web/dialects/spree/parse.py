"""What a request says of an image."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from web.dialects.spec import AnyRequest
from web.dialects.spree.errors import MUST_BE_PRESENT, Invalid, ParameterMissing
from web.dialects.spree.rails_parameters import root_of
from web.http.multipart import File

LAST = 2**31 - 1  # what Spree's column holds
VARIANT, PRODUCT = "Spree::Variant", "Spree::Product"

WHOLE = re.compile(r"\s*([-+]?)0*([0-9]{0,18})")


class Params(msgspec.Struct, frozen=True):
    """What is not sent is UNSET. A position of None is no place in the list."""

    attachment: File | UnsetType = UNSET
    alt: str | UnsetType | None = UNSET
    position: int | UnsetType | None = UNSET
    viewable_type: str | UnsetType = UNSET
    viewable_id: int | UnsetType = UNSET


async def image_params(request: AnyRequest) -> Params:
    """Unknown members are dropped, as are values that are no plain ones. Raises ParameterMissing, Invalid."""
    image = (await root_of(request)).get("image")
    if not image:
        raise ParameterMissing
    if not isinstance(image, dict):
        raise Invalid(attachment=MUST_BE_PRESENT)
    plain = {name: value for name, value in image.items() if value is None or isinstance(value, str | int | float)}
    return Params(_attachment(image), _alt(plain), _position(plain), _viewable_type(plain), _viewable_id(plain))


def _attachment(image: Mapping[str, Any]) -> File | UnsetType:
    """Sent, it must be a file: null, a text or several files are not."""
    given = image.get("attachment", UNSET)
    if given is UNSET or isinstance(given, File):
        return given
    raise Invalid(attachment=MUST_BE_PRESENT)


def _alt(plain: Mapping[str, Any]) -> str | UnsetType | None:
    """Numbers and switches are written out as Rails writes them; no database keeps a NUL."""
    given = plain.get("alt", UNSET)
    if isinstance(given, bool):
        return "t" if given else "f"
    if "\0" in str(given):
        raise Invalid(alt="is invalid")
    return given if given is UNSET or given is None else str(given)


def _position(plain: Mapping[str, Any]) -> int | UnsetType | None:
    given = plain.get("position", UNSET)
    return None if given in (None, "") else given if given is UNSET else whole(given)


def _viewable_type(plain: Mapping[str, Any]) -> str | UnsetType:
    given = plain.get("viewable_type", UNSET)
    return given if given is UNSET else str(given)


def _viewable_id(plain: Mapping[str, Any]) -> int | UnsetType:
    given = plain.get("viewable_id", UNSET)
    return given if given is UNSET else whole(given or 0)


def whole(given: str | float) -> int:
    """As Rails reads a whole number: decimals are cut, of a text its digits in front count, without any it is 0."""
    if isinstance(given, int | float):
        return int(given)
    sign, digits = WHOLE.match(given).groups()  # type: ignore[union-attr]  # it matches any text
    return int(f"{sign}{digits}" if digits else 0)


def place(position: int) -> int:
    """Below one is the first place. Raises Invalid beyond the last one."""
    if position > LAST:
        raise Invalid(position=f"must be less than or equal to {LAST}")
    return max(position, 1)


def number_of(text: str) -> int:
    """Ids are read up to the first character that is no digit; without any it is 0, which nothing has."""
    leading = re.match(r"[0-9]*", text)
    digits = leading[0].lstrip("0") if leading else ""
    return int(digits) if 0 < len(digits) <= 18 else 0
