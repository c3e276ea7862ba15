"""Spree v1 for `/openapi.json`: its operations at their public addresses, with the guide's own examples."""

from collections.abc import Mapping, Sequence

from web.dialects.spree.errors import INVALID, MUST_BE_PRESENT, NO_KEY, NO_XML, NOT_FOUND
from web.dialects.spree.openapi_examples import ATTRIBUTES, IMAGE, IMAGES, for_create, for_override, for_update
from web.http.operations import Body, Operation, Parameter

SECURITY: Mapping[str, Mapping[str, object]] = {
    "header": {"type": "apiKey", "in": "header", "name": "X-Spree-Token", "description": "The key of a person."},
    "parameter": {"type": "apiKey", "in": "query", "name": "token", "description": "The same; also in form or JSON."},
}

Answer = tuple[str, Sequence[Body]]

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string"}, "status": {"type": "integer"}},
}
MESSAGES = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
INVALID_RESOURCE = {
    "anyOf": [
        {
            "type": "object",
            "required": ["error", "errors"],
            "properties": {"error": {"type": "string"}, "errors": MESSAGES},
        },
        {"type": "object", "required": ["exception"], "properties": {"exception": {"type": "string"}}},
    ]
}


def _json(meaning: str, text: str, schema: Mapping[str, object] = ERROR, **more: object) -> Answer:
    return meaning, [Body("application/json", schema, {"error": text, **more})]


NOT_MODIFIED: Answer = ("What the caller has still holds", [])
REDIRECTED: Answer = (
    "There is nothing here: sent on, to `/api/404` in the end",
    [Body("text/html", {"type": "string"})],
)
NO_SUCH = _json("No such product, variation or image that the caller may see", NOT_FOUND)
NOT_ACCEPTABLE: Answer = (
    "The address ends in `.xml`",
    [Body("application/xml", {"type": "string"}, NO_XML.decode())],
)
COMMON_REFUSALS = {
    400: _json("A query or a body that cannot be read", "There was a problem in the JSON you submitted"),
    401: _json("No key, a wrong one, or one that may not", NO_KEY),
    413: _json("The body is too large", "Request Entity Too Large"),
    429: _json("Too many calls: see Retry-After", "You have made too many requests. Please try again later."),
    503: _json("Busy, or database or storage do not answer: see Retry-After", "Service Unavailable", status=503),
}
FULL = {507: _json("There is no room left on the disk: see Retry-After", "Insufficient Storage", status=507)}
WRITING = {
    422: _json("What was sent cannot be an image", INVALID, INVALID_RESOURCE, errors={"attachment": [MUST_BE_PRESENT]}),
    **FULL,
}

ORDER = (
    Parameter("X-Spree-Order-Token", "An order's token: a claim that is refused to all but admins.", where="header"),
    Parameter("order_token", "The same."),
)
IF_NONE_MATCH = Parameter(
    "If-None-Match", "The ETag of an answer the caller has: 304 while it still holds.", where="header"
)
METHOD_OVERRIDE = Parameter(
    "X-HTTP-Method-Override",
    "The method that this POST stands for. A form may say it in `_method`.",
    {"type": "string", "enum": ["PUT", "PATCH", "DELETE"]},
    "header",
)
PRODUCT_ID = Parameter("product_id", "A product to look at in place of the variation.")

Answers = dict[int, Answer]
IMAGE_REFUSALS: Answers = {**COMMON_REFUSALS, 404: NO_SUCH}
ONE: Answers = {**IMAGE_REFUSALS, 406: NOT_ACCEPTABLE}
CREATED: Answer = ("Created", [IMAGE])
UPDATED: Answer = ("Updated", [IMAGE])
DELETED: Answer = ("Deleted", [])


def _operations(parent: str, whose: str, more: tuple[Parameter, ...]) -> tuple[Operation, ...]:
    parameters = (*more, *ORDER)
    return (*_reading(parent, whose, (IF_NONE_MATCH, *parameters)), *_writing(parent, whose, parameters))


def _reading(parent: str, whose: str, parameters: tuple[Parameter, ...]) -> tuple[Operation, ...]:
    listed: Answers = {200: ("In their order", [IMAGES]), 304: NOT_MODIFIED, **IMAGE_REFUSALS}
    shown: Answers = {200: ("The image", [IMAGE]), 304: NOT_MODIFIED, **ONE}
    attributes: Answers = {200: ("Its attributes", [ATTRIBUTES]), 304: NOT_MODIFIED, **COMMON_REFUSALS}
    who = "Admins see all of them, users those that are visible."
    same = "Nothing is looked for: these are the same for every image."
    return (
        Operation("GET", f"{parent}/images", f"List the images of a {whose}", listed, who, parameters),
        Operation("GET", f"{parent}/images/{{id}}", f"Show an image of a {whose}", shown, "", parameters),
        Operation("GET", f"{parent}/images/new", f"What a {whose}'s image is made of", attributes, same, parameters),
    )


def _writing(parent: str, whose: str, parameters: tuple[Parameter, ...]) -> tuple[Operation, ...]:
    images, image = f"{parent}/images", f"{parent}/images/{{id}}"
    post = (METHOD_OVERRIDE, *parameters)
    created: Answers = {201: CREATED, 301: REDIRECTED, **IMAGE_REFUSALS, **WRITING}
    updated: Answers = {201: UPDATED, **ONE, **WRITING}
    deleted: Answers = {204: DELETED, **ONE, **FULL}
    either: Answers = {**updated, 204: DELETED, 301: REDIRECTED}
    address = "Admins only. The address alone says under what the image hangs."
    sent = "Admins only. Only what is sent changes."
    posting = "For those who can only POST; admins only. A POST that names no other method has nothing to do here."
    update, by_post = f"Update an image of a {whose}", f"Update or delete an image of a {whose} by a POST"
    return (
        Operation("POST", images, f"Create an image of a {whose}", created, address, post, for_create()),
        Operation("PUT", image, update, updated, sent, parameters, for_update()),
        Operation("PATCH", image, update, updated, sent, parameters, for_update()),
        Operation("DELETE", image, f"Delete an image of a {whose}", deleted, "Admins only.", parameters),
        Operation("POST", image, by_post, either, posting, post, for_override()),
    )


OPERATIONS = (
    *_operations("/api/v1/products/{product_id}", "product", ()),
    *_operations("/api/v1/variants/{variant_id}", "variant", (PRODUCT_ID,)),
)
