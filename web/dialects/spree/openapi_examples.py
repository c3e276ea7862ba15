"""Bodies of requests to Spree v1 and of its answers, described, with the guide's own examples."""

from collections.abc import Mapping

from web.dialects.spree.edits import PRODUCT, VARIANT
from web.dialects.spree.parse import LAST
from web.dialects.spree.wire import NEW, SpreeImage
from web.http.operations import Body

JSON = "application/json"
OTHER_JSON = ("application/vnd.api+json", "text/x-json")
MULTIPART, URL_ENCODED = "multipart/form-data", "application/x-www-form-urlencoded"

PICTURES = "http://localhost:3000/spree/products/1"
EXAMPLE = {
    "id": 1,
    "position": 1,
    "attachment_content_type": "image/jpeg",
    "attachment_file_name": "ror_tote.jpeg",
    "type": "Spree::Image",
    "attachment_updated_at": "2013-06-06T12:00:36.000Z",
    "attachment_width": 360,
    "attachment_height": 360,
    "alt": None,
    "viewable_type": VARIANT,
    "viewable_id": 1,
    "mini_url": f"{PICTURES}/mini/ror_tote.jpeg?1370520036",
    "small_url": f"{PICTURES}/small/ror_tote.jpeg?1370520036",
    "product_url": f"{PICTURES}/product/ror_tote.jpeg?1370520036",
    "large_url": f"{PICTURES}/large/ror_tote.jpeg?1370520036",
}
LIST = {
    "type": "object",
    "required": ["images"],
    "properties": {"images": {"type": "array", "items": SpreeImage}},
}
NAMES = {
    "type": "object",
    "required": [*NEW],
    "properties": {name: {"type": "array", "items": {"type": "string"}} for name in NEW},
}
IMAGE = Body(JSON, SpreeImage, EXAMPLE)
IMAGES = Body(JSON, LIST, {"images": [EXAMPLE]})
ATTRIBUTES = Body(JSON, NAMES, NEW)

Schemas = Mapping[str, Mapping[str, object]]

TEXTS: Schemas = {
    "alt": {"type": ["string", "null"], "description": "The alternative text."},
    "position": {
        "type": ["integer", "null"],
        "maximum": LAST,
        "description": "The place in the list, from 1: those there and behind make room. Empty: the end.",
    },
}
LINK: Schemas = {
    "viewable_type": {"type": "string", "enum": [VARIANT, PRODUCT]},
    "viewable_id": {"type": "integer", "description": "A variation of the product, or the product itself."},
}
FILE: Schemas = {
    "attachment": {"type": "string", "format": "binary", "description": "JPEG, PNG, GIF or WebP, by content."}
}
RELATED_SCHEMAS: Schemas = {
    "token": {"type": "string", "description": "The key, where no header says it."},
    "type": {"type": "string", "description": "As the guide has it; ignored."},
}
METHOD: Schemas = {"_method": {"type": "string", "enum": ["put", "patch", "delete"]}}
KEY: Schemas = {"token": RELATED_SCHEMAS["token"]}

UPLOAD = {"image[attachment]": "/absolute/path/to/image.jpg", "type": "image/jpeg"}
REPLACEMENT = {"image[attachment]": "/new/path/to/image.jpg", "type": "image/jpeg"}
CHANGE = {"alt": "Front view", "position": 2}


def for_create() -> list[Body]:
    """Bodies of a POST. Only a multipart form carries a file; the others are read, and lack one."""
    return [Body(MULTIPART, _form({**FILE, **TEXTS}, RELATED_SCHEMAS, ("image[attachment]",)), UPLOAD)]


def for_update() -> list[Body]:
    members = {**TEXTS, **LINK}
    form = Body(
        URL_ENCODED, _form(members, RELATED_SCHEMAS), {f"image[{name}]": value for name, value in CHANGE.items()}
    )
    json = [Body(media_type, _json(members), {"image": CHANGE}) for media_type in (JSON, *OTHER_JSON)]
    return [Body(MULTIPART, _form({**FILE, **members}, RELATED_SCHEMAS), REPLACEMENT), form, *json]


def for_override() -> list[Body]:
    members = {**TEXTS, **LINK}
    form = Body(URL_ENCODED, _form(members, {**RELATED_SCHEMAS, **METHOD}), {"_method": "delete"})
    return [
        Body(MULTIPART, _form({**FILE, **members}, {**RELATED_SCHEMAS, **METHOD}), {"_method": "put", **REPLACEMENT}),
        form,
    ]


def _form(members: Schemas, related: Schemas, required: tuple[str, ...] = ()) -> dict[str, object]:
    fields = {f"image[{name}]": schema for name, schema in members.items()}
    return {"type": "object", "required": list(required), "properties": {**fields, **related}}


def _json(members: Schemas) -> dict[str, object]:
    """JSON body with `image`, or with the members at the root."""
    wrapped = {"type": "object", "required": ["image"], "properties": {"image": _object(members), **KEY}}
    return {"anyOf": [wrapped, {**_object(members), "properties": {**members, **KEY}}]}


def _object(members: Schemas) -> dict[str, object]:
    return {"type": "object", "minProperties": 1, "properties": dict(members)}
