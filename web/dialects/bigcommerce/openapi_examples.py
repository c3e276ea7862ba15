"""The document's own examples, and one of each that it shows none of."""

from collections.abc import Mapping, Sequence
from typing import Final

from web.dialects.bigcommerce.errors import invalid
from web.dialects.bigcommerce.intake import NOT_DOWNLOADED

LISTED: Final[Sequence[Mapping[str, object]]] = (
    {
        "id": 5,
        "product_id": 28,
        "image_file": "sample_images/picture_1__48492.png",
        "is_thumbnail": True,
        "sort_order": 0,
        "description": "",
        "date_created": "Mon, 26 Oct 2009 05:08:32 +0000",
    },
    {
        "id": 6,
        "product_id": 28,
        "image_file": "sample_images/overview_hero__21040.jpg",
        "is_thumbnail": False,
        "sort_order": 1,
        "description": "",
        "date_created": "Mon, 26 Oct 2009 05:08:32 +0000",
    },
)
SHOWN: Final = {
    "id": 116,
    "product_id": 29,
    "image_file": "p/022/astonishing-x-men-1-100k__36562.jpg",
    "is_thumbnail": False,
    "sort_order": 0,
    "description": "",
    "date_created": "Fri, 21 Dec 2012 18:54:04 +0000",
}
UPDATED: Final = {
    "id": 118,
    "product_id": 30,
    "image_file": "k/392/ud2vk0n1l0zcfr7gtlqi__43888.png",
    "is_thumbnail": False,
    "sort_order": 1,
    "description": "",
    "date_created": "Fri, 21 Dec 2012 19:01:03 +0000",
}
# Neither of these is in the document, which shows no request and no refusal.
POST: Final = {"image_file": "astonishing-x-men-1-100k.jpg", "is_thumbnail": False, "sort_order": 0, "description": ""}
PUT: Final = {"is_thumbnail": False, "sort_order": 1, "description": ""}
INVALID: Final = invalid("image_file", NOT_DOWNLOADED.format("http://example.com/x.jpg"))
