"""BigCommerce's operations for `/openapi.json`, with the document's own examples."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import msgspec

from web.dialects.bigcommerce import openapi_examples
from web.dialects.bigcommerce.errors import MESSAGES, ProblemAnswer, invalid, too_many
from web.dialects.bigcommerce.openapi_examples import INVALID, LISTED, SHOWN, UPDATED
from web.dialects.bigcommerce.options import OptionsAnswer, options
from web.dialects.bigcommerce.paging import DEFAULT_LIMIT, MAX_LIMIT, NOT_WHOLE
from web.dialects.bigcommerce.parse import LARGEST
from web.dialects.bigcommerce.wire import BigCommerceImage, Count
from web.dialects.bigcommerce.xml import encode_xml
from web.http.operations import Body, Operation, Parameter

SECURITY: Final[Mapping[str, Mapping[str, object]]] = {
    "bigcommerceBasic": {"type": "http", "scheme": "basic", "description": "User name and API token."},
    "bigcommerceToken": {"type": "apiKey", "in": "header", "name": "X-Auth-Token", "description": "Access token."},
}

STORE, STORE_COUNT = "/api/v2/products/images", "/api/v2/products/images/count"
COLLECTION, COUNT = "/api/v2/products/{product_id}/images", "/api/v2/products/{product_id}/images/count"
MEMBER = "/api/v2/products/{product_id}/images/{id}"

PREFIXES_AND_ENDINGS = (
    "Every address answers under each of the three prefixes, with `.json` or `.xml` at its end, or neither."
)
FIELDS: Final[Mapping[str, object]] = {
    "product_id": {"type": "integer", "description": "The product of the address; need not be sent."},
    "image_file": {
        "type": "string",
        "minLength": 1,
        "description": "A path inside the import directory, or the URL of a picture.",
    },
    "is_thumbnail": {"type": "boolean", "description": "Takes the flag from the image that had it."},
    "sort_order": {"type": "integer", "minimum": 0, "maximum": LARGEST},
    "description": {"type": ["string", "null"]},
}


def _both(name: str, schema: object, example: object) -> tuple[Body, ...]:
    """Bodies in JSON and in XML, where `name` is the root element."""
    in_xml = encode_xml(name, msgspec.to_builtins(example)).decode()
    return Body("application/json", schema, example), Body("application/xml", {"type": "string"}, in_xml)


def _list_of(item: type[msgspec.Struct]) -> dict[str, object]:
    _, schemas = msgspec.json.schema_components([item])
    return {"type": "array", "items": schemas[item.__name__]}


Answers = dict[int, tuple[str, Sequence[Body]]]


def _refusal(text: str, *problems: ProblemAnswer) -> Answers:
    bodies = _both("errors", {**_list_of(ProblemAnswer), "minItems": 1}, msgspec.to_builtins(problems))
    return {problems[0].status: (text, bodies)}


def _message(status: int, text: str) -> Answers:
    return _refusal(text, ProblemAnswer(status, MESSAGES[status]))


REFUSALS: Final[Answers] = {
    **_message(401, "No credentials, wrong or revoked ones, or another store's"),
    **_message(405, "The method exists, but not at this address: `Allow` says which do"),
    **_message(406, "`Accept` names neither JSON nor XML"),
    **_message(429, "The quota is used up, for an access token: see `X-Retry-After`"),
    **_message(503, "Busy, or database or storage do not answer: see `Retry-After`"),
    **_message(501, "The API has no notion of the method, such as PATCH"),
    **_message(509, "The quota is used up, for a user name and API token"),
}
PRODUCT_REFUSALS: Final[Answers] = {**REFUSALS, **_message(404, "No such product or image")}
WRITING: Final[Answers] = {
    **PRODUCT_REFUSALS,
    **_message(403, "A customer, or a credential of scope `read`, wants to write"),
    **_message(507, "There is no room left on the disk: see `Retry-After`"),
}
SENDING: Final[Answers] = {
    **WRITING,
    **_refusal("A field is missing, invalid or read-only, or the body is malformed", INVALID),
    **_message(413, "The body is too large"),
    **_message(415, "The Content-Type is neither JSON nor XML, or missing"),
}
EMPTY: Final[Answers] = {204: ("There is nothing on that page", ())}
PAGING: Final[Answers] = {
    **_refusal("`page` or `limit` is no whole number from 1", invalid("page", NOT_WHOLE)),
    **_refusal(f"`limit` is above {MAX_LIMIT}", too_many(MAX_LIMIT)),
}
PAGES = (
    Parameter("page", "Counts from 1", {"type": "integer", "minimum": 1, "default": 1}),
    Parameter(
        "limit", "Images on a page", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    ),
)
IF_NONE_MATCH = Parameter(
    "If-None-Match", "The ETag of an answer the caller has: 304 while it still holds", where="header"
)
NOT_MODIFIED: Final[Answers] = {304: ("What the caller has still holds", ())}
LIST: Final[Answers] = {
    200: ("The images in the order of their ids", _both("images", _list_of(BigCommerceImage), LISTED)),
    **EMPTY,
    **PAGING,
}
NUMBER: Final[Answers] = {200: ("How many there are", _both("result", Count, {"count": 2}))}


def _image(status: int, text: str, example: Mapping[str, object]) -> Answers:
    return {status: (text, _both("image", BigCommerceImage, example))}


def _request(example: Mapping[str, object], *required: str) -> tuple[Body, ...]:
    """Whatever its root element is called."""
    in_json, in_xml = _both("image", {"type": "object", "properties": FIELDS, "required": [*required]}, example)
    return in_json, in_xml, replace(in_xml, media_type="text/xml")


def _fields(method: str | None = None, *required: str) -> Answers:
    described = msgspec.to_builtins(options(method, required))
    return {200: ("The fields, and the methods of the address in `Allow`", _both("options", OptionsAnswer, described))}


OPERATIONS_OF_ONE_PREFIX: Final = (
    Operation(
        "GET",
        COLLECTION,
        "A product's images",
        {**LIST, **NOT_MODIFIED, **PRODUCT_REFUSALS},
        parameters=(*PAGES, IF_NONE_MATCH),
    ),
    Operation(
        "POST",
        COLLECTION,
        "Create an image",
        {**_image(201, "The image; `Location` is its address", SHOWN), **SENDING},
        body=_request(openapi_examples.POST, "image_file"),
    ),
    Operation(
        "DELETE",
        COLLECTION,
        "Delete all images of a product",
        {204: ("They are gone", ()), **PAGING, **WRITING},
        "With `page` or `limit`, only the images of that page.",
        PAGES,
    ),
    Operation("OPTIONS", COLLECTION, "The fields of an image to create", {**_fields("POST", "image_file"), **REFUSALS}),
    Operation(
        "GET",
        COUNT,
        "How many images a product has",
        {**NUMBER, **NOT_MODIFIED, **PRODUCT_REFUSALS},
        parameters=(IF_NONE_MATCH,),
    ),
    Operation("OPTIONS", COUNT, "The fields of an image", {**_fields(), **REFUSALS}),
    Operation(
        "GET",
        MEMBER,
        "One image",
        {**_image(200, "The image", SHOWN), **NOT_MODIFIED, **PRODUCT_REFUSALS},
        parameters=(IF_NONE_MATCH,),
    ),
    Operation(
        "PUT",
        MEMBER,
        "Update an image",
        {**_image(200, "The whole image", UPDATED), **SENDING},
        body=_request(openapi_examples.PUT),
    ),
    Operation("DELETE", MEMBER, "Delete an image", {204: ("It is gone", ()), **WRITING}),
    Operation("OPTIONS", MEMBER, "The fields of an image to update", {**_fields("PUT"), **REFUSALS}),
    Operation("GET", STORE, "The images of all products", {**LIST, **REFUSALS}, parameters=PAGES),
    Operation("OPTIONS", STORE, "The fields of an image", {**_fields(), **REFUSALS}),
    Operation("GET", STORE_COUNT, "How many images all products have", {**NUMBER, **REFUSALS}),
    Operation("OPTIONS", STORE_COUNT, "The fields of an image", {**_fields(), **REFUSALS}),
)

# As clients reach it with Basic, as they reach it with a token, and as the document writes it.
PREFIXES: Final = (("/api/v2", ""), ("/stores/{store_hash}/v2", ""), ("", ".json"))
OPERATIONS: Final = tuple(
    replace(
        operation,
        path=operation.path.replace("/api/v2", prefix, 1) + ending,
        text=f"{operation.text} {PREFIXES_AND_ENDINGS}".strip(),
    )
    for prefix, ending in PREFIXES
    for operation in OPERATIONS_OF_ONE_PREFIX
)
