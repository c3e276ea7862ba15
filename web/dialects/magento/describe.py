"""Magento's operations for `/openapi.json`, with the examples of its document ("REST API: Product Images")."""

from collections.abc import Mapping
from typing import Any

from web.dialects.describe import Body, Operation, Parameter
from web.dialects.magento.formats import Value, written

# The document's own: a PNG, which it declares image/jpeg all the same.
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAACgAAAAoCAYAAACM/rhtAAAAGXRFWHRTb2Z0d2FyZQBBZG9iZSBJbWFnZVJlYWR5ccllPAAAAWtJ"
    "REFUeNpi/P//P8NgBkwMgxyMOnDUgTDAyMhIDNYF4vNA/B+IDwCxHLoakgEoFxODiQRXQUYi4e3k2gfDjMRajsP3zED8F8pmA+Jv"
    "UDEYeArEMugOpFcanA/Ef6A0CPwC4uNoag5SnAjJjGI2tKhkg4rLAfFGIH4IxEuBWIjSKKYkDfZCHddLiwChVhokK8YGohwEZYy3"
    "aBmEKmDEhOCgreomo+VmZHxsMEQxIc2MAx3FO/DI3RxMmQTZkI9ALDCaSUYdOOrAIeRAPzQ+PxCHUM2FFDb5paGNBPRa5C20bUhx"
    "c4sSB4JaLnvxVHWHsbVu6OnACjyOg+HqgXKgGRD/JMKBoD6LDb0dyAPE94hwHAw/hGYcujlwEQmOg+EV9HJgLBmOg+FMWjsQVKR8"
    "psCBoDSrQqoDSSmoG6Hpj1wA6ju30LI9+BBX4UsC+Ai0T4BWVd1EIL5PgeO+APECmoXgaGtm1IE0AgABBgAJAICuV8dAUAAAAABJ"
    "RU5ErkJggg=="
)

TEXT = {"type": "string"}
TYPES = {"type": "array", "items": {"type": "string", "examples": ["image", "small_image", "thumbnail"]}}
IMAGE = {
    "type": "object",
    "properties": {"id": TEXT, "label": TEXT, "position": TEXT, "exclude": TEXT, "url": TEXT, "types": TYPES},
    "required": ["id", "label", "position", "url", "types"],
}
IMAGES = {"type": "array", "items": IMAGE}
CHANGE = {
    "type": "object",
    "properties": {
        "exclude": {"type": "integer"},
        "file_content": {"type": "string", "contentEncoding": "base64"},
        "file_mime_type": {"type": "string", "enum": ["image/jpeg", "image/jpg", "image/png", "image/gif"]},
        "file_name": TEXT,
        "label": TEXT,
        "position": {"type": "integer"},
        "types": TYPES,
    },
}
NEW = {**CHANGE, "required": ["file_mime_type", "file_content"]}
ERRORS = {
    "type": "object",
    "properties": {
        "messages": {
            "type": "object",
            "properties": {
                "error": {
                    "type": "array",
                    "items": {"type": "object", "properties": {"code": {"type": "integer"}, "message": TEXT}},
                }
            },
        }
    },
}

FIRST: dict[str, Value] = {
    "id": "5",
    "label": "",
    "position": "1",
    "exclude": "0",
    "url": "http://magento/media/catalog/product/v/e/ve2011.jpg",
    "types": ["image", "thumbnail"],
}
SECOND: dict[str, Value] = {
    "id": "7",
    "label": "second dress",
    "position": "2",
    "exclude": "1",
    "url": "http://magento/media/catalog/product/1/2/12.jpg",
    "types": ["small_image"],
}
IN_STORE: dict[str, Value] = {
    "id": "6",
    "label": "white dress",
    "position": "1",
    "exclude": "0",
    "url": "http://magento/media/catalog/product/1/2/12.jpg",
    "types": ["image", "small_image", "thumbnail"],
}
ONE_IN_STORE: dict[str, Value] = {
    "id": "10",
    "label": "",
    "position": "5",
    "exclude": "1",
    "url": "http://magento/media/catalog/product/n/e/new_image.gif",
    "types": [],
}
UPLOAD: dict[str, Value] = {"file_mime_type": "image/jpeg", "file_content": PICTURE}
UPDATE: dict[str, Value] = {
    "label": "English store image",
    "position": "3",
    "exclude": "0",
    "types": ["image", "small_image", "thumbnail"],
}
UPDATE_IN_STORE: dict[str, Value] = {"position": "3", "exclude": "0", "types": ["image"]}

