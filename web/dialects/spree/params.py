"""What a request says of an image."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from web.dialects.dialect import AnyRequest
from web.dialects.forms import File
from web.dialects.spree.body import root_of
from web.dialects.spree.errors import MUST_BE_PRESENT, Invalid, ParameterMissing

LAST = 2**31 - 1


class Params(msgspec.Struct, frozen=True):
    attachment: File | UnsetType = UNSET
    alt: str | UnsetType | None = UNSET
    position: int | UnsetType = UNSET


async def image_params(request: AnyRequest) -> Params:
    """Unknown members are dropped, as are values that are no plain ones. Raises ParameterMissing, Invalid."""
    image = (await root_of(request)).get("image")
    if not image:
        raise ParameterMissing
    if not isinstance(image, dict):
        raise Invalid(attachment=MUST_BE_PRESENT)
    return Params(_attachment(image), _alt(image), _position(image))


def _attachment(image: Mapping[str, Any]) -> File | UnsetType:
    """Sent, it must be a file: null, a text or several files are not."""
    given = image.get("attachment", UNSET)
    if given is UNSET or isinstance(given, File):
        return given
    raise Invalid(attachment=MUST_BE_PRESENT)


def _alt(image: Mapping[str, Any]) -> str | UnsetType | None:
    """Numbers and switches are written out as Rails writes them; no database keeps a NUL."""
    given = image.get("alt", UNSET)
    if isinstance(given, bool):
        return "t" if given else "f"
    if given is not None and not isinstance(given, str | int | float):
        return UNSET
    if "\0" in str(given):
        raise Invalid(alt="is invalid")
    return None if given is None else str(given)


def _position(image: Mapping[str, Any]) -> int | UnsetType:
    """As acts_as_list takes it: decimals are cut, what is no number is the first place."""
    given = image.get("position")
    if given is None or given == "" or not isinstance(given, str | int | float):
        return UNSET
    if isinstance(given, float):
        given = int(given)
    leading = re.match(r"\s*-?[0-9]{1,18}", str(given))
    return int(leading[0]) if leading else 1


def place(position: int) -> int:
    """Below one is the first place, and there is a last."""
    return min(max(position, 1), LAST)


def number_of(text: str) -> int:
    """Ids are read up to the first character that is no digit; without any it is 0, which nothing has."""
    leading = re.match(r"[0-9]*", text)
    digits = leading[0].lstrip("0") if leading else ""
    return int(digits) if 0 < len(digits) <= 18 else 0
