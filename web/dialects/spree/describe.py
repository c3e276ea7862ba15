"""Spree v1 for `/openapi.json`: its operations at their public addresses, with the guide's own examples."""

from collections.abc import Mapping
from typing import Any

from web.dialects.describe import Body, Operation
from web.dialects.spree.wire import NEW, SpreeImage

JSON = "application/json"

SECURITY: Mapping[str, Mapping[str, Any]] = {
    "header": {"type": "apiKey", "in": "header", "name": "X-Spree-Token", "description": "The key of a person."},
    "parameter": {"type": "apiKey", "in": "query", "name": "token", "description": "The same; also in form or JSON."},
}

PICTURES = "http://localhost:3000/spree/products/1"
IMAGE = {
    "id": 1,
    "position": 1,
    "attachment_content_type": "image/jpeg",
    "attachment_file_name": "ror_tote.jpeg",
    "type": "Spree::Image",
    "attachment_updated_at": "2013-06-06T12:00:36.000Z",
    "attachment_width": 360,
    "attachment_height": 360,
    "alt": None,
    "viewable_type": "Spree::Variant",
    "viewable_id": 1,
    "mini_url": f"{PICTURES}/mini/ror_tote.jpeg?1370520036",
    "small_url": f"{PICTURES}/small/ror_tote.jpeg?1370520036",
    "product_url": f"{PICTURES}/product/ror_tote.jpeg?1370520036",
    "large_url": f"{PICTURES}/large/ror_tote.jpeg?1370520036",
}

IMAGES = {
    "type": "object",
    "required": ["images"],
    "properties": {"images": {"type": "array", "items": SpreeImage}},
}
NEW_SCHEMA = {
    "type": "object",
    "properties": {name: {"type": "array", "items": {"type": "string"}} for name in NEW},
}
TEXT = {"type": ["string", "null"], "description": "The alternative text."}
PLACE = {"type": "integer", "description": "The place in the list, from 1; those there and behind make room."}
FILE = {"type": "string", "format": "binary", "description": "JPEG, PNG, GIF or WebP, by content."}
FORM = {
    "type": "object",
    "properties": {"image[attachment]": FILE, "image[alt]": TEXT, "image[position]": PLACE, "type": {"type": "string"}},
}
CHANGE = {
    "type": "object",
    "required": ["image"],
    "properties": {"image": {"type": "object", "properties": {"alt": TEXT, "position": PLACE}}},
}
SENT = {"image[attachment]": "/absolute/path/to/image.jpg", "type": "image/jpeg"}

ERROR = {"type": "object", "properties": {"error": {"type": "string"}}}
INVALID = {
    "type": "object",
    "properties": {
        "error": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "exception": {"type": "string"},
    },
}


def _error(meaning: str, text: str) -> tuple[str, list[Body]]:
    return meaning, [Body(JSON, ERROR, {"error": text})]


NOT_FOUND = _error("No such product, variation or image", "The resource you were looking for could not be found.")
ALWAYS = {
    401: _error("No key, a wrong one, or one that may not", "You must specify an API key."),
    429: _error("Too many calls: see Retry-After", "You have made too many requests. Please try again later."),
}
REFUSED = {
    404: NOT_FOUND,
    413: _error("The body is too large", "Request Entity Too Large"),
    422: (
        "What was sent cannot be an image",
        [
            Body(
                JSON,
                INVALID,
                {
                    "error": "Invalid resource. Please fix errors and try again.",
                    "errors": {"attachment": ["must be present"]},
                },
            )
        ],
    ),
}
BODIES = (Body("multipart/form-data", FORM, SENT), Body(JSON, CHANGE, {"image": {"alt": "Front", "position": 2}}))
SHOWN = [Body(JSON, SpreeImage, IMAGE)]


def _operations(parent: str, whose: str) -> tuple[Operation, ...]:
    collection, member = f"{parent}/images", f"{parent}/images/{{id}}"
    return (
        Operation(
            "GET",
            collection,
            f"List the images of a {whose}",
            {200: ("In their order", [Body(JSON, IMAGES, {"images": [IMAGE]})]), **ALWAYS, 404: NOT_FOUND},
            text="Admins see all of them, users those that are visible.",
        ),
        Operation(
            "GET",
            f"{collection}/new",
            f"What a {whose}'s image is made of",
            {200: ("Its attributes", [Body(JSON, NEW_SCHEMA, NEW)]), **ALWAYS},
        ),
        Operation("GET", member, f"Show an image of a {whose}", {200: ("The image", SHOWN), **ALWAYS, 404: NOT_FOUND}),
        Operation(
            "POST",
            collection,
            f"Create an image of a {whose}",
            {201: ("Created", SHOWN), **ALWAYS, **REFUSED},
            text="Admins only.",
            body=BODIES[:1],
        ),
        *(
            Operation(
                method,
                member,
                f"Update an image of a {whose}",
                {201: ("Updated", SHOWN), **ALWAYS, **REFUSED},
                text="Admins only. Only what is sent changes.",
                body=BODIES,
            )
            for method in ("PUT", "PATCH")
        ),
        Operation(
            "DELETE",
            member,
            f"Delete an image of a {whose}",
            {204: ("Deleted", []), **ALWAYS, 404: NOT_FOUND},
            text="Admins only.",
        ),
    )


OPERATIONS = (
    *_operations("/api/v1/products/{product_id}", "product"),
    *_operations("/api/v1/variants/{variant_id}", "variant"),
)
