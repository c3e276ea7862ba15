"""JSON bodies of forms: a member is a field, an array several of one name, `true` a ticked box; files are base64."""

from collections.abc import Iterator
from typing import Any

import msgspec

from web.context import AnyRequest
from web.files.receive import receive_base64
from web.files.received import Limits
from web.gallery.picture_errors import BadBase64, EmptyFile
from web.http.bounds import MOST_MARKS, TooMuch, check_beside, check_json, check_members
from web.http.multipart import File


class BadJson(Exception):
    """The body is no JSON object, or a member is nothing that a field can hold. `field` is empty for the whole."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


class SentFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file inside a JSON body."""

    content: str  # base64, with or without a `data:` prefix
    name: str = ""


Parts = list[tuple[str, str | SentFile]]


async def read_json_form(request: AnyRequest, limits: Limits) -> tuple[list[tuple[str, str | File]], frozenset[str]]:
    """The fields and files in their order, and the names of all members. Raises BadJson, RequestEntityTooLarge."""
    try:
        sent = await request.body()
        check_json(sent, b"content")
        body = msgspec.json.decode(sent)
        check_members(body, MOST_MARKS)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, TooMuch) as error:
        raise BadJson(str(error)) from error
    if not isinstance(body, dict):
        raise BadJson("not an object")
    fields = [(name, value) for name, member in body.items() for value in _values(name, member)]
    check_beside(sent, sum(len(value.content) for _, value in fields if isinstance(value, SentFile)))
    return [(name, await _received(name, value, limits)) for name, value in fields], frozenset(body)


def _values(name: str, member: Any) -> Iterator[str | SentFile]:
    members = member if isinstance(member, list) and not _is_nested(member) else [member]
    for one in members:
        match one:
            case None:
                raise BadJson("null says nothing here: leave the member out", name)
            case False:
                continue
            case True:
                yield "yes"
            case str() | int() | float():
                yield str(one)
            case {"content": _}:
                yield _sent_file(name, one)
            case _:
                yield msgspec.json.encode(one).decode()


def _is_nested(members: list[Any]) -> bool:
    """Tell whether the array is one value, such as the cells of a grid, and not several of one name."""
    return any(isinstance(one, list) or (isinstance(one, dict) and "content" not in one) for one in members)


def _sent_file(name: str, member: object) -> SentFile:
    try:
        return msgspec.convert(member, SentFile)
    except msgspec.ValidationError as error:
        raise BadJson(str(error), name) from error


async def _received(name: str, value: str | SentFile, limits: Limits) -> str | File:
    if isinstance(value, str):
        return value
    file_name = value.name.replace("\0", "")
    try:
        return File(file_name or "picture", await receive_base64(value.content.encode(), limits, strict=False))
    except EmptyFile:
        return File(file_name or "picture", None)
    except BadBase64 as error:
        raise BadJson(f"not base64: {error}", name) from error
