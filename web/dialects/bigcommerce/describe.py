"""BigCommerce's operations for `/openapi.json`, with the document's own examples."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import msgspec

from web.dialects.bigcommerce.options import Options
from web.dialects.bigcommerce.paging import MOST, USUAL
from web.dialects.bigcommerce.problems import Problem
from web.dialects.bigcommerce.sent import LARGEST
from web.dialects.bigcommerce.wire import BigCommerceImage, Count
from web.dialects.describe import Body, Operation, Parameter

SECURITY: Final[Mapping[str, Mapping[str, Any]]] = {
    "bigcommerceBasic": {"type": "http", "scheme": "basic", "description": "User name and API token."},
    "bigcommerceToken": {"type": "apiKey", "in": "header", "name": "X-Auth-Token"},
}

STORE, STORE_COUNT = "/api/v2/products/images", "/api/v2/products/images/count"
COLLECTION, COUNT = "/api/v2/products/{product_id}/images", "/api/v2/products/{product_id}/images/count"
MEMBER = "/api/v2/products/{product_id}/images/{id}"

ANY_WAY_IN = "Every address answers under each of the three prefixes, with `.json` or `.xml` at its end, or neither."
LISTED: Final[Sequence[Mapping[str, Any]]] = (
    {
        "id": 5,
        "product_id": 28,
        "image_file": "sample_images/picture_1__48492.png",
        "is_thumbnail": True,
        "sort_order": 0,
        "description": "",
        "date_created": "Mon, 26 Oct 2009 05:08:32 +0000",
    },
    {
        "id": 6,
        "product_id": 28,
        "image_file": "sample_images/overview_hero__21040.jpg",
        "is_thumbnail": False,
        "sort_order": 1,
        "description": "",
        "date_created": "Mon, 26 Oct 2009 05:08:32 +0000",
    },
)
SHOWN: Final = {
    "id": 116,
    "product_id": 29,
    "image_file": "p/022/astonishing-x-men-1-100k__36562.jpg",
    "is_thumbnail": False,
    "sort_order": 0,
    "description": "",
    "date_created": "Fri, 21 Dec 2012 18:54:04 +0000",
}
UPDATED: Final = {
    "id": 118,
    "product_id": 30,
    "image_file": "k/392/ud2vk0n1l0zcfr7gtlqi__43888.png",
    "is_thumbnail": False,
    "sort_order": 1,
    "description": "",
    "date_created": "Fri, 21 Dec 2012 19:01:03 +0000",
}
PROBLEM: Final = {
    "status": 400,
    "message": "The field 'image_file' is invalid.",
    "details": {"invalid_reason": "The file 'cat.png' could not be found in the import directory."},
}
FIELDS: Final[Mapping[str, Any]] = {
    "product_id": {"type": "integer", "description": "The product of the address; need not be sent."},
    "image_file": {
        "type": "string",
        "minLength": 1,
        "description": "A path inside the import directory, or the URL of a picture.",
    },
    "is_thumbnail": {"type": "boolean", "description": "Takes the flag from the image that had it."},
    "sort_order": {"type": "integer", "minimum": 0, "maximum": LARGEST},
    "description": {"type": ["string", "null"]},
}


def _both(schema: Any, example: Any = None) -> tuple[Body, ...]:
    """In JSON with the example, and in XML."""
    return (Body("application/json", schema, example), Body("application/xml", {"type": "string"}))


def _list_of(item: type[msgspec.Struct]) -> dict[str, Any]:
    _, schemas = msgspec.json.schema_components([item])
    return {"type": "array", "items": schemas[item.__name__]}


Answers = dict[int, tuple[str, Sequence[Body]]]

REFUSALS: Final[Answers] = {
    status: (text, _both(_list_of(Problem), [{"status": status, "message": text}]))
    for status, text in (
        (401, "No credentials, or bad ones"),
        (404, "No such product or image"),
        (406, "Neither JSON nor XML is accepted"),
        (429, "The quota of an access token is used up"),
        (509, "The quota of an API token is used up"),
    )
}
WRITING: Final[Answers] = {**REFUSALS, 403: ("No permission to write", _both(_list_of(Problem)))}
SENDING: Final[Answers] = {
    **WRITING,
    400: ("A field is missing or invalid", _both(_list_of(Problem), [PROBLEM])),
    413: ("The body is too large", _both(_list_of(Problem))),
    415: ("The body is neither JSON nor XML", _both(_list_of(Problem))),
}
PAGING: Final[Answers] = {
    204: ("There is nothing on that page", ()),
    400: ("`page` or `limit` is no whole number from 1", _both(_list_of(Problem))),
    413: (f"`limit` is above {MOST}", _both(_list_of(Problem))),
}
PAGES = (
    Parameter("page", "Counts from 1", {"type": "integer", "minimum": 1, "default": 1}),
    Parameter("limit", "Images on a page", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
)
LIST: Final[Answers] = {200: ("The images in the order of their ids", _both(_list_of(BigCommerceImage), LISTED))}
NUMBER: Final[Answers] = {200: ("How many there are", _both(Count, {"count": 2}))}


def _image(status: int, text: str, example: Mapping[str, Any]) -> Answers:
    return {status: (text, _both(BigCommerceImage, example))}


def _request(schema: Mapping[str, Any], example: Mapping[str, Any]) -> tuple[Body, ...]:
    return _both({"type": "object", "properties": FIELDS, **schema}, example)


POSTED = _request({"required": ["image_file"]}, {"image_file": "astonishing-x-men-1-100k.jpg", "is_thumbnail": False})
PUT = _request({}, {"sort_order": 1})
DESCRIBED: Final[Answers] = {
    200: ("The fields of that address, and its methods in `Allow`", _both(Options)),
    **REFUSALS,
}

UNDER_ONE: Final = (
    Operation("GET", COLLECTION, "A product's images", LIST | PAGING | REFUSALS, ANY_WAY_IN, PAGES),
    Operation("POST", COLLECTION, "Create an image", _image(201, "The image", SHOWN) | SENDING, body=POSTED),
    Operation(
        "DELETE",
        COLLECTION,
        "Delete all images of a product",
        {**PAGING, 204: ("They are gone", ()), **WRITING},
        "With `page` or `limit`, only the images of that page.",
        PAGES,
    ),
    Operation("OPTIONS", COLLECTION, "The fields of an image to create", DESCRIBED),
    Operation("GET", COUNT, "How many images a product has", NUMBER | REFUSALS),
    Operation("OPTIONS", COUNT, "The fields of an image", DESCRIBED),
    Operation("GET", MEMBER, "One image", _image(200, "The image", SHOWN) | REFUSALS),
    Operation("PUT", MEMBER, "Update an image", _image(200, "The image", UPDATED) | SENDING, body=PUT),
    Operation("DELETE", MEMBER, "Delete an image", {204: ("It is gone", ()), **WRITING}),
    Operation("OPTIONS", MEMBER, "The fields of an image to update", DESCRIBED),
    Operation("GET", STORE, "The images of all products", LIST | PAGING | REFUSALS, parameters=PAGES),
    Operation("OPTIONS", STORE, "The fields of an image", DESCRIBED),
    Operation("GET", STORE_COUNT, "How many images all products have", NUMBER | REFUSALS),
    Operation("OPTIONS", STORE_COUNT, "The fields of an image", DESCRIBED),
)

# As clients reach it with Basic, as they reach it with a token, and as the document writes it.
WAYS_IN: Final = (("/api/v2", ""), ("/stores/{store_hash}/v2", ""), ("", ".json"))
OPERATIONS: Final = tuple(
    replace(operation, path=operation.path.replace("/api/v2", prefix, 1) + ending)
    for prefix, ending in WAYS_IN
    for operation in UNDER_ONE
)