LIST = "/api/rest/products/{product_id}/images"
ONE = LIST + "/{image_id}"
STORE = "/store/{store_id}"
ATTRS = Parameter("attrs", "Only these members, separated by commas.")
AT = Parameter("store", "A store's id or code, as the address's ending `/store/{store_id}` would say it.")


def _both(schema: Mapping[str, Any], example: Value) -> tuple[Body, Body]:
    """XML is the default."""
    return Body("application/xml", schema, written(example, "xml").decode()), Body("application/json", schema, example)


def _refusal(code: int, meaning: str, *messages: str) -> tuple[str, tuple[Body, Body]]:
    example: Value = {"messages": {"error": [{"code": code, "message": message} for message in messages]}}
    return meaning, _both(ERRORS, example)


NO_STORE = {400: _refusal(400, "The store is not valid or does not exist.", "Requested store is invalid")}
NO_PRODUCT = {404: _refusal(404, "There is no such product.", "Resource not found")}
NO_IMAGE = {404: _refusal(404, "There is no such image.", "Product image not found")}
NOT_SIGNED = {401: _refusal(401, "The signature does not hold.", "oauth_problem=signature_invalid")}
DENIED = {403: _refusal(403, "Only admins and staff write.", "Access denied")}
NOT_GIVEN = {
    400: _refusal(
        400, "The picture is missing or wrong.", "The image is not specified", "Resource data pre-validator error"
    )
}
EMPTY: tuple[Body, ...] = ()

_READ = {**NOT_SIGNED, **NO_STORE}
_WRITE = {**NOT_SIGNED, **DENIED, **NO_STORE}


def _operations(at: str, listed: Value, shown: Value, changed: Value, where: str) -> tuple[Operation, ...]:
    several = {200: ("The images, in order.", _both(IMAGES, listed)), **_READ, **NO_PRODUCT}
    single = {200: ("The image.", _both(IMAGE, shown)), **_READ, **NO_IMAGE}
    added = {200: ("Added; `Location` says where it is.", EMPTY), **_WRITE, **NOT_GIVEN, **NO_PRODUCT}
    done = {200: ("Done.", EMPTY), **_WRITE, **NO_IMAGE}
    reads = (ATTRS,) if at else (ATTRS, AT)
    writes = () if at else (AT,)
    return (
        Operation("GET", LIST + at, f"All images of a product{where}", several, parameters=reads),
        Operation("POST", LIST + at, f"Add an image{where}", added, parameters=writes, body=_both(NEW, UPLOAD)),
        Operation("GET", ONE + at, f"One image{where}", single, parameters=reads),
        Operation("PUT", ONE + at, f"Change an image{where}", done, parameters=writes, body=_both(CHANGE, changed)),
        Operation("DELETE", ONE + at, f"Take an image out{where}", done, parameters=writes),
    )


OPERATIONS = (
    *_operations("", [FIRST, SECOND], SECOND, UPDATE, ""),
    *_operations(STORE, [IN_STORE], ONE_IN_STORE, UPDATE_IN_STORE, " in a store"),
)

SECURITY = {
    "magento": {
        "type": "http",
        "scheme": "OAuth",
        "description": "OAuth 1.0a in the Authorization header: HMAC-SHA1, HMAC-SHA256 or PLAINTEXT. Without: a guest.",
    }
}
