"""The list of products and collections for `/openapi.json`."""

from web.admin.home import openapi_examples as examples
from web.admin.shell.openapi_parts import NUMBER, READING, data
from web.http.operations import Operation, Parameter

KIND = Parameter("kind", "Only these. Without it, both.", {"enum": ["products", "collections"]})

OPERATIONS = (
    Operation(
        "GET",
        "/admin/",
        "Find products and collections",
        {**data(examples.OWNERS, "A page of those that were found"), **READING},
        text="What means nothing in the query narrows nothing: `search` in the answer says what was understood.",
        parameters=(
            Parameter("q", "A part of a name, a SKU, a slug or a label of theirs."),
            KIND,
            Parameter(
                "lacks",
                "Only those without images (`images`), with an image that shoppers of a store see without a text "
                "(`label-` and the store's id), with pictures to look at (`notes`), or hidden in the shop (`hidden`).",
                {"type": "string", "pattern": r"^(images|notes|hidden|label-\d{1,15})$"},
            ),
            Parameter("sort", "By name, or the latest change first.", {"enum": ["name", "changed"], "default": "name"}),
            Parameter("after", "Where the page begins; `next` in the answer has it.", NUMBER),
            Parameter("before", "Where the page ends; `previous` in the answer has it.", NUMBER),
        ),
    ),
)
