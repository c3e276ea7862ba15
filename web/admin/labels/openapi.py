"""The texts of a gallery for `/openapi.json`, for products and for collections."""

from collections.abc import Iterator

from web.admin.gallery.openapi import GALLERIES, READ, WRITE
from web.admin.labels import openapi_examples as examples
from web.admin.shell.openapi_parts import BODY, FILE, IDEMPOTENCY_KEY, IF_MATCH, NUMBER, TEXT, data, fields, form
from web.http.operations import Body, Operation

STORE = {**NUMBER, "description": "0: what every store inherits"}
TEXT_OR_NONE = {"type": ["string", "null"], "description": "Null: none of its own; empty: on purpose"}
CELL = fields({"image": NUMBER, "store": STORE, "text": TEXT_OR_NONE, "was": TEXT_OR_NONE}, "image", "store", "text")
CELLS = fields(
    {
        "cells": {"type": "array", "items": {**CELL, "additionalProperties": False}},
        "seen": {**NUMBER, "description": "The revision that was read; if it still counts, only rows sent come back"},
    },
    "cells",
)
SHEET = fields({"file": FILE}, "file")
EXAMPLE = [
    {"image": 90, "store": 3, "was": None, "text": examples.IN_GERMAN},
    {"image": 90, "store": 2, "was": None, "text": "Un chien"},  # where somebody else was first
]
UPLOADED = {
    "type": "object",
    "properties": {"file": {"type": "string", "contentMediaType": "text/csv"}},
    "required": ["file"],
}


def _operations(gallery: str) -> Iterator[Operation]:
    yield Operation(
        "GET",
        f"{gallery}/labels",
        "Read all texts of a gallery",
        {**data(examples.LABELS, "A row for each image, with a cell for each store"), **READ},
        text="The answer has the ETag of the gallery, which If-Match takes.",
    )
    yield Operation(
        "POST",
        f"{gallery}/labels",
        "Write texts, of any images and stores at once",
        {**data(examples.SAVED, "The texts as they are now; `edit` says what was saved, and what was not"), **WRITE},
        text="A cell whose text is no longer what it `was` is not written and comes back in `edit.conflicts`, while "
        "the others are written in one entry of the journal. Without `was` it does not matter what is there.",
        parameters=(IF_MATCH, IDEMPOTENCY_KEY),
        body=form(CELLS, {"cells": EXAMPLE}),
    )
    yield Operation(
        "GET",
        f"{gallery}/labels.csv",
        "Download all texts of a gallery as CSV",
        {200: ("A line for each image, UTF-8", [Body("text/csv", TEXT)]), **READ},
        text="A column `label` for all stores, and one such as `label:french` for each store.",
    )
    yield Operation(
        "POST",
        f"{gallery}/labels/preview",
        "See what a CSV file would change",
        {**data(examples.PREVIEW, "What to send as `cells` to write it; nothing is written yet"), **READ, **BODY},
        text="A column that is not there, and a line that is not there, leave texts as they are; an empty cell is no "
        "text. What is not understood is left out and comes back in `problems`.",
        parameters=(IDEMPOTENCY_KEY,),
        body=[
            *form(SHEET, {"file": {"name": "labels.csv", "content": examples.CSV_FILE}}),
            Body("multipart/form-data", UPLOADED),
        ],
    )


OPERATIONS = tuple(operation for gallery in GALLERIES for operation in _operations(gallery))
