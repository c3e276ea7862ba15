"""Spiffy's operations for the API documentation, with the examples of the document "API Image"."""

from collections.abc import Mapping, Sequence
from typing import Any

from web.dialects.operations import Body, Operation
from web.dialects.spiffy import errors
from web.dialects.spiffy.openapi_examples import CREATE, JELLYFISH, PENGUINS, PUPPY, UPDATE, of
from web.dialects.spiffy.openapi_schemas import (
    CHANGED,
    FIELDS,
    KNOWN,
    LIMIT,
    MESSAGES,
    NEW,
    PAGE,
    SINCE_ID,
    TEXT,
    Schema,
    described,
    image,
    under,
)
from web.dialects.spiffy.paging import MOST_PER_PAGE

JSON = "application/json"
OWNERS = {
    "products": "a product",
    "standard_collections": "a standard collection",
    "super_collections": "a super collection",
}
SECURITY: Mapping[str, Mapping[str, Any]] = {
    "basic": {"type": "http", "scheme": "basic", "description": "API key as the name, API password as password."},
    "bearer": {"type": "http", "scheme": "bearer", "description": "An app's access token."},
}

Answer = tuple[str, Sequence[Body]]


def _says(meaning: str, example: object, *schemas: Schema) -> Answer:
    """`errors` is a text, unless told otherwise."""
    said = {"anyOf": [*schemas]} if len(schemas) > 1 else (schemas or (TEXT,))[0]
    return meaning, (Body(JSON, under("errors", said), {"errors": example}),)


BAD_REQUEST = {400: _says("The body is no JSON, or has no `image`.", errors.NO_IMAGE, MESSAGES, TEXT)}
NOBODY = {401: _says("No credential, or nobody's.", errors.NOT_RECOGNISED)}
READER = {403: _says("The credential may only read.", errors.NO_PERMISSION)}
NOT_FOUND = {404: _says("There is no such product, collection or image.", "Not Found")}
TOO_LARGE = {413: _says("The body is too large.", "Request Entity Too Large")}
INVALID = {422: _says("A member holds what it can't: messages by member.", errors.NO_PICTURE, MESSAGES)}
USED_UP = {429: _says("The allowance of this hour is used up: see Retry-After.", "Too Many Requests")}
UNAVAILABLE = {503: _says("The storage does not answer, or there is no room to decode.", "Service Unavailable")}
SAME: dict[int, Answer] = {304: ("What the caller has still holds.", ())}

READS = {**SAME, **NOBODY, **NOT_FOUND, **USED_UP}
DELETES = {**NOBODY, **READER, **NOT_FOUND, **USED_UP}
UPDATES = {**BAD_REQUEST, **DELETES, **TOO_LARGE, **INVALID}
CREATES = {**UPDATES, **UNAVAILABLE}


def _operations(folder: str, owner: str) -> tuple[Operation, ...]:
    images = f"/api/{folder}/{{id_or_handle}}/images"
    return (*_reading(folder, owner, images), *_writing(folder, owner, images))


def _reading(folder: str, owner: str, images: str) -> tuple[Operation, ...]:
    some = image(folder, whole=False)
    listed = Body(
        JSON,
        under("images", {"type": "array", "items": some, "maxItems": MOST_PER_PAGE}),
        {"images": [of(folder, PENGUINS), of(folder, JELLYFISH)]},
    )
    counted = Body(JSON, under("count", {"type": "integer", "minimum": 0}), {"count": 2})
    shown = Body(JSON, under("image", some), {"image": of(folder, PUPPY)})
    named = "Here as everywhere the owner is named by its id or by its handle."
    return (
        Operation(
            "GET",
            f"{images}.json",
            f"List the images of {owner}",
            {200: ("The images, in order.", (listed,)), **READS},
            named,
            (LIMIT, PAGE, SINCE_ID, FIELDS, KNOWN),
        ),
        Operation(
            "GET",
            f"{images}/count.json",
            f"Count the images of {owner}",
            {200: ("How many.", (counted,)), **READS},
            parameters=(SINCE_ID, KNOWN),
        ),
        Operation(
            "GET",
            f"{images}/{{image_id}}.json",
            f"Show one image of {owner}",
            {200: ("The image.", (shown,)), **READS},
            parameters=(FIELDS, KNOWN),
        ),
    )


def _writing(folder: str, owner: str, images: str) -> tuple[Operation, ...]:
    one = f"{images}/{{image_id}}.json"
    puppy = Body(JSON, under("image", image(folder, whole=True)), {"image": of(folder, PUPPY)})
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
