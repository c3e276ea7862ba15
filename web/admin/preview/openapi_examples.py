"""Example of the preview: the English store beside the French one."""

from web.admin.gallery.data import LabelData
from web.admin.gallery.openapi_examples import FRENCH_LABEL, IMAGE, LABEL
from web.admin.preview.data import PreviewData, PreviewImageData, PreviewLinks, PreviewSideData, differences
from web.admin.shell.data import StoreData
from web.admin.shell.openapi_examples import DOG, ENGLISH, FRENCH, OWNER, PICTURE_FILE
from web.http.urls import with_query


def _side(store: StoreData, label: LabelData) -> PreviewSideData:
    url = with_query(IMAGE.url, store=store.id)
    return PreviewSideData(
        store=store,
        images=(PreviewImageData(id=90, url=url, place=1, label=label, picture=PICTURE_FILE),),
        chosen=90,
        card=90,
        hover=None,
    )


LEFT, RIGHT = _side(ENGLISH, LABEL), _side(FRENCH, FRENCH_LABEL)
PREVIEW = PreviewData(
    owner=OWNER,
    revision=4,
    variation=None,
    left=LEFT,
    right=RIGHT,
    differences=differences(LEFT, RIGHT),
    links=PreviewLinks(events=f"{DOG}/events"),
)
