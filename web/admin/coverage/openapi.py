"""The coverage report for `/openapi.json`."""

from web.admin.coverage import openapi_examples as examples
from web.admin.coverage.data import HERE
from web.admin.home.openapi import KIND
from web.admin.shell.openapi_parts import MISSING, NUMBER, READING, TEXT, data
from web.http.operations import Body, Operation, Parameter
from web.services.insight.coverage import CONDITIONS

BEHIND = (
    Parameter("store", "A store, by id. Required.", NUMBER),
    Parameter("about", "The condition, by its code. Required.", {"enum": list(CONDITIONS)}),
    KIND,
)

OPERATIONS = (
    Operation(
        "GET",
        HERE,
        "Count the images of each store, and those without a text or with one that helps nobody",
        {**data(examples.COVERAGE, "The stores with their numbers"), **READING},
        parameters=(KIND,),
    ),
    Operation(
        "GET",
        f"{HERE}/images",
        "List the images behind one of those numbers",
        {**data(examples.COUNTED_IMAGES, "A page of the images"), **MISSING, **READING},
        parameters=(*BEHIND, Parameter("after", "Where the page begins; `next` in the answer has it.", NUMBER)),
    ),
    Operation(
        "GET",
        f"{HERE}/images.csv",
        "List all images behind one of those numbers as CSV",
        {200: ("A row for each image", [Body("text/csv", TEXT)]), **MISSING, **READING},
        parameters=BEHIND,
    ),
)
