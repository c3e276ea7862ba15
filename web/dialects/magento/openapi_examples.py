"""Bodies of requests to Magento and of its answers, described, with the document's own examples in every format."""

from collections.abc import Mapping, Sequence

from web.dialects.magento.formats import Format, Value, encode
from web.http.operations import Body

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
SCALAR: dict[str, object] = {"type": ["string", "number", "boolean", "null"]}
ITEMS = {"type": "string", "examples": ["image", "small_image", "thumbnail"], "xml": {"name": "data_item"}}
TYPES = {"type": "array", "items": ITEMS, "xml": {"wrapped": True}}
ROOT = {"name": "magento_api"}
EMPTY_ARRAY = {"type": "array", "maxItems": 0, "description": "Where `attrs` names nothing that the caller may read."}
SEEN = {
    "type": "object",
    "properties": {"id": TEXT, "label": TEXT, "position": TEXT, "exclude": TEXT, "url": TEXT, "types": TYPES},
}
IMAGE = {"anyOf": [{**SEEN, "xml": ROOT}, EMPTY_ARRAY]}
IMAGES = {
    "type": "array",
    "items": {"anyOf": [{**SEEN, "xml": {"name": "data_item"}}, EMPTY_ARRAY]},
    "xml": {**ROOT, "wrapped": True},
}
MEMBERS = {
    "exclude": {**SCALAR, "description": "Any number above 0 hides the image."},
    "file_content": {"type": ["string", "null"], "contentEncoding": "base64"},
    "file_mime_type": {
        "type": ["string", "null"],
        "enum": ["image/jpeg", "image/jpg", "image/png", "image/gif", None],
        "description": "Makes the ending of the picture's address.",
    },
    "file_name": {**SCALAR, "description": "Without an ending. A slash is refused."},
    "label": {**SCALAR, "description": "Empty at a store: the global one again."},
    "position": {**SCALAR, "description": "Read up to the first sign that is no digit."},
    "types": {
        "description": "A list of image types. One alone may be a text when an image is added.",
        "anyOf": [TYPES, {}],
    },
}
CHANGE = {"type": "object", "properties": MEMBERS, "anyOf": [{"required": [name]} for name in MEMBERS], "xml": ROOT}
NEW = {"type": "object", "properties": MEMBERS, "required": ["file_mime_type", "file_content"], "xml": ROOT}
ERROR = {
    "type": "object",
    "properties": {"code": {"type": "integer"}, "message": TEXT},
    "required": ["code", "message"],
}
ERRORS = {
    "type": "object",
    "required": ["messages"],
    "properties": {
        "messages": {
            "type": "object",
            "required": ["error"],
            "properties": {
                "error": {
                    "type": "array",
                    "items": {**ERROR, "xml": {"name": "data_item"}},
                    "xml": {"wrapped": True},
                }
            },
        }
    },
    "xml": ROOT,
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
    "position": 3,
    "exclude": 0,
    "types": ["image", "small_image", "thumbnail"],
}
UPDATE_IN_STORE: dict[str, Value] = {"position": 3, "exclude": 0, "types": ["image"]}

XML, JSON, QUERY = "application/xml", "application/json", "text/plain"
CONTENT_TYPES: dict[str, Format] = {
    XML: "xml",
    "text/xml": "xml",
    "application/xhtml+xml": "xml",
    JSON: "json",
    QUERY: "text",
}


def answer_bodies(schema: Mapping[str, object], example: Value) -> tuple[Body, ...]:
    """XML is the default."""
    return tuple(_body(media_type, schema, example) for media_type in (XML, JSON, QUERY))


def request_bodies(schema: Mapping[str, object], example: Value) -> tuple[Body, ...]:
    return tuple(_body(media_type, schema, example) for media_type in CONTENT_TYPES)


def refusal(code: int, meaning: str, *messages: str) -> tuple[str, Sequence[Body]]:
    """All that it may mean, and what one such answer says."""
    example: Value = {"messages": {"error": [{"code": code, "message": message} for message in messages]}}
    return meaning, answer_bodies(ERRORS, example)


def _body(media_type: str, schema: Mapping[str, object], example: Value) -> Body:
    """Body in one format; of a query string only the example says what is in it."""
    if media_type == JSON:
        return Body(media_type, schema, example)
    text = encode(example, CONTENT_TYPES[media_type]).decode()
    return Body(media_type, TEXT if media_type == QUERY else schema, text)
