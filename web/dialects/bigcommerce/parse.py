"""Parsing a body into fields, each checked by the document's tables."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from web.context import AnyRequest
from web.dialects.bigcommerce.errors import (
    Invalid,
    ProblemAnswer,
    UnknownMediaType,
    invalid,
    malformed,
    missing,
    not_writable,
    unsupported,
)
from web.dialects.bigcommerce.xml import NotXml, as_read, decode_fields
from web.dialects.requests import segment
from web.gallery.model import Image
from web.http.bounds import TooMuch, check_members, read_small

LARGEST = 2**31 - 1  # of BigCommerce's type int
LONGEST = 2**24  # bytes, of its type text
READ_ONLY = ("id", "date_created")
LATER_URLS = ("zoom_url", "thumbnail_url", "standard_url", "tiny_url")  # sent back by clients of later versions
KNOWN = frozenset({"product_id", *READ_ONLY, *LATER_URLS})
FLAGS = {"true": True, "false": False}


class ImageFields(msgspec.Struct, frozen=True):
    """The writable fields; those not sent are UNSET."""

    image_file: str | UnsetType = UNSET
    is_thumbnail: bool | UnsetType = UNSET
    sort_order: int | UnsetType = UNSET
    description: str | UnsetType | None = UNSET


async def read_new_image(request: AnyRequest) -> ImageFields:
    """Raises UnknownMediaType, Invalid with every problem there is."""
    return await _read(request, None)


async def read_changed_image(request: AnyRequest, image: Image) -> ImageFields:
    """The fields to set on `image`, which lets through whatever is sent back as it was read.

    Raises UnknownMediaType, Invalid with every problem there is.
    """
    return await _read(request, image)


async def _read(request: AnyRequest, image: Image | None) -> ImageFields:
    sent = await _fields(request, image)
    readers = _readers(image)
    problems = [unsupported(name) for name in sent if name not in readers and name not in KNOWN]
    problems += _misplaced(sent, segment(request, "product"), image)
    values: dict[str, Any] = {}
    for name, read in readers.items():
        if name in sent:
            try:
                values[name] = read(sent[name])
            except ValueError as error:
                problems.append(invalid(name, str(error)))
    if problems:
        raise Invalid(*problems)
    return ImageFields(**values)


def _misplaced(sent: Mapping[str, object], product: str, image: Image | None) -> Iterator[ProblemAnswer]:
    yield from (not_writable(name) for name in READ_ONLY if name in sent)
    if "product_id" in sent and _whole(sent["product_id"]) != _whole(product):
        yield invalid("product_id", "It must be the product of the address.")
    if image is None and "image_file" not in sent:
        yield missing("image_file")


def _readers(image: Image | None) -> dict[str, Callable[[object], object]]:
    """Readers of the writable fields; for a value that a field cannot have, a ValueError with the reason."""
    present = None if image is None else image.position
    position = partial(_position, present=present)
    return {"image_file": _path, "is_thumbnail": _flag, "sort_order": position, "description": _text}


async def _fields(request: AnyRequest, image: Image | None) -> Mapping[str, object]:
    match request.content_type[0].lower():
        case "application/json":
            return _json(await read_small(request))
        case "application/xml" | "text/xml":
            return _xml(await read_small(request), image)
        case _:
            raise UnknownMediaType


def _json(body: bytes) -> dict[str, object]:
    try:
        value = msgspec.json.decode(body)
        check_members(value)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, TooMuch) as error:
        raise Invalid(malformed("The body of the request is not valid JSON.")) from error
    if not isinstance(value, dict):
        raise Invalid(malformed("The body of the request must be a JSON object."))
    return value


def _xml(body: bytes, image: Image | None) -> dict[str, str | bool | None]:
    """A description that XML cannot express is not changed by being sent back as it was read."""
    try:
        found: dict[str, str | bool | None] = dict(decode_fields(body))
    except NotXml as error:
        raise Invalid(malformed("The body of the request is not valid XML.")) from error
    if "is_thumbnail" in found:
        found["is_thumbnail"] = FLAGS.get(str(found["is_thumbnail"]), found["is_thumbnail"])
    if image is not None and "description" in found and found["description"] == as_read(image.label):
        found["description"] = image.label
    return found


def _path(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("It must be a path inside the import directory, or a URL.")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("It must be true or false.")
    return value


def _position(value: object, present: int | None) -> int:
    """Another dialect may have set what could not be set here; sent back unchanged, it is let through."""
    number = _whole(value)
    if number == present and number is not None:
        return number
    if number is None or not 0 <= number <= LARGEST:
        raise ValueError(f"It must be a whole number from 0 to {LARGEST}.")
    return number


def _whole(value: object) -> int | None:
    """A number, or the digits of one."""
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"-?[0-9]{1,18}", value) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or "\0" in value or len(value.encode()) > LONGEST:
        raise ValueError("It must be a text.")
    return value
