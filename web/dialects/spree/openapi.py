"""Spree v1 for `/openapi.json`: its operations at their public addresses, with the guide's own examples."""

from collections.abc import Mapping
from typing import Any

from web.dialects.operations import Operation, Parameter
from web.dialects.spree.openapi_examples import ATTRIBUTES, IMAGE, IMAGES, for_create, for_override, for_update
from web.dialects.spree.openapi_refusals import ALWAYS, NO_SUCH, NOT_ACCEPTABLE, NOWHERE, SAME, WRITING, Answer

SECURITY: Mapping[str, Mapping[str, Any]] = {
    "header": {"type": "apiKey", "in": "header", "name": "X-Spree-Token", "description": "The key of a person."},
    "parameter": {"type": "apiKey", "in": "query", "name": "token", "description": "The same; also in form or JSON."},
}

ORDER = (
    Parameter("X-Spree-Order-Token", "An order's token: a claim that is refused to all but admins.", where="header"),
    Parameter("order_token", "The same."),
)
KNOWN = Parameter("If-None-Match", "The ETag of an answer the caller has: 304 while it still holds.", where="header")
OTHER = Parameter(
    "X-HTTP-Method-Override",
    "The method that this POST stands for. A form may say it in `_method`.",
    {"type": "string", "enum": ["PUT", "PATCH", "DELETE"]},
    "header",
)
STRAY = Parameter("product_id", "A product to look at in place of the variation.")

Answers = dict[int, Answer]
THERE: Answers = {**ALWAYS, 404: NO_SUCH}
ONE: Answers = {**THERE, 406: NOT_ACCEPTABLE}
CREATED: Answer = ("Created", [IMAGE])
UPDATED: Answer = ("Updated", [IMAGE])
DELETED: Answer = ("Deleted", [])


def _operations(parent: str, whose: str, more: tuple[Parameter, ...]) -> tuple[Operation, ...]:
    asking = (*more, *ORDER)
    return (*_reading(parent, whose, (KNOWN, *asking)), *_writing(parent, whose, asking))


def _reading(parent: str, whose: str, asking: tuple[Parameter, ...]) -> tuple[Operation, ...]:
    listed: Answers = {200: ("In their order", [IMAGES]), 304: SAME, **THERE}
    shown: Answers = {200: ("The image", [IMAGE]), 304: SAME, **ONE}
    attributes: Answers = {200: ("Its attributes", [ATTRIBUTES]), 304: SAME, **ALWAYS}
    who = "Admins see all of them, users those that are visible."
    same = "Nothing is looked for: these are the same for every image."
    return (
        Operation("GET", f"{parent}/images", f"List the images of a {whose}", listed, who, asking),
        Operation("GET", f"{parent}/images/{{id}}", f"Show an image of a {whose}", shown, "", asking),
        Operation("GET", f"{parent}/images/new", f"What a {whose}'s image is made of", attributes, same, asking),
    )


def _writing(parent: str, whose: str, asking: tuple[Parameter, ...]) -> tuple[Operation, ...]:
    images, image = f"{parent}/images", f"{parent}/images/{{id}}"
    post = (OTHER, *asking)
    created: Answers = {201: CREATED, 301: NOWHERE, **THERE, **WRITING}
    updated: Answers = {201: UPDATED, **ONE, **WRITING}
    deleted: Answers = {204: DELETED, **ONE}
    either: Answers = {**updated, 204: DELETED, 301: NOWHERE}
    address = "Admins only. The address alone says under what the image hangs."
    sent = "Admins only. Only what is sent changes."
    posting = "For those who can only POST; admins only. A POST that names no other method has nothing to do here."
    update, by_post = f"Update an image of a {whose}", f"Update or delete an image of a {whose} by a POST"
    return (
        Operation("POST", images, f"Create an image of a {whose}", created, address, post, for_create()),
        Operation("PUT", image, update, updated, sent, asking, for_update()),
        Operation("PATCH", image, update, updated, sent, asking, for_update()),
        Operation("DELETE", image, f"Delete an image of a {whose}", deleted, "Admins only.", asking),
        Operation("POST", image, by_post, either, posting, post, for_override()),
    )


OPERATIONS = (
    *_operations("/api/v1/products/{product_id}", "product", ()),
    *_operations("/api/v1/variants/{variant_id}", "variant", (STRAY,)),
)
