"""The preview for `/openapi.json`, for products and for collections."""

from web.admin.gallery.openapi import GALLERIES, READ
from web.admin.preview import openapi_examples as examples
from web.admin.shell.openapi_parts import NUMBER, data
from web.http.operations import Operation, Parameter

SIDE = "by id, or 0 for what every store inherits."


def _operation(gallery: str) -> Operation:
    return Operation(
        "GET",
        f"{gallery}/preview",
        "Compare what shoppers of two stores see",
        {**data(examples.PREVIEW, "Both sides, and where they differ"), **READ},
        parameters=(
            Parameter("left", f"A store, {SIDE} Without it, the default store.", NUMBER),
            Parameter("right", f"A store, {SIDE} Without it, the next one.", NUMBER),
            Parameter("image", "The image that is large, where the store shows it.", NUMBER),
            Parameter("variation", "Only images of this variation, and those of none.", NUMBER),
        ),
    )


OPERATIONS = tuple(_operation(gallery) for gallery in GALLERIES)
