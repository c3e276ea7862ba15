"""Spiffy's operations for the API documentation, with the examples of the document "API Image"."""

from collections.abc import Mapping, Sequence

from web.dialects.spiffy import errors
from web.dialects.spiffy.openapi_examples import CREATE, JELLYFISH, PENGUINS, PUPPY, UPDATE, example_for
from web.dialects.spiffy.paging import DEFAULT_LIMIT, MAX_LIMIT
from web.http.operations import Body, Operation, Parameter

JSON = "application/json"
Schema = Mapping[str, object]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 1}
HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
IDS: Schema = {"type": "array", "items": {"type": "integer"}}
MESSAGES: Schema = {"type": "object", "additionalProperties": {"type": "array", "items": TEXT, "minItems": 1}}

LIMIT = Parameter(
    "limit",
    f"Results in one answer: {DEFAULT_LIMIT} by default, at most {MAX_LIMIT}; more is taken for that.",
    {**NUMBER, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
)
PAGE = Parameter("page", "The page of results to answer with.", {**NUMBER, "default": 1})
SINCE_ID = Parameter("since_id", "Images with a greater id than this; a list then goes by id.", {"type": "integer"})
FIELDS = Parameter("fields", "A comma-separated list of the members to answer with; others are left out.")
IF_NONE_MATCH = Parameter(
    "If-None-Match", "The ETag of an answer the caller has: 304 while it still holds.", where="header"
)

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


def described(members: Mapping[str, Schema], required: Sequence[str] = ()) -> dict[str, object]:
    return {"type": "object", "properties": members, **({"required": [*required]} if required else {})}


def under(name: str, schema: Schema) -> Schema:
    """Schema of a body: all are objects of one member."""
    return described({name: schema}, (name,)) | {"additionalProperties": False}


OWNERS = {
    "products": "a product",
    "standard_collections": "a standard collection",
    "super_collections": "a super collection",
}
SECURITY: Mapping[str, Mapping[str, object]] = {
    "basic": {"type": "http", "scheme": "basic", "description": "API key as the name, API password as password."},
    "bearer": {"type": "http", "scheme": "bearer", "description": "An app's access token."},
}

Answer = tuple[str, Sequence[Body]]


def _refusal(meaning: str, example: object, *schemas: Schema) -> Answer:
    """`errors` is a text where no schemas are given."""
    errors_schema = {"anyOf": [*schemas]} if len(schemas) > 1 else (schemas or (TEXT,))[0]
    return meaning, (Body(JSON, under("errors", errors_schema), {"errors": example}),)


BAD_REQUEST = {400: _refusal("The body is no JSON, or has no `image`.", errors.NO_IMAGE, MESSAGES, TEXT)}
UNAUTHORIZED = {401: _refusal("No credential, or nobody's.", errors.NOT_RECOGNISED)}
READER = {403: _refusal("The credential may only read.", errors.NO_PERMISSION)}
NOT_FOUND = {404: _refusal("There is no such product, collection or image.", "Not Found")}
TOO_LARGE = {413: _refusal("The body is too large.", "Request Entity Too Large")}
INVALID = {422: _refusal("A member holds what it can't: messages by member.", errors.NO_PICTURE, MESSAGES)}
USED_UP = {429: _refusal("The allowance of this hour is used up: see Retry-After.", "Too Many Requests")}
UNAVAILABLE = {503: _refusal("Busy, or database or storage do not answer: see Retry-After.", "Service Unavailable")}
FULL = {507: _refusal("There is no room left on the disk: see Retry-After.", "Insufficient Storage")}
NOT_MODIFIED: dict[int, Answer] = {304: ("What the caller has still holds.", ())}

READS = {**NOT_MODIFIED, **UNAUTHORIZED, **NOT_FOUND, **USED_UP, **UNAVAILABLE}
DELETES = {**UNAUTHORIZED, **READER, **NOT_FOUND, **USED_UP, **UNAVAILABLE, **FULL}
UPDATES = {**BAD_REQUEST, **DELETES, **TOO_LARGE, **INVALID}
CREATES = UPDATES


def _operations(folder: str, owner: str) -> tuple[Operation, ...]:
    images = f"/api/{folder}/{{id_or_handle}}/images"
    return (*_reading(folder, owner, images), *_writing(folder, owner, images))


def _reading(folder: str, owner: str, images: str) -> tuple[Operation, ...]:
    some = image(folder, whole=False)
    listed = Body(
        JSON,
        under("images", {"type": "array", "items": some, "maxItems": MAX_LIMIT}),
        {"images": [example_for(folder, PENGUINS), example_for(folder, JELLYFISH)]},
    )
    counted = Body(JSON, under("count", {"type": "integer", "minimum": 0}), {"count": 2})
    shown = Body(JSON, under("image", some), {"image": example_for(folder, PUPPY)})
    named = "Here as everywhere the owner is named by its id or by its handle."
    return (
        Operation(
            "GET",
            f"{images}.json",
            f"List the images of {owner}",
            {200: ("The images, in order.", (listed,)), **READS},
            named,
            (LIMIT, PAGE, SINCE_ID, FIELDS, IF_NONE_MATCH),
        ),
        Operation(
            "GET",
            f"{images}/count.json",
            f"Count the images of {owner}",
            {200: ("How many.", (counted,)), **READS},
            parameters=(SINCE_ID, IF_NONE_MATCH),
        ),
        Operation(
            "GET",
            f"{images}/{{image_id}}.json",
            f"Show one image of {owner}",
            {200: ("The image.", (shown,)), **READS},
            parameters=(FIELDS, IF_NONE_MATCH),
        ),
    )


def _writing(folder: str, owner: str, images: str) -> tuple[Operation, ...]:
    one = f"{images}/{{image_id}}.json"
    puppy = Body(JSON, under("image", image(folder, whole=True)), {"image": example_for(folder, PUPPY)})
    new = {**described(NEW), "anyOf": [{"required": ["attachment"]}, {"required": ["src"]}]}
    return (
        Operation(
            "POST",
            f"{images}.json",
            f"Create an image of {owner}",
            {201: ("The new image; `Location` is its address.", (puppy,)), **CREATES},
            "The picture comes as base64 in `attachment`, or `src` is the URL to fetch it from. png, gif or jpg.",
            body=(Body(JSON, described({"image": new}, ("image",)), CREATE),),
        ),
        Operation(
            "PUT",
            one,
            f"Update an image of {owner}",
            {200: ("The image as it is now.", (puppy,)), **UPDATES},
            "`id` must be the one of the address. Only `alt` and `position` change; other members are passed over.",
            body=(Body(JSON, described({"image": described(CHANGED, ("id",))}, ("image",)), UPDATE),),
        ),
        Operation(
            "DELETE",
            one,
            f"Delete an image of {owner}",
            {200: ("It is gone.", (Body(JSON, {"type": "object", "maxProperties": 0}, {}),)), **DELETES},
        ),
    )


OPERATIONS = tuple(operation for folder, owner in OWNERS.items() for operation in _operations(folder, owner))
