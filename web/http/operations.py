"""Operations of an API, as `/openapi.json` describes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from web.auth.credentials import VendorApi


@dataclass(frozen=True)
class Body:
    """The body of a request or an answer in one media type. `schema`: a JSON schema, or a Struct type."""

    media_type: str
    schema: Any
    example: Any = None


@dataclass(frozen=True)
class Parameter:
    """A query or header parameter; those of the path are read off the address."""

    name: str
    text: str
    schema: Mapping[str, object] = field(default_factory=lambda: {"type": "string"})
    where: str = "query"


@dataclass(frozen=True)
class Operation:
    """One method at one public address, `{product_id}` where an id goes."""

    method: str
    path: str
    summary: str
    answers: Mapping[int, tuple[str, Sequence[Body]]]  # status -> its meaning, and its bodies
    text: str = ""
    parameters: Sequence[Parameter] = ()
    body: Sequence[Body] = ()


@dataclass(frozen=True, kw_only=True)
class DescribedApi(VendorApi):
    """An API with what `/openapi.json` says of it."""

    text: str = ""  # about all of it
    operations: Sequence[Operation] = ()
    security: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # OpenAPI schemes; any one will do
