"""The Token API for `/openapi.json`: its operations at their public addresses, with the document's own examples."""

from collections.abc import Mapping
from typing import Any

from web.dialects.describe import Body, Operation, Parameter
from web.dialects.token_api.wire import Page, ProductImage

JSON = "application/json"
COLLECTION = "/api/products/{product_id}/images"
MEMBER = "/api/products/{product_id}/images/{image_id}"

SECURITY: Mapping[str, Mapping[str, Any]] = {
    "token": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Token <your_api_key>`; the word `Token` in any case.",
    }
}

IMAGE = {
    "id": 17,
    "type": "JPEG",
    "user": {"id": 1, "username": "ann", "full_name": "Ann Example"},
    "name": "product_image.jpg",
    "f": "http://www.example.com/media/17/original/product_image.jpg",
    "size": 2621440,
    "description": "Product front view",
    "width": 1600,
    "height": 1200,
    "human_readable_size": "2.5 MB",
    "mode": "RGB",
    "created_at": "2026-01-02T03:04:05.678901Z",
    "updated_at": "2026-01-02T03:04:05.678901Z",
}
FRONT = {"image": "product_image.jpg", "alt_text": "Product front view", "is_primary": True, "order": 1}

FIELDS: dict[str, Any] = {
    "alt_text": {"type": ["string", "null"], "description": "Alternative text; comes back as `description`."},
    "is_primary": {"type": "boolean", "default": False, "description": "Whether this is the primary product image."},
    "order": {"type": "integer", "default": 0, "description": "Display order; equal ones stand by id."},
}
FILE = {"image": {"type": "string", "format": "binary", "description": "JPEG, PNG, GIF, WebP or AVIF."}}
UPLOAD = {"type": "object", "required": ["image"], "properties": FILE | FIELDS}
CHANGE = {"type": "object", "properties": FILE | FIELDS}
CHANGE_JSON = {"type": "object", "properties": FIELDS}

DETAIL = {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}
BY_FIELD = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}


def _detail(meaning: str, text: str) -> tuple[str, list[Body]]:
    return meaning, [Body(JSON, DETAIL, {"detail": text})]


WRONG = (
    "Bad Request: invalid input or file format; all wrong fields at once",
    [Body(JSON, {"anyOf": [BY_FIELD, DETAIL]}, {"image": ["No file was submitted."]})],
)
NOT_FOUND = _detail("Not Found: no such product or image", "No Product matches the given query.")
TOO_LARGE = _detail("Payload Too Large: file size exceeds limit", "The file is larger than the limit of 25.0 MB.")
ALWAYS = {
    401: _detail("Unauthorized: invalid or missing API key", "Authentication credentials were not provided."),
    403: _detail("Forbidden: access denied", "You do not have permission to perform this action."),
    404: NOT_FOUND,
    406: _detail("Not Acceptable: no JSON wanted", "Could not satisfy the request Accept header."),
    429: _detail("Too Many Requests: see Retry-After", "Request was throttled. Expected available in 60 seconds."),
}
BODY = {
    400: WRONG,
    413: TOO_LARGE,
    415: _detail("Unsupported Media Type", 'Unsupported media type "text/plain" in request.'),
    503: _detail("The storage does not answer", "Service temporarily unavailable, try again later."),
}

OPERATIONS = (
    Operation(
        "GET",
        COLLECTION,
        "List product images",
        {200: ("One page of the images, by order and id", [Body(JSON, Page)]), **ALWAYS},
        parameters=(
            Parameter("limit", "How many at most; anything but a positive number means 10.", {"type": "integer"}),
            Parameter("offset", "How many to leave out at the start.", {"type": "integer", "default": 0}),
        ),
    ),
    Operation(
        "POST",
        COLLECTION,
        "Create a new product image",
        {201: ("Product image created successfully", [Body(JSON, ProductImage, IMAGE)]), **ALWAYS, **BODY},
        body=(Body("multipart/form-data", UPLOAD, FRONT),),
    ),
    Operation("GET", MEMBER, "Show a product image", {200: ("The image", [Body(JSON, ProductImage, IMAGE)]), **ALWAYS}),
    Operation(
        "PATCH",
        MEMBER,
        "Change a product image",
        {200: ("The image as it is now", [Body(JSON, ProductImage, IMAGE)]), **ALWAYS, **BODY},
        text="Only what is sent changes. `image` replaces the picture, and the address `f` changes with it.",
        body=(
            Body("multipart/form-data", CHANGE),
            Body(JSON, CHANGE_JSON, {"alt_text": "Product side view", "order": 2}),
        ),
    ),
    Operation("DELETE", MEMBER, "Delete a product image", {204: ("Deleted", []), **ALWAYS}),
)
