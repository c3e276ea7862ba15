"""The addresses of a gallery for `/openapi.json`, for products and for collections."""

from collections.abc import Iterator

from web.admin.gallery import openapi_examples as examples
from web.admin.shell.openapi_parts import (
    BODY,
    CONDITION,
    FILE,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    MISSING,
    NUMBER,
    NUMBERS,
    ONE_FILE,
    READING,
    STORE,
    TEXT,
    TEXTS,
    Answers,
    data,
    fields,
    form,
    intention,
    one_of,
)
from web.http.operations import Operation, Parameter

GALLERIES = ("/admin/products/{product_id}", "/admin/collections/{kind}/{collection_id}")
READ: Answers = {**MISSING, **READING}
WRITE: Answers = {**READ, **BODY, **CONDITION}
CHANGED = "The gallery as it is now; `edit` says what was changed"
EDITED, REPLACED = data(examples.EDITED, CHANGED), data(examples.REPLACED, CHANGED)
ADDED = data(examples.ADDED, "The gallery as it is now; `edit` says what was added and refused", 201)
WRITING = (STORE, IF_MATCH, IDEMPOTENCY_KEY)

ONE = (
    intention("label", {"label": TEXT, "was": TEXT}, "label"),
    intention(("inherit-label", "no-label", "decorative", "keep")),
    intention(("up", "down", "first", "last")),
    intention("place", {"place": NUMBER}, "place"),
    intention("roles", {"roles": TEXTS}, "roles"),
    intention(("inherit-roles", "hide", "show", "inherit-shown", "remove")),
    intention("focus", {"focus_x": {"type": "number"}, "focus_y": {"type": "number"}}, "focus_x", "focus_y"),
)
SELECTED = {"images": {**NUMBERS, "minItems": 1}}
SEVERAL = (
    intention(("hide", "show", "inherit-shown", "remove", "first", "last"), SELECTED, "images"),
    intention(("no-label", "decorative", "inherit-label"), SELECTED, "images"),
    intention("label", {"label": TEXT, **SELECTED}, "label", "images"),
    intention("role", {"role": TEXT, **SELECTED}, "role", "images"),
    intention("place", {"place": NUMBER, **SELECTED}, "place", "images"),
    intention("copy", {"find": TEXT, **SELECTED}, "find", "images"),
    fields({"to": TEXT, **SELECTED}, "to", "images"),
)
FILES = fields({"files": {"type": "array", "items": FILE}, "addresses": TEXTS, "taken": TEXTS})
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def _operations(gallery: str) -> Iterator[Operation]:
    image = f"{gallery}/images/{{image_id}}"
    yield Operation(
        "GET",
        gallery,
        "Read a gallery",
        {**data(examples.GALLERY, "The gallery"), **READ},
        text="The answer has an ETag, which If-Match takes.",
        parameters=(STORE,),
    )
    yield Operation(
        "POST",
        f"{gallery}/images",
        "Add images",
        {**ADDED, **WRITE},
        text="Pictures come as base64 in `files`, by their `addresses`, as what `…/files` has `taken`, or as files of "
        "a multipart form. One that is refused keeps out none of the others.",
        parameters=WRITING,
        body=form(FILES, {"files": [{"name": "front.png", "content": PIXEL}]}),
    )
    yield Operation(
        "POST",
        f"{gallery}/files",
        "Send one file, to be added later",
        {**data(examples.PENDING, "What to add it by, for a day"), **WRITE},
        parameters=(IDEMPOTENCY_KEY,),
        body=form(fields({"files": ONE_FILE}, "files"), {"files": [{"content": PIXEL}]}),
    )
    yield Operation(
        "POST",
        f"{gallery}/addresses",
        "Fetch one picture, to be added later",
        {**data(examples.PENDING, "What to add it by, for a day"), **WRITE},
        parameters=(IDEMPOTENCY_KEY,),
        body=form(fields({"address": TEXT}, "address"), {"address": "https://example.com/front.jpg"}),
    )
    yield Operation(
        "GET",
        image,
        "Read an image as a store shows it",
        {**data(examples.IMAGE, "The image"), **READ},
        parameters=(STORE,),
    )
    yield Operation(
        "POST",
        image,
        "Change an image",
        {**EDITED, **WRITE},
        text="`do` says what is to be done. `was`: the label as it was read; 409 where somebody changed it since.",
        parameters=WRITING,
        body=one_of(ONE, {"do": "label", "label": examples.IN_ENGLISH}),
    )
    yield Operation(
        "POST",
        f"{image}/picture",
        "Replace the picture of an image",
        {**REPLACED, **WRITE},
        text="Labels, roles and places stay.",
        parameters=WRITING,
        body=form(
            fields({"files": ONE_FILE, "address": TEXT}),
            {"files": [{"name": "front.png", "content": PIXEL}]},
        ),
    )
    yield Operation(
        "POST",
        f"{gallery}/several",
        "Change several images at once, or copy them",
        {**EDITED, **data(examples.COPIED, "Copied to another owner", 201), **WRITE},
        parameters=WRITING,
        body=one_of(SEVERAL, {"do": "label", "label": examples.IN_ENGLISH, "images": [90]}),
    )
    yield Operation(
        "POST",
        f"{gallery}/order",
        "Let a store follow the default order again",
        {**EDITED, **WRITE},
        parameters=WRITING,
        body=form(fields({}), {}),
    )
    yield Operation(
        "POST",
        f"{gallery}/undo",
        "Undo an entry of this gallery's journal",
        {**EDITED, **WRITE},
        parameters=WRITING,
        body=form(fields({"entry": NUMBER}, "entry"), {"entry": 12}),
    )
    yield Operation(
        "GET",
        f"{gallery}/targets",
        "Find products and collections to copy images to",
        {**data(examples.TARGETS, "The first of those that are called so"), **READ},
        parameters=(Parameter("find", "A part of a name, SKU or slug."),),
    )


OPERATIONS = tuple(operation for gallery in GALLERIES for operation in _operations(gallery))
