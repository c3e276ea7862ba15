"""What a request says of an image: the JSON `{"image": {…}}`, its members checked one by one."""

from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from web.dialects.spec import AnyRequest
from web.dialects.spiffy.errors import ImageMissing, Invalid, Malformed

LAST = 10**9  # a position beyond every list
T = TypeVar("T")


class ImageBody(msgspec.Struct):
    image: msgspec.Raw


class NewImage(msgspec.Struct):
    """A POST. What the server decides (id, extension, digest …) may be sent and means nothing.

    The attachment stays where it lies in the body, so that a large picture is not held twice.
    """

    attachment: msgspec.Raw = msgspec.Raw(b"null")
    src: Any = None
    filename: Any = None
    alt: Any = None
    position: Any = None
    variation_ids: Any = None


class ChangedImage(msgspec.Struct):
    """A PUT. Clients send the whole object back; everything else in it is passed over."""

    id: Any = None
    alt: Any = UNSET
    position: Any = None


async def read_body(request: AnyRequest) -> bytearray:
    """Raises RequestEntityTooLarge."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
    return body


def image_in(body: bytearray, kind: type[T]) -> T:
    """Raises Malformed, ImageMissing."""
    try:
        return msgspec.json.decode(msgspec.json.decode(body, type=ImageBody).image, type=kind)
    except msgspec.ValidationError as error:  # JSON, but not an object where one must be
        raise ImageMissing from error
    except (ValueError, RecursionError) as error:
        raise Malformed from error


def text(field: str, given: object) -> str | None:
    """Kept as sent. Raises Invalid; PostgreSQL can't keep a NUL, so nothing here takes one."""
    if given is None or (isinstance(given, str) and "\0" not in given):
        return given
    raise Invalid(field, "is not a text")


def position(given: object) -> int | UnsetType:
    """A rank: the first for whatever is below one. Raises Invalid for what is no whole number."""
    return UNSET if given is None else min(max(_whole("position", given), 1), LAST)


def variation_ids(given: object) -> tuple[int, ...]:
    """Each once, in the order given. Raises Invalid."""
    if given is None:
        return ()
    if not isinstance(given, list):
        raise Invalid("variation_ids", "is not a list of ids")
    return tuple(dict.fromkeys(_whole("variation_ids", one) for one in given))


def hold_to(number: int, given: object) -> None:
    """The id in a PUT must be there, and be the one of the address. Raises Invalid."""
    if given is None:
        raise Invalid("id", "is required")
    if _whole("id", given) != number:
        raise Invalid("id", "is not the id of the address")


def _whole(field: str, given: object) -> int:
    """2, 2.0 and "2" are whole numbers; true is not."""
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    if isinstance(given, float) and given.is_integer():
        return int(given)
    if isinstance(given, str) and len(given) < 16 and given.isascii() and given.removeprefix("-").isdigit():
        return int(given)
    raise Invalid(field, "is not a whole number")
