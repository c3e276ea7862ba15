"""A request's parameters as Rails sees them: the query, then the body in whichever way it was written."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from litestar.exceptions import ValidationException

from web.dialects.dialect import AnyRequest
from web.dialects.forms import MULTIPART, URL_ENCODED, boundary_of, read_form

NESTED = re.compile(r"image\[(\w+)\](.*)", re.DOTALL)
JSON_TYPES = frozenset({"application/json", "application/vnd.api+json", "text/x-json"})

Root = dict[str, Any]


async def root_of(request: AnyRequest) -> Root:
    """Parameters by name; `image` holds those of the image. Read once, also when the body was asked for a key before.

    Raises ValidationException, MalformedForm, TooManyBytes, RequestEntityTooLarge.
    """
    state = request.scope["state"]
    if "spree root" not in state:
        state["spree root"] = in_query(request) | await _in_body(request)
    return state["spree root"]  # type: ignore[no-any-return]


def in_query(request: AnyRequest) -> Root:
    return _nested(request.query_params.multi_items())


async def _in_body(request: AnyRequest) -> Root:
    """A body of any other type is ignored, and so is a multipart one that does not say where its parts end."""
    content_type = request.content_type[0]
    if content_type == URL_ENCODED or (content_type == MULTIPART and boundary_of(request)):
        return _nested(await read_form(request))
    return _decoded(await request.body()) if content_type in JSON_TYPES else {}


def _nested(given: Iterable[tuple[str, Any]]) -> Root:
    """`image[alt]` goes into `image`; of two of one name the last counts; several values of a member are a list."""
    root: Root = {}
    for name, value in given:
        member = NESTED.fullmatch(name)
        if member is None:
            holder, key, wanted = root, name, value
        else:
            holder, key, wanted = root.setdefault("image", {}), member[1], [value] if member[2] else value
        if not isinstance(holder, dict) or isinstance(holder.get(key), dict):
            raise ValidationException("Invalid query parameters: expected Hash (got String) for param `image'")
        holder[key] = wanted
    return root


def _decoded(body: bytes) -> Root:
    try:
        root = msgspec.json.decode(body) if body else {}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValidationException("There was a problem in the JSON you submitted") from error
    return root if isinstance(root, dict) else {}
