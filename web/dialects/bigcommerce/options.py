"""OPTIONS: which methods an address has, and which fields they take (the vendor's page "OPTIONS method")."""

import msgspec
from litestar import Response, route

from web.context import AnyRequest
from web.dialects.bigcommerce.answers import answer
from web.dialects.bigcommerce.errors import allow
from web.dialects.bigcommerce.locate import COLLECTION, COUNT, MEMBER, STORE, STORE_COUNT
from web.dialects.requests import public_request_of


class Field(msgspec.Struct):
    """A field's type, and the methods with which it may or must be sent."""

    name: str
    type: str
    writable_methods: list[str]
    required_methods: list[str]


class OptionsAnswer(msgspec.Struct):
    fields: list[Field]


TYPES = {
    "id": "int",
    "product_id": "int",
    "image_file": "string",
    "is_thumbnail": "boolean",
    "sort_order": "int",
    "description": "text",
    "date_created": "date",
}
WRITABLE = ("product_id", "image_file", "is_thumbnail", "sort_order", "description")


def options(method: str | None, required: tuple[str, ...] = ()) -> OptionsAnswer:
    """The fields of an address where `method` is the one that writes; None: none does."""
    methods = [method] if method else []
    return OptionsAnswer(
        [
            Field(name, type_, methods if name in WRITABLE else [], methods if name in required else [])
            for name, type_ in TYPES.items()
        ]
    )


@route([STORE, STORE_COUNT, COUNT], http_method=["OPTIONS"])
async def describe_reading(request: AnyRequest) -> Response[bytes]:
    return _described(request, options(None))


@route(COLLECTION, http_method=["OPTIONS"])
async def describe_collection(request: AnyRequest) -> Response[bytes]:
    return _described(request, options("POST", ("image_file",)))


@route(MEMBER, http_method=["OPTIONS"])
async def describe_member(request: AnyRequest) -> Response[bytes]:
    return _described(request, options("PUT"))


def _described(request: AnyRequest, described: OptionsAnswer) -> Response[bytes]:
    return answer(request, "options", described, headers={"Allow": allow(public_request_of(request).allowed)})


HANDLERS = (describe_reading, describe_collection, describe_member)
