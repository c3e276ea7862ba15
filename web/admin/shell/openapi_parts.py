"""Parts that the descriptions of our own API share: bodies, refusals, parameters."""

from collections.abc import Mapping, Sequence

import msgspec

from web.http.operations import Body, Parameter
from web.http.pages.faces import JSON, PROBLEM
from web.http.pages.problems import TYPES, Problem

Answers = Mapping[int, tuple[str, Sequence[Body]]]
Schema = Mapping[str, object]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": TEXT}
NUMBERS: Schema = {"type": "array", "items": NUMBER}
FILE: Schema = {
    "type": "object",
    "required": ["content"],
    "properties": {"name": TEXT, "content": {"type": "string", "contentEncoding": "base64"}},
    "additionalProperties": False,
}
ONE_FILE: Schema = {"type": "array", "items": FILE, "minItems": 1, "maxItems": 1}


def data(example: msgspec.Struct, meaning: str, status: int = 200) -> Answers:
    """The answer with a Data struct such as `example`, which is also shown, as JSON has it."""
    return {status: (meaning, [Body(JSON, type(example), msgspec.json.decode(msgspec.json.encode(example)))])}


def problem(status: int, meaning: str, type_: str, detail: str) -> Answers:
    example = {"type": TYPES + type_, "title": meaning, "status": status, "detail": detail}
    return {status: (meaning, [Body(PROBLEM, Problem, example)])}


READING: Answers = {
    **problem(401, "Not let in", "bad-credential", "This access token is not valid, or no longer."),
    **problem(403, "Not for this person or token", "not-for-staff", "Only admins may do it."),
    **problem(429, "Too many calls", "quota-used-up", "Wait as long as Retry-After says, in seconds."),
    **problem(503, "Busy, or database or storage do not answer", "storage-unavailable", "Nothing was changed."),
}
MISSING: Answers = problem(404, "Not found", "not-found", "There is nothing at this address.")
BODY: Answers = {
    **problem(400, "A field is wrong", "bad-form", "“place” must be a whole number."),
    **problem(409, "It does not go with what is there now", "label-changed", "Somebody changed this label."),
    **problem(413, "Too much at once", "request-too-large", "Those files are too large together."),
    **problem(422, "Refused, or the Idempotency-Key came with something else before", "key-used", "Make up a new one."),
    **problem(507, "There is no room left on the disk", "disk-full", "Nothing was changed."),
}
CONDITION: Answers = {
    **problem(412, "Changed meanwhile; `current` is what there is now", "precondition-failed", "Nothing was changed."),
    **problem(428, "If-Match is missing, and this installation wants it", "if-match-missing", "Send its ETag."),
}

STORE = Parameter("store", "A store, by id or code: its values. Without it, those that every store inherits.")
IF_MATCH = Parameter("If-Match", "The ETag of what is to be changed: 412 where that has changed since.", where="header")
IDEMPOTENCY_KEY = Parameter(
    "Idempotency-Key",
    "Sent again within 24 hours, the request is answered as before and not carried out again.",
    {"type": "string", "minLength": 1, "maxLength": 255},
    "header",
)


def fields(properties: Mapping[str, Schema], *required: str) -> dict[str, object]:
    """The schema of a form."""
    return {"type": "object", "properties": dict(properties), "required": list(required)}


def intention(do: str | Sequence[str], properties: Mapping[str, Schema] | None = None, *required: str) -> Schema:
    """The schema of a form whose field `do` says what is to be done."""
    names = [do] if isinstance(do, str) else list(do)
    return fields({"do": {"enum": names}, **(properties or {})}, "do", *required)


def form(schema: Schema, example: object) -> list[Body]:
    return [Body(JSON, schema, example)]


def one_of(schemas: Sequence[Schema], example: object) -> list[Body]:
    """A form with one of several intentions."""
    return form({"anyOf": list(schemas)}, example)
