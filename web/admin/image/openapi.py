"""The addresses of an image at every store for `/openapi.json`."""

from collections.abc import Iterator

from web.admin.gallery import openapi_examples as gallery_examples
from web.admin.gallery.openapi import GALLERIES, ONE, PIXEL, READ, WRITE, WRITING
from web.admin.image import openapi_examples as examples
from web.admin.shell.openapi_parts import (
    FLAG,
    IDEMPOTENCY_KEY,
    NUMBER,
    NUMBERS,
    ONE_FILE,
    STORE,
    TEXT,
    TEXTS,
    data,
    fields,
    form,
    intention,
    one_of,
)
from web.http.operations import Operation, Parameter

VALUES = {
    "label": TEXT,
    "empty": FLAG,
    "seen": {"enum": ["", "shown", "hidden"]},
    "place": NUMBER,
    "roles": TEXTS,
}
AT = {"store": {"type": "integer", "description": "0, or left out: what every store inherits"}}
DETAILS = (
    intention("values", {**AT, **VALUES}),
    intention("variations", {"variations": NUMBERS}, "variations"),
    intention("inherit-place", AT, "store"),
    *({**one, "properties": {**one["properties"], **AT}} for one in ONE),  # type: ignore[dict-item]
)
TAKEN = Parameter("taken", "What the new file goes by.")


def _operations(image: str) -> Iterator[Operation]:
    yield Operation(
        "GET",
        image,
        "Read everything about an image, at every store",
        {**data(examples.DETAILS, "The image"), **READ},
        text="The answer has an ETag, which If-Match takes.",
        parameters=(STORE,),
    )
    yield Operation(
        "POST",
        image,
        "Change an image at one store",
        {**data(examples.EDITED, "The image as it is now; the gallery, where it was removed"), **WRITE},
        text="With `do` = `values`, what is left out stays as it is; `store` says where.",
        parameters=WRITING,
        body=one_of(DETAILS, {"do": "values", "store": 2, "label": gallery_examples.IN_FRENCH, "seen": "shown"}),
    )
    yield Operation(
        "POST",
        f"{image}/file",
        "Send a new picture, to be compared before it counts",
        {**data(examples.REPLACING, "Both pictures", 201), **WRITE},
        parameters=(IDEMPOTENCY_KEY,),
        body=form(fields({"files": ONE_FILE}, "files"), {"files": [{"content": PIXEL}]}),
    )
    yield Operation(
        "GET",
        f"{image}/replacement",
        "Compare both pictures",
        {**data(examples.REPLACING, "Both pictures"), **READ},
        parameters=(TAKEN,),
    )
    yield Operation(
        "POST",
        f"{image}/replacement",
        "Replace the picture, or keep the present one",
        {**data(examples.REPLACED, "The image as it is now"), **WRITE},
        parameters=WRITING,
        body=one_of(
            (
                intention("replace", {"taken": TEXT, "number": NUMBER}, "taken", "number"),
                intention("forget", {"taken": TEXT}, "taken"),
            ),
            {"do": "replace", "taken": gallery_examples.TAKEN, "number": 90},
        ),
    )


OPERATIONS = tuple(
    operation for gallery in GALLERIES for operation in _operations(f"{gallery}/images/{{image_id}}/details")
)
