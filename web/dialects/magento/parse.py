"""Parsing an image's members, in any format, as PHP would read them; and which members a read names."""

import math
import re
from collections.abc import Awaitable, Callable

import msgspec
from msgspec import UNSET, UnsetType

from web.context import AnyRequest
from web.dialects.magento.bodies import BadJson, BadText, BadXml, read_json, read_text, read_xml
from web.dialects.magento.errors import INVALID_DATA, PRE_VALIDATOR, BadRequest, SeveralAtOnce

CONTENT_TYPE = re.compile(r"([a-z\d/\-+.]+)(?:; *charset=\"?([^\";]+)\"?)?", re.IGNORECASE)
READERS: dict[str, Callable[[AnyRequest], Awaitable[object]]] = {
    "application/json": read_json,
    "text/xml": read_xml,
    "application/xml": read_xml,
    "application/xhtml+xml": read_xml,
    "text/plain": read_text,
}
WRITABLE = frozenset({"file_name", "file_content", "file_mime_type", "label", "position", "types", "exclude"})
NUMBER = re.compile(r"\s*([+-]?[0-9]{1,18})")


class ImageFields(msgspec.Struct, frozen=True, kw_only=True):
    """A member sent as null is a member not sent. `types` is one text where the request has no list."""

    content: bytes | bytearray | memoryview | UnsetType = UNSET
    mime_type: str | UnsetType = UNSET
    file_name: str | UnsetType = UNSET
    label: str | UnsetType = UNSET
    position: int | UnsetType = UNSET
    excluded: bool | UnsetType = UNSET
    types: tuple[str, ...] | str | UnsetType = UNSET


async def read_new_image(request: AnyRequest) -> ImageFields:
    """Raises BadRequest, and SeveralAtOnce for a list."""
    body = await _body(request)
    if body and (isinstance(body, list) or "data_item" in body):
        raise SeveralAtOnce
    return _fields(body)


async def read_changed_image(request: AnyRequest) -> ImageFields:
    """Raises BadRequest."""
    return _fields(await _body(request))


def read_members(request: AnyRequest, readable: tuple[str, ...]) -> tuple[str, ...]:
    """The members to answer with, by `attrs=id,label` or `attrs[]=id&attrs[]=label`; all readable ones without."""
    lists = [text for name, text in request.query_params.multi_items() if name == "attrs" or name.startswith("attrs[")]
    if not lists:
        return readable
    named = {name.strip() for text in lists for name in text.split(",")}
    return tuple(name for name in readable if name in named)


def _fields(body: dict[str, object] | list[object]) -> ImageFields:
    """Raises BadRequest where no member is one that can be written."""
    sent = {name: body[name] for name in WRITABLE if name in body} if isinstance(body, dict) else {}
    if not sent:
        raise BadRequest(INVALID_DATA)
    values = {name: value for name, value in sent.items() if value is not None}
    return ImageFields(
        content=_content(values.get("file_content", UNSET)),
        mime_type=_text(values.get("file_mime_type", UNSET)),
        file_name=_text(values.get("file_name", UNSET)),
        label=_text(values.get("label", UNSET)),
        position=_whole_number(values.get("position", UNSET)),
        excluded=_flag(values.get("exclude", UNSET)),
        types=_types(values.get("types", UNSET)),
    )


async def _body(request: AnyRequest) -> dict[str, object] | list[object]:
    try:
        body = await _reader(request)(request)
    except (BadJson, BadXml) as error:
        raise BadRequest("Decoding error.") from error
    except BadText as error:
        raise BadRequest("Invalid data type. Check Content-Type.") from error
    if not isinstance(body, dict | list):
        raise BadRequest(INVALID_DATA)
    return body


def _reader(request: AnyRequest) -> Callable[[AnyRequest], Awaitable[object]]:
    header = request.headers.get("content-type", "")
    if not header:
        raise BadRequest("Content-Type header is empty")
    known = CONTENT_TYPE.fullmatch(header)
    if known is None:
        raise BadRequest("Invalid Content-Type header")
    if known[2] is not None and known[2].lower() != "utf-8":
        raise BadRequest("UTF-8 is the only supported charset")
    if known[1] not in READERS:  # by case, as Magento compares them
        raise BadRequest(f'Server can not understand Content-Type HTTP header media type "{known[1]}"')
    return READERS[known[1]]


def _content(value: object) -> bytes | bytearray | memoryview | UnsetType:
    if isinstance(value, bytes | bytearray | memoryview):
        return value
    text = _text(value)
    return UNSET if text is UNSET else text.encode("ascii", "replace")


def _text(value: object) -> str | UnsetType:
    """Any scalar is a text. Databases keep no NUL."""
    if isinstance(value, UnsetType):
        return UNSET
    if isinstance(value, bool):
        return "1" if value else ""
    if not isinstance(value, str | int | float) or "\0" in str(value):
        raise BadRequest(PRE_VALIDATOR)
    return str(value)


def _whole_number(value: object) -> int | UnsetType:
    """The leading digits; without any it is 0."""
    if isinstance(value, float):
        return math.trunc(value)
    text = _text(value)
    if text is UNSET:
        return UNSET
    leading = NUMBER.match(text)
    return int(leading[1]) if leading else 0


def _flag(value: object) -> bool | UnsetType:
    """Any number above 0: Magento's column is unsigned."""
    number = _whole_number(value)
    return UNSET if number is UNSET else number > 0


def _types(value: object) -> tuple[str, ...] | str | UnsetType:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return tuple(role for role in value if isinstance(role, str))
    return value if isinstance(value, str) else UNSET
