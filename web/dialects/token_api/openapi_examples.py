"""Bodies of requests to the Token API and of its answers, described, with the document's own examples."""

from collections.abc import Mapping
from typing import Any

from web.gallery.model import LARGEST_POSITION
from web.http.operations import Body

JSON, MULTIPART, URL_ENCODED = "application/json", "multipart/form-data", "application/x-www-form-urlencoded"

Schemas = Mapping[str, Mapping[str, object]]

USER: Schemas = {
    "id": {"type": "integer", "description": "Unique ID of the user"},
    "username": {"type": "string", "description": "Username of the user"},
    "full_name": {"type": "string", "description": "Full name of the user"},
}
IMAGE: Schemas = {
    "id": {"type": "integer", "description": "Unique identifier for the image"},
    "type": {"enum": ["JPEG", "PNG", "WEBP", "GIF", "AVIF"], "description": "Image type"},
    "user": {
        "type": ["object", "null"],
        "required": [*USER],
        "properties": USER,
        "description": "User who uploaded the image; null for one that nobody uploaded, such as the demo's.",
    },
    "name": {"type": "string", "description": "Original filename of the image"},
    "f": {"type": "string", "format": "uri", "description": "File URL/path"},
    "size": {"type": "integer", "minimum": 1, "description": "File size in bytes"},
    "description": {"type": ["string", "null"], "description": "Image description: what was sent as `alt_text`"},
    "width": {"type": "integer", "minimum": 1, "description": "Image width in pixels"},
    "height": {"type": "integer", "minimum": 1, "description": "Image height in pixels"},
    "human_readable_size": {"type": "string", "description": "Human-readable file size"},
    "mode": {"type": "string", "description": "Image color mode"},
    "created_at": {"type": "string", "format": "date-time", "description": "Image upload timestamp"},
    "updated_at": {"type": "string", "format": "date-time", "description": "Image last update timestamp"},
}
EXAMPLE = {
    "id": 17,
    "type": "JPEG",
    "user": {"id": 1, "username": "ann", "full_name": "Ann Example"},
    "name": "product_image.jpg",
    "f": "http://www.example.com/media/17-Vq3kZ0xw9bT2LmYc/original/product_image.jpg",
    "size": 2621440,
    "description": "Product front view",
    "width": 1600,
    "height": 1200,
    "human_readable_size": "2.5 MB",
    "mode": "RGB",
    "created_at": "2026-01-02T03:04:05.678901Z",
    "updated_at": "2026-01-02T03:04:05.678901Z",
}
FILE: Schemas = {
    "image": {"type": "string", "format": "binary", "description": "Image file to upload, its name ending like one's"}
}
TEXTS: Schemas = {
    "alt_text": {"type": ["string", "null"], "description": "Alternative text for the image"},
    "is_primary": {
        "type": "boolean",
        "default": False,
        "description": "Whether this should be the primary product image. In a form one of these words, in any case: "
        "t y yes true on 1, f n no false off 0; the empty one is no answer.",
    },
    "order": {
        "type": "integer",
        "default": 0,
        "minimum": -LARGEST_POSITION,
        "maximum": LARGEST_POSITION,
        "description": "Display order of the image; those of one order stand by id",
    },
}


def described(members: Schemas, *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": members} | ({"required": [*required]} if required else {})


ONE = Body(JSON, described(IMAGE, *IMAGE), EXAMPLE)
PAGE = Body(
    JSON,
    described(
        {
            "count": {"type": "integer", "minimum": 0, "description": "All images of the product"},
            "next": {"type": ["string", "null"], "format": "uri", "description": "Where the next page is"},
            "previous": {"type": ["string", "null"], "format": "uri", "description": "Where the page before is"},
            "results": {"type": "array", "items": described(IMAGE, *IMAGE)},
        },
        *("count", "next", "previous", "results"),
    ),
    {"count": 1, "next": None, "previous": None, "results": [EXAMPLE]},
)

FRONT = {"image": "product_image.jpg", "alt_text": "Product front view", "is_primary": True, "order": 1}
SIDE = {"alt_text": "Product side view", "order": 2}

CREATE = (Body(MULTIPART, described({**FILE, **TEXTS}, "image"), FRONT),)
UPDATE = (
    Body(MULTIPART, described({**FILE, **TEXTS}), {"image": "product_side.jpg", **SIDE}),
    Body(JSON, described(TEXTS), SIDE),
    Body(URL_ENCODED, described(TEXTS), SIDE),
)
