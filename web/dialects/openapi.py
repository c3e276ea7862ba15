"""`/openapi.json` and `/docs`: operations of the five dialects, at public addresses, with the documents' examples."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec
from litestar import Response, get
from litestar.response import File

from web import __version__
from web.context import AnyRequest, base_url
from web.dialects import DIALECTS
from web.dialects.spec import Body, DialectSpec, Operation
from web.settings.installation import resource

PARAMETER = re.compile(r"\{(\w+)\}")
DESCRIPTION = (
    "One gallery for a shop's product images, in five dialects. Each answers on its own addresses with its own\n"
    "credentials; an image has the same id in all of them."
)


def document(base: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document; `base` is where the product is reached."""
    structs: list[type] = []
    paths: dict[str, dict[str, object]] = {}
    for dialect in DIALECTS:
        for operation in dialect.operations:
            described = _operation(dialect, operation, structs)
            paths.setdefault(operation.path, {})[operation.method.lower()] = described
    schemas, components = msgspec.json.schema_components(structs, ref_template="#/components/schemas/{name}")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Packshot", "version": __version__, "description": DESCRIPTION, "license": {"name": "MIT"}},
        "servers": [{"url": base}],
        "tags": [{"name": dialect.title} for dialect in DIALECTS],
        "paths": _resolved(paths, dict(zip(structs, schemas, strict=True))),
        "components": {
            "schemas": components,
            "securitySchemes": {
                f"{dialect.name}-{name}": scheme for dialect in DIALECTS for name, scheme in dialect.security.items()
            },
        },
    }


def _operation(dialect: DialectSpec, operation: Operation, structs: list[type]) -> dict[str, object]:
    name = re.sub(r"\W+", "-", operation.path.strip("/"))
    described: dict[str, object] = {
        "tags": [dialect.title],
        "operationId": f"{dialect.name}-{operation.method.lower()}-{name}",
        "summary": operation.summary,
        "parameters": _parameters(operation),
        "security": [{f"{dialect.name}-{scheme}": []} for scheme in dialect.security],
        "responses": {
            str(status): {"description": meaning} | ({"content": _content(bodies, structs)} if bodies else {})
            for status, (meaning, bodies) in operation.answers.items()
        },
    }
    if operation.text:
        described["description"] = operation.text
    if operation.body:
        described["requestBody"] = {"content": _content(operation.body, structs), "required": True}
    return described


def _parameters(operation: Operation) -> list[dict[str, object]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in PARAMETER.findall(operation.path)
    ]
    return in_path + [
        {"name": one.name, "in": one.where, "description": one.text, "schema": dict(one.schema)}
        for one in operation.parameters
    ]


def _content(bodies: Sequence[Body], structs: list[type]) -> dict[str, object]:
    return {body.media_type: _media(body, structs) for body in bodies}


def _media(body: Body, structs: list[type]) -> dict[str, object]:
    if isinstance(body.schema, type) and body.schema not in structs:
        structs.append(body.schema)
    example = {} if body.example is None else {"example": body.example}
    return {"schema": body.schema, **example}


def _resolved(value: object, schemas: dict[type, object]) -> object:
    """Struct types replaced by references to their schemas."""
    if isinstance(value, dict):
        return {key: _resolved(inner, schemas) for key, inner in value.items()}
    if isinstance(value, list):
        return [_resolved(inner, schemas) for inner in value]
    return schemas[value] if isinstance(value, type) else value


@lru_cache(maxsize=8)  # hosts are whatever clients send
def _encoded(base: str) -> bytes:
    return msgspec.json.encode(document(base))


@get("/openapi.json", include_in_schema=False)
async def openapi(request: AnyRequest) -> Response[bytes]:
    return Response(_encoded(base_url(request)), media_type="application/json")


@get("/docs", include_in_schema=False)
async def docs() -> File:
    """The documentation viewer is vendored, so it works without the internet."""
    return File(resource("static") / "docs" / "index.html", media_type="text/html", content_disposition_type="inline")


HANDLERS = (openapi, docs)
