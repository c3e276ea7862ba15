"""`/openapi.json` and `/docs`: operations of our own API and of the dialects, at public addresses, with examples."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.response import File

from web import __version__
from web.context import AnyRequest, base_url
from web.http.operations import Body, DescribedApi, Operation
from web.settings.installation import resource

PARAMETER = re.compile(r"\{(\w+)\}")
DESCRIPTION = (
    "One gallery for a shop's product images: Packshot's own API, and five dialects. Each answers on its own\n"
    "addresses with its own credentials; an image has the same id in all of them."
)


def document(base: str, apis: Sequence[DescribedApi]) -> dict[str, Any]:
    """The OpenAPI 3.1 document; `base` is where the product is reached."""
    structs: list[type] = []
    paths: dict[str, dict[str, object]] = {}
    for api in apis:
        for operation in api.operations:
            described = _operation(api, operation, structs)
            paths.setdefault(operation.path, {})[operation.method.lower()] = described
    schemas, components = msgspec.json.schema_components(structs, ref_template="#/components/schemas/{name}")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Packshot", "version": __version__, "description": DESCRIPTION, "license": {"name": "MIT"}},
        "servers": [{"url": base}],
        "tags": [{"name": api.title} | ({"description": api.text} if api.text else {}) for api in apis],
        "paths": _resolved(paths, dict(zip(structs, schemas, strict=True))),
        "components": {
            "schemas": components,
            "securitySchemes": {f"{api.name}-{name}": scheme for api in apis for name, scheme in api.security.items()},
        },
    }


def _operation(api: DescribedApi, operation: Operation, structs: list[type]) -> dict[str, object]:
    name = re.sub(r"\W+", "-", operation.path.strip("/"))
    described: dict[str, object] = {
        "tags": [api.title],
        "operationId": f"{api.name}-{operation.method.lower()}-{name}",
        "summary": operation.summary,
        "parameters": _parameters(operation),
        "security": [{f"{api.name}-{scheme}": []} for scheme in api.security],
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


def handlers(apis: Sequence[DescribedApi]) -> tuple[HTTPRouteHandler, ...]:
    """Handlers of the document and of its viewer, which is vendored: it works without the internet."""

    @lru_cache(maxsize=8)  # hosts are whatever clients send
    def encoded(base: str) -> bytes:
        return msgspec.json.encode(document(base, apis))

    @get("/openapi.json", include_in_schema=False)
    async def openapi(request: AnyRequest) -> Response[bytes]:
        return Response(encoded(base_url(request)), media_type="application/json")

    @get("/docs", include_in_schema=False)
    async def docs() -> File:
        page = resource("static") / "docs" / "index.html"
        return File(page, media_type="text/html", content_disposition_type="inline")

    return openapi, docs
