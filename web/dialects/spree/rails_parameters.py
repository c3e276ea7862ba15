"""A request's parameters as Rails sees them: the body in whichever format it was written, and over it the query."""

import re
from collections.abc import Iterable

import msgspec
from litestar.exceptions import ValidationException

from web.context import AnyRequest
from web.dialects.requests import state_of
from web.http.bounds import TooMuch, check_members, read_small
from web.http.multipart import MULTIPART, URL_ENCODED, MalformedForm, boundary_of, read_form

NESTED = re.compile(r"image\[(\w+)\](.*)", re.DOTALL)
JSON_TYPES = frozenset({"application/json", "application/vnd.api+json", "text/x-json"})

# The columns of Spree's table of images: what may stand at the root of JSON that does not name `image`.
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

Parameters = dict[str, object]  # texts and files of a form, or whatever JSON holds


async def read_parameters(request: AnyRequest) -> Parameters:
    """Parameters by name; `image` holds those of the image. A parameter of the query wins over the body's.

    Raises ValidationException, MalformedForm, TooManyBytes, RequestEntityTooLarge.
    """
    return await body_parameters(request) | query_parameters(request)


def query_parameters(request: AnyRequest) -> Parameters:
    return _nested(request.query_params.multi_items()) if request.scope["query_string"] else {}


async def body_parameters(request: AnyRequest) -> Parameters:
    """Read once and kept: the check looks for a key in the body first. Raises as `read_parameters`."""
    state = state_of(request)
    if state.parameters is None:
        state.parameters = await _read(request)
    return state.parameters


async def form_parameters(request: AnyRequest) -> Parameters:
    """Empty for a body that is no form. Raises as `read_parameters` does."""
    return await body_parameters(request) if _is_form(request) else {}


async def _read(request: AnyRequest) -> Parameters:
    if _is_form(request):
        return _nested(await read_form(request))
    return _wrapped(_decoded(await read_small(request))) if request.content_type[0] in JSON_TYPES else {}


def _is_form(request: AnyRequest) -> bool:
    """A body of any other type is ignored, and so is a multipart one that names no boundary."""
    content_type = request.content_type[0]
    return content_type == URL_ENCODED or (content_type == MULTIPART and bool(boundary_of(request)))


def _nested(pairs: Iterable[tuple[str, object]]) -> Parameters:
    """`image[alt]` goes into `image`, and `image[alt][]` is a list there; of two with one name the last counts.

    A text that is no UTF-8, wherever it stands, is a bad request to Rails.
    """
    root: Parameters = {}
    for name, value in pairs:
        if isinstance(value, bytes):
            raise MalformedForm(f"{name} is not UTF-8")
        if member := NESTED.fullmatch(name):
            _members_of_image(root)[member[1]] = [value] if member[2] else value
        elif name == "image" and isinstance(root.get(name), dict):
            raise _not_a_hash()
        else:
            root[name] = value
    return root


def _members_of_image(root: Parameters) -> Parameters:
    """Raises ValidationException where `image` itself was sent as a text."""
    members = root.setdefault("image", {})
    if not isinstance(members, dict):
        raise _not_a_hash()
    return members


def _not_a_hash() -> ValidationException:
    return ValidationException("Invalid query parameters: expected Hash (got String) for param `image'")


def _decoded(body: bytes) -> Parameters:
    try:
        root = msgspec.json.decode(body) if body else {}
        check_members(root)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, TooMuch) as error:
        raise ValidationException("There was a problem in the JSON you submitted") from error
    return root if isinstance(root, dict) else {}


def _wrapped(root: Parameters) -> Parameters:
    """JSON without `image` may hold its members at the root (ParamsWrapper of Rails)."""
    own = {name: value for name, value in root.items() if name in COLUMNS}
    return root | {"image": own} if own and "image" not in root else root
