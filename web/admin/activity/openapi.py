"""History and trash for `/openapi.json`; the undo is an address of each gallery."""

from web.admin.activity import openapi_examples as examples
from web.admin.shell.openapi_parts import BODY, IDEMPOTENCY_KEY, MISSING, NUMBER, READING, data, fields, form
from web.http.operations import Operation, Parameter

DONE = {**data(examples.EMPTY, "The trash as it is now"), **READING, **BODY}
PUT_BACK = {
    **data(examples.PUT_BACK, "The trash as it is now; `edit` says what was put back"),
    **MISSING,
    **READING,
    **BODY,
}
IMAGE = "/admin/trash/{image_id}"
NOTHING = form(fields({}), {})

OPERATIONS = (
    Operation(
        "GET",
        "/admin/history",
        "Read the journal: what was changed, by whom, through which channel",
        {**data(examples.HISTORY, "The newest entries first"), **READING},
        text="Whatever is no number, or no known channel, filters nothing. An entry is undone at `{owner.url}/undo`.",
        parameters=(
            Parameter("owner", "Of one gallery alone: follow its `links.history`.", NUMBER),
            Parameter("image", "What concerns this image.", NUMBER),
            Parameter("person", "What this person did.", NUMBER),
            Parameter("way", "What came through this channel: an API by its code, `admin` or `cli`."),
            Parameter("before", "Entries older than this one, as `next` has it.", NUMBER),
        ),
    ),
    Operation(
        "GET",
        "/admin/trash",
        "List removed images that can be put back",
        {**data(examples.TRASH, "The latest removal first"), **READING},
        parameters=(Parameter("before", "The end of the page before, as `next` has it."),),
    ),
    Operation(
        "POST",
        f"{IMAGE}/back",
        "Put a removed image back where it was",
        PUT_BACK,
        text="With its labels, its place, and the roles that nobody has taken since.",
        parameters=(IDEMPOTENCY_KEY,),
        body=NOTHING,
    ),
    Operation(
        "POST",
        f"{IMAGE}/delete",
        "Delete a removed image for good (admins)",
        {**DONE, **MISSING},
        parameters=(IDEMPOTENCY_KEY,),
        body=NOTHING,
    ),
    Operation(
        "POST",
        "/admin/trash/empty",
        "Delete all removed images for good (admins)",
        DONE,
        parameters=(IDEMPOTENCY_KEY,),
        body=NOTHING,
    ),
)
