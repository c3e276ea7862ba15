"""What is sent to Spiffy and what it answers, as JSON schemas: the properties and parameters of "API Image"."""

from collections.abc import Mapping, Sequence
from typing import Any

from web.dialects.operations import Parameter
from web.dialects.spiffy.paging import MOST_PER_PAGE, PER_PAGE

Schema = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 1}
HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
IDS: Schema = {"type": "array", "items": {"type": "integer"}}
MESSAGES: Schema = {"type": "object", "additionalProperties": {"type": "array", "items": TEXT, "minItems": 1}}

LIMIT = Parameter(
    "limit",
    f"Results in one answer: {PER_PAGE} by default, at most {MOST_PER_PAGE}; more is taken for that.",
    {**NUMBER, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
)
PAGE = Parameter("page", "The page of results to answer with.", {**NUMBER, "default": 1})
SINCE_ID = Parameter("since_id", "Only images with a greater id than this.", {"type": "integer"})
FIELDS = Parameter("fields", "A comma-separated list of the members to answer with; others are left out.")
KNOWN = Parameter("If-None-Match", "The ETag of an answer the caller has: 304 while it still holds.", where="header")

IMAGE: Mapping[str, Schema] = {
    "id": {**NUMBER, "description": "The image's number."},
    "position": {**NUMBER, "description": "Its place in the list; the first is the main image."},
    "alt": {**TEXT, "description": "What is said where the picture can't be shown."},
    "filename": {**TEXT, "description": "The base name of the file as uploaded."},
    "extension": {"enum": ["png", "gif", "jpg"], "description": "The ending of the file's name."},
    "digest": {**HASH, "description": "A hash of the file's name, contents and time of creation."},
    "src": {**TEXT, "format": "uri", "description": "Where the picture is."},
    "variation_ids": {**IDS, "description": "The variations that the image belongs to."},
}
OWNER: Mapping[str, Mapping[str, Schema]] = {
    "products": {"product_id": {**NUMBER, "description": "The product's id."}},
    "standard_collections": {"collection_id": {**NUMBER, "description": "The collection's id."}},
    "super_collections": {"collection_id": {**NUMBER, "description": "The collection's id."}},
}
NEW: Mapping[str, Schema] = {
    "attachment": {**TEXT, "contentEncoding": "base64", "description": "The picture. It wins over `src`."},
    "src": {**TEXT, "format": "uri", "description": "The URL to fetch the picture from."},
    "filename": {**TEXT, "description": "What it is called; by default like the last part of the path in `src`."},
    "alt": IMAGE["alt"],
    "position": {"type": "integer", "description": "The place it takes; by default the last."},
    "variation_ids": {**IDS, "description": "Variations of this product."},
}
CHANGED: Mapping[str, Schema] = {
    "id": {**NUMBER, "description": "The id in the address."},
    "alt": IMAGE["alt"],
    "position": {"type": "integer", "description": "The place it moves to."},
}


def image(folder: str, *, whole: bool) -> Schema:
    """The image object of this kind of owner; not `whole`: `fields` may have left out any member."""
    members = {**IMAGE, **OWNER[folder]}
    return described(members, tuple(members) if whole else ()) | {"additionalProperties": False}


def described(members: Mapping[str, Schema], required: Sequence[str] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": members, **({"required": [*required]} if required else {})}


def under(name: str, schema: Schema) -> Schema:
    """Every body is an object of one member."""
    return described({name: schema}, (name,)) | {"additionalProperties": False}
