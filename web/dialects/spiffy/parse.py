"""Parsing the JSON `{"image": {…}}`, its members checked one by one."""

from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from web.context import AnyRequest
from web.dialects.requests import segment
from web.dialects.spiffy.errors import ImageMissing, Invalid, Malformed
from web.http.bounds import check_beside, check_json, check_members
from web.http.urls import whole

LAST = 10**9  # a position beyond every list
NO_ATTACHMENT = (b"null", b'""')
T = TypeVar("T")


class ImageBody(msgspec.Struct):
    image: msgspec.Raw


class NewImage(msgspec.Struct):
    """The body of a POST. Members that the server decides (id, extension, digest …) may be sent and are ignored.

    The attachment stays where it lies in the body, so that a large picture is not held twice.
    """

    attachment: msgspec.Raw = msgspec.Raw(b"null")
    src: object = None
    filename: object = None
    alt: object = None
    position: object = None
    variation_ids: object = None


class ChangedImage(msgspec.Struct):
    """The body of a PUT. Clients send the whole object back; all other members are ignored."""

    id: object = None
    alt: object = UNSET
    position: object = None


class ImageFields(msgspec.Struct, frozen=True, kw_only=True):
    """Members that were sent and checked; the others are UNSET.

    `attachment` is the JSON string as it lies in `body`. A PUT's first member with a value that it can't have is in
    `invalid`, and raised once the image is known to be there.
    """

    alt: str | UnsetType | None = UNSET
    position: int | UnsetType = UNSET
    variation_ids: tuple[int, ...] = ()
    filename: str = ""
    src: str | None = None
    attachment: memoryview | None = None
    body: bytearray = bytearray()
    invalid: Invalid | None = None


async def read_new_image(request: AnyRequest) -> ImageFields:
    """Raises Malformed, ImageMissing, Invalid, RequestEntityTooLarge."""
    body = await _read_body(request)
    image = _image_in(body, NewImage)
    alt, position, ids = text("alt", image.alt), rank(image.position), variation_ids(image.variation_ids)
    filename, attachment = text("filename", image.filename) or "", memoryview(image.attachment)
    attached = attachment not in NO_ATTACHMENT
    return ImageFields(
        alt=alt,
        position=position,
        variation_ids=ids,
        filename=filename,
        src=None if attached else text("src", image.src),
        attachment=attachment if attached else None,
        body=body,
    )


async def read_changed_image(request: AnyRequest) -> ImageFields:
    """Raises Malformed, ImageMissing, RequestEntityTooLarge."""
    image = _image_in(await _read_body(request), ChangedImage)
    try:
        _check_id(image.id, whole(segment(request, "image"), 15))
        alt = UNSET if image.alt is UNSET else text("alt", image.alt)
        return ImageFields(alt=alt, position=rank(image.position))
    except Invalid as invalid:
        return ImageFields(invalid=invalid)


async def _read_body(request: AnyRequest) -> bytearray:
    """Read the body in one piece that can be changed in place. Raises RequestEntityTooLarge."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
    return body


def _image_in(body: bytearray, kind: type[T]) -> T:
    """Raises Malformed, ImageMissing."""
    try:
        check_json(body, b"attachment")
        image = msgspec.json.decode(body, type=ImageBody).image
        members = msgspec.json.decode(image, type=dict[str, msgspec.Raw])
        check_beside(body, len(members.pop("attachment", b"")))
        check_members({name: msgspec.json.decode(raw) for name, raw in members.items()})
        return msgspec.json.decode(image, type=kind)
    except msgspec.ValidationError as error:  # JSON, but not an object where one must be
        raise ImageMissing from error
    except (ValueError, RecursionError) as error:
        raise Malformed from error


def text(field: str, value: object) -> str | None:
    """Kept as sent. Raises Invalid; PostgreSQL can't keep a NUL, so nothing here takes one."""
    if value is None or (isinstance(value, str) and "\0" not in value):
        return value
    raise Invalid(field, "is not a text")


def rank(value: object) -> int | UnsetType:
    """The first for whatever is below one. Raises Invalid for what is no whole number."""
    return UNSET if value is None else min(max(_whole("position", value), 1), LAST)


def variation_ids(value: object) -> tuple[int, ...]:
    """Ids, each once, in the order sent. Raises Invalid."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Invalid("variation_ids", "is not a list of ids")
    return tuple(dict.fromkeys(_whole("variation_ids", one) for one in value))


def _check_id(value: object, number: int | None) -> None:
    """The id in a PUT must be there, and be the one of the address. Raises Invalid."""
    if value is None:
        raise Invalid("id", "is required")
    if _whole("id", value) != number:
        raise Invalid("id", "is not the id of the address")


def _whole(field: str, value: object) -> int:
    """2, 2.0 and "2" are whole numbers; true is not."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and len(value) < 16 and value.isascii() and value.removeprefix("-").isdigit():
        return int(value)
    raise Invalid(field, "is not a whole number")
