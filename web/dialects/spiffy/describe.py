"""Spiffy's operations for the API documentation, with the examples of the document "API Image"."""

from collections.abc import Mapping
from typing import Any

import msgspec

from web.dialects.describe import Body, Operation, Parameter
from web.dialects.spiffy.samples import CREATE, JELLYFISH, PENGUINS, PUPPY, UPDATE, of
from web.dialects.spiffy.wire import SpiffyImage

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


class SpiffyOne(msgspec.Struct):
    image: SpiffyImage


class SpiffyMany(msgspec.Struct):
    images: list[SpiffyImage]


class SpiffyCount(msgspec.Struct):
    count: int


class SpiffyErrors(msgspec.Struct):
    errors: str | dict[str, list[str]]


NUMBER = {"type": "integer", "minimum": 1}
LIMIT = Parameter(
    "limit", "Results in one answer: 30 by default, at most 50.", {**NUMBER, "maximum": 50, "default": 30}
)
PAGE = Parameter("page", "The page of results to answer with.", {**NUMBER, "default": 1})
SINCE_ID = Parameter("since_id", "Only images with a greater id than this.", {"type": "integer"})
FIELDS = Parameter("fields", "A comma-separated list of the members to answer with.")


def _object(required: tuple[str, ...] = (), **members: Mapping[str, Any]) -> dict[str, Any]:
    image = {"type": "object", "properties": members, **({"required": list(required)} if required else {})}
    return {"type": "object", "properties": {"image": image}, "required": ["image"]}


TEXT, IDS = {"type": "string"}, {"type": "array", "items": {"type": "integer"}}
BASE64 = {"type": "string", "contentEncoding": "base64"}
NEW = _object(
    attachment=BASE64,
    src={"type": "string", "format": "uri"},
    filename=TEXT,
    alt=TEXT,
    position=NUMBER,
    variation_ids=IDS,
)
CHANGED = _object(("id",), id={"type": "integer"}, alt=TEXT, position=NUMBER)


def _refusals(*statuses: int) -> dict[int, tuple[str, tuple[Body, ...]]]:
    meanings = {
        400: "The body is no JSON, or has no `image`.",
        401: "No credential, or nobody's.",
        403: "The credential may only read.",
        404: "There is no such owner or image.",
        413: "The body is too large.",
        422: "A member holds what it can't, or the picture is not a PNG, GIF or JPEG: messages by member.",
        429: "The allowance of this hour is used up.",
    }
    return {status: (meanings[status], (Body(JSON, SpiffyErrors),)) for status in (401, *statuses, 429)}


def _answer(text: str, schema: Any, example: Any) -> tuple[str, tuple[Body, ...]]:
    return text, (Body(JSON, schema, example),)


def _operations(folder: str, owner: str) -> tuple[Operation, ...]:
    images = f"/api/{folder}/{{id_or_handle}}/images"
    one = f"{images}/{{image_id}}.json"
    puppy = of(folder, PUPPY)
    reads, writes, sent = _refusals(404), _refusals(403, 404), _refusals(400, 403, 404, 413, 422)
    return (
        Operation(
            "GET",
            f"{images}.json",
            f"List the images of {owner}",
            {
                200: _answer(
                    "The images, in order.", SpiffyMany, {"images": [of(folder, PENGUINS), of(folder, JELLYFISH)]}
                ),
                **reads,
            },
            parameters=(LIMIT, PAGE, SINCE_ID, FIELDS),
        ),
        Operation(
            "GET",
            f"{images}/count.json",
            f"Count the images of {owner}",
            {200: _answer("How many.", SpiffyCount, {"count": 2}), **reads},
            parameters=(SINCE_ID,),
        ),
        Operation(
            "GET",
            one,
            f"Show one image of {owner}",
            {200: _answer("The image.", SpiffyOne, {"image": puppy}), **reads},
            parameters=(FIELDS,),
        ),
        Operation(
            "POST",
            f"{images}.json",
            f"Create an image of {owner}",
            {201: _answer("The new image; `Location` is its address.", SpiffyOne, {"image": puppy}), **sent},
            text="The picture comes as base64 in `attachment`, or `src` is the URL to fetch it from.",
            body=(Body(JSON, NEW, CREATE),),
        ),
        Operation(
            "PUT",
            one,
            f"Update an image of {owner}",
            {200: _answer("The image as it is now.", SpiffyOne, {"image": puppy}), **sent},
            text="`id` must be the one of the address. Only `alt` and `position` change.",
            body=(Body(JSON, CHANGED, UPDATE),),
        ),
        Operation(
            "DELETE",
            one,
            f"Delete an image of {owner}",
            {200: _answer("It is gone.", {"type": "object"}, {}), **writes},
        ),
    )


OPERATIONS = tuple(operation for folder, owner in OWNERS.items() for operation in _operations(folder, owner))
