"""A request's parameters as Rails sees them: the body in whichever way it was written, and over it the query."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from litestar.exceptions import ValidationException

from web.dialects.spec import AnyRequest
from web.http.multipart import MULTIPART, URL_ENCODED, MalformedForm, boundary_of, read_form

NESTED = re.compile(r"image\[(\w+)\](.*)", re.DOTALL)
JSON_TYPES = frozenset({"application/json", "application/vnd.api+json", "text/x-json"})

# The columns of Spree's table of images: what may stand at the root of JSON that does not say `image`.
COLUMNS = frozenset(
    {
        "id",
        "viewable_type",
        "viewable_id",
        "attachment_width",
        "attachment_height",
        "attachment_file_size",
        "position",
        "attachment_content_type",
        "attachment_file_name",
        "type",
        "attachment_updated_at",
        "alt",
        "created_at",
        "updated_at",
    }
)

Root = dict[str, Any]


async def root_of(request: AnyRequest) -> Root:
    """Parameters by name; `image` holds those of the image. What is in the query as well counts as it is there.

    Raises ValidationException, MalformedForm, TooManyBytes, RequestEntityTooLarge.
    """
    return await in_body(request) | in_query(request)


def in_query(request: AnyRequest) -> Root:
    return _nested(request.query_params.multi_items()) if request.scope["query_string"] else {}


async def in_body(request: AnyRequest) -> Root:
    """Read once, also when the body was asked for a key before. Raises as `root_of` does."""
    state = request.scope["state"]
    if "spree body" not in state:
        state["spree body"] = await _read(request)
    return state["spree body"]  # type: ignore[no-any-return]


async def in_form(request: AnyRequest) -> Root:
    """Nothing of a body that is no form. Raises as `root_of` does."""
    return await in_body(request) if _is_form(request) else {}


async def _read(request: AnyRequest) -> Root:
    if _is_form(request):
        return _nested(await read_form(request))
    return _wrapped(_decoded(await request.body())) if request.content_type[0] in JSON_TYPES else {}


def _is_form(request: AnyRequest) -> bool:
    """A body of any other type is ignored, and so is a multipart one that does not say where its parts end."""
    content_type = request.content_type[0]
    return content_type == URL_ENCODED or (content_type == MULTIPART and bool(boundary_of(request)))


def _nested(given: Iterable[tuple[str, Any]]) -> Root:
    """`image[alt]` goes into `image`; of two of one name the last counts; several values of a member are a list.

    A text that is no UTF-8, wherever it stands, is a bad request to Rails.
    """
    root: Root = {}
    for name, value in given:
        if isinstance(value, bytes):
            raise MalformedForm(f"{name} is not UTF-8")
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


def _wrapped(root: Root) -> Root:
    """JSON that does not say `image` may say what is in it at its root (ParamsWrapper of Rails)."""
    own = {name: value for name, value in root.items() if name in COLUMNS}
    return root | {"image": own} if own and "image" not in root else root
