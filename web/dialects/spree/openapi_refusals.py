"""How Spree v1 refuses, described: by status what it means, and what it says."""

from collections.abc import Mapping, Sequence

from web.dialects.operations import Body
from web.dialects.spree.errors import INVALID, MUST_BE_PRESENT, NO_KEY, NO_XML, NOT_FOUND

Answer = tuple[str, Sequence[Body]]

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string"}, "status": {"type": "integer"}},
}
MESSAGES = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
INVALID_RESOURCE = {
    "anyOf": [
        {
            "type": "object",
            "required": ["error", "errors"],
            "properties": {"error": {"type": "string"}, "errors": MESSAGES},
        },
        {"type": "object", "required": ["exception"], "properties": {"exception": {"type": "string"}}},
    ]
}


def _json(meaning: str, text: str, schema: Mapping[str, object] = ERROR, **more: object) -> Answer:
    return meaning, [Body("application/json", schema, {"error": text, **more})]


SAME: Answer = ("What the caller has still holds", [])
NOWHERE: Answer = ("There is nothing here: sent on, to `/api/404` in the end", [Body("text/html", {"type": "string"})])
NO_SUCH = _json("No such product, variation or image that the caller may see", NOT_FOUND)
NOT_ACCEPTABLE: Answer = (
    "The address ends in `.xml`",
    [Body("application/xml", {"type": "string"}, NO_XML.decode())],
)
ALWAYS = {
    400: _json("A query or a body that cannot be read", "There was a problem in the JSON you submitted"),
    401: _json("No key, a wrong one, or one that may not", NO_KEY),
    413: _json("The body is too large", "Request Entity Too Large"),
    429: _json("Too many calls: see Retry-After", "You have made too many requests. Please try again later."),
}
WRITING = {
    422: _json("What was sent cannot be an image", INVALID, INVALID_RESOURCE, errors={"attachment": [MUST_BE_PRESENT]}),
    503: _json("The storage does not answer", "Service Unavailable", status=503),
}
