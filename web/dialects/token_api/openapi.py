"""The Token API for `/openapi.json`: its operations at their public addresses, and every answer that each may give."""

from collections.abc import Mapping

from web.dialects.token_api import errors
from web.dialects.token_api.openapi_examples import CREATE, JSON, ONE, PAGE, UPDATE
from web.http.operations import Body, Operation, Parameter

COLLECTION = "/api/products/{product_id}/images"
MEMBER = "/api/products/{product_id}/images/{image_id}"

SECURITY: Mapping[str, Mapping[str, object]] = {
    "token": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Token <your_api_key>`; the word `Token` in any case.",
    }
}

DETAIL = {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}
BY_FIELD = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}, "minItems": 1}}

Answers = dict[int, tuple[str, list[Body]]]


def _detail(meaning: str, text: str) -> tuple[str, list[Body]]:
    return meaning, [Body(JSON, DETAIL, {"detail": text})]


NOT_MODIFIED: Answers = {304: ("What the caller has still holds", [])}
COMMON_REFUSALS: Answers = {
    401: _detail("Unauthorized - Invalid or missing API key", errors.NO_CREDENTIALS),
    403: _detail("Forbidden - Access denied", errors.NO_PERMISSION),
    404: _detail("Not Found - Product not found", errors.NO_PRODUCT),
    406: _detail("Not Acceptable - The caller wants no JSON", errors.NOT_ACCEPTABLE),
    429: _detail("Too Many Requests - See Retry-After", errors.throttled(60)),
    503: _detail("Service Unavailable - Database or storage do not answer, or are too busy", errors.UNAVAILABLE),
}
IMAGE_REFUSALS: Answers = {**COMMON_REFUSALS, 404: _detail("Not Found - Product or image not found", errors.NO_IMAGE)}
FULL: Answers = {
    507: _detail("Insufficient Storage - There is no room left on the disk: see Retry-After", errors.UNAVAILABLE),
}
BODY: Answers = {
    400: (
        "Bad Request - Invalid input or file format: messages by field, all at once, or what makes the body unreadable",
        [Body(JSON, {"anyOf": [DETAIL, BY_FIELD]}, {"image": [errors.NO_FILE]})],
    ),
    413: _detail("Payload Too Large - File size exceeds limit", errors.file_too_large("25.0 MB")),
    415: _detail("Unsupported Media Type - The body is no form and no JSON", errors.unsupported("text/plain")),
    **FULL,
}

IF_NONE_MATCH = Parameter(
    "If-None-Match", "The ETag of an answer the caller has: 304 while it still holds.", where="header"
)
PART = (
    Parameter("limit", "How many at most; anything but a positive number means 10.", {"default": 10}),
    Parameter("offset", "How many to leave out at the start; anything but a positive number means 0.", {"default": 0}),
)

OPERATIONS = (
    Operation(
        "GET",
        COLLECTION,
        "List product images",
        {200: ("One page of the images, by order and id", [PAGE]), **NOT_MODIFIED, **COMMON_REFUSALS},
        parameters=(*PART, IF_NONE_MATCH),
    ),
    Operation(
        "POST",
        COLLECTION,
        "Create a new product image",
        {201: ("Product image created successfully", [ONE]), **COMMON_REFUSALS, **BODY},
        body=CREATE,
    ),
    Operation(
        "GET",
        MEMBER,
        "Show a product image",
        {200: ("The image", [ONE]), **NOT_MODIFIED, **IMAGE_REFUSALS},
        parameters=(IF_NONE_MATCH,),
    ),
    Operation(
        "PATCH",
        MEMBER,
        "Change a product image",
        {200: ("The image as it is now", [ONE]), **IMAGE_REFUSALS, **BODY},
        text="Only what is sent changes. `image` replaces the picture, and the address `f` changes with it.",
        body=UPDATE,
    ),
    Operation("DELETE", MEMBER, "Delete a product image", {204: ("Deleted", []), **IMAGE_REFUSALS, **FULL}),
)
