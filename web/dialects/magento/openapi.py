"""Magento's operations for `/openapi.json`, with the examples of its document ("REST API: Product Images")."""

from collections.abc import Mapping, Sequence

from web.dialects.magento.formats import Value
from web.dialects.magento.openapi_examples import (
    CHANGE,
    FIRST,
    IMAGE,
    IMAGES,
    IN_STORE,
    NEW,
    ONE_IN_STORE,
    SECOND,
    UPDATE,
    UPDATE_IN_STORE,
    UPLOAD,
    answer_bodies,
    refusal,
    request_bodies,
)
from web.http.operations import Body, Operation, Parameter

LIST = "/api/rest/products/{product_id}/images"
ONE = LIST + "/{image_id}"
STORE = "/store/{store_id}"

STORE_PARAMETER = Parameter("store", "A store's id or code, as the address's ending `/store/{store_id}` would say it.")
VERSION = Parameter("Version", "Of the API: any is 1.", {"type": "string", "pattern": "^[1-9][0-9]*$"}, "header")
ATTRS = (
    Parameter("attrs", "Only these members, separated by commas."),
    Parameter("attrs[]", "The same, one by one.", {"type": "array", "items": {"type": "string"}}),
    Parameter("If-None-Match", "The ETag of an answer the caller has: 304 while it still holds.", where="header"),
)

Answers = Mapping[int, tuple[str, Sequence[Body]]]

EVERYWHERE: Answers = {
    400: refusal(400, "The store, or the Version, is none.", "Requested store is invalid"),
    401: refusal(
        401, "The signature does not hold, or its credential no longer does.", "oauth_problem=signature_invalid"
    ),
    429: refusal(429, "Too many calls: see Retry-After.", "Too many requests"),
    500: refusal(500, "Something went wrong inside.", "Resource internal error"),
    503: refusal(503, "Busy, or database or storage do not answer: see Retry-After.", "Resource internal error"),
}
READ: Answers = {304: ("What the caller has still holds.", ()), **EVERYWHERE}
FULL: Answers = {507: refusal(507, "There is no room left on the disk: see Retry-After.", "Resource internal error")}
DENIED: Answers = {403: refusal(403, "Only admins and staff write.", "Access denied")}
TOO_LARGE: Answers = {413: refusal(413, "The body is too large.", "Request entity too large")}
NO_PRODUCT: Answers = {
    404: refusal(404, "There is no such product, or not for this caller at this store.", "Resource not found")
}
NO_IMAGE: Answers = {404: refusal(404, "There is no such product or image.", "Product image not found")}
NOT_MANY: Answers = {405: refusal(405, "Several images at once.", "Resource method not implemented yet.")}
NOT_TAKEN: Answers = {
    400: refusal(
        400,
        "The picture is missing, is not base64, or is no JPEG, PNG or GIF; its MIME type is none of theirs; the "
        "product does not support images; the store is none; the body cannot be read or says nothing.",
        "The image is not specified",
        "Resource data pre-validator error",
    )
}
NOT_CHANGED: Answers = {
    400: refusal(
        400,
        "The body cannot be read or says nothing; a picture in it is none, as when one is added; the store is none.",
        "The request data is invalid.",
    )
}
ADDED: Answers = {200: ("Added; `Location` says where it is.", ())}
DONE: Answers = {200: ("Done.", ())}
TEXTS = {
    "GET": "Guests and customers see what is shown, and no `exclude`. The answer's format is that of Accept, XML else.",
    "POST": "For admins and staff. At a store, everything but the picture is that store's alone.",
    "PUT": "For admins and staff. What is not sent stays. A picture that is sent replaces the present one everywhere.",
    "DELETE": "For admins and staff. The picture itself is kept. At a store, the image stays everywhere else.",
}


def _operations(at: str, listed: Value, shown: Value, changed: Value, where: str) -> tuple[Operation, ...]:
    parameters = (VERSION,) if at else (VERSION, STORE_PARAMETER)
    several: Answers = {200: ("The images, in their order.", answer_bodies(IMAGES, listed)), **READ, **NO_PRODUCT}
    single: Answers = {200: ("The image.", answer_bodies(IMAGE, shown)), **READ, **NO_IMAGE}
    writing: Answers = {**EVERYWHERE, **DENIED, **FULL}
    added: Answers = {**ADDED, **writing, **TOO_LARGE, **NOT_TAKEN, **NO_PRODUCT, **NOT_MANY}
    done: Answers = {**DONE, **writing, **NO_IMAGE}
    return (
        _operation("GET", LIST + at, f"All images of a product{where}", several, (*ATTRS, *parameters)),
        _operation("POST", LIST + at, f"Add an image{where}", added, parameters, request_bodies(NEW, UPLOAD)),
        _operation("GET", ONE + at, f"One image{where}", single, (*ATTRS, *parameters)),
        _operation(
            "PUT",
            ONE + at,
            f"Change an image{where}",
            {**done, **TOO_LARGE, **NOT_CHANGED},
            parameters,
            request_bodies(CHANGE, changed),
        ),
        _operation("DELETE", ONE + at, f"Take an image out{where}", done, parameters),
    )


def _operation(
    method: str, path: str, summary: str, answers: Answers, parameters: Sequence[Parameter], body: Sequence[Body] = ()
) -> Operation:
    return Operation(method, path, summary, dict(sorted(answers.items())), TEXTS[method], parameters, body)


OPERATIONS = (
    *_operations("", [FIRST, SECOND], SECOND, UPDATE, ""),
    *_operations(STORE, [IN_STORE], ONE_IN_STORE, UPDATE_IN_STORE, " in a store"),
)

SECURITY = {
    "magento": {
        "type": "http",
        "scheme": "OAuth",
        "description": "OAuth 1.0a in the Authorization header: HMAC-SHA1, HMAC-SHA256 or, over https, PLAINTEXT. "
        "Without: a guest.",
    }
}
