"""Examples of the coverage report: the numbers of each store, and the images behind one of them."""

from web.admin.coverage.data import (
    ConditionData,
    CountedImageData,
    CountedImagesData,
    CountedOwnerData,
    CoverageData,
    CoverageDayData,
    StoreCoverageData,
    images_address,
)
from web.admin.gallery.openapi_examples import IMAGE, IN_ENGLISH, LABEL
from web.admin.shell.data import StoreData
from web.admin.shell.openapi_examples import ENGLISH, FRENCH, GERMAN, LABELLED, OWNER, PICTURE_FILE
from web.http.urls import with_query
from web.services.insight.coverage import CONDITIONS

IMAGES = 24


def _store(store: StoreData, **found: int) -> StoreCoverageData:
    """`found`: how many images, by condition."""
    labelled = IMAGES - found.get("missing", 0)
    share = labelled / IMAGES
    return StoreCoverageData(
        store=store,
        images=IMAGES,
        labelled=labelled,
        share=share,
        conditions={
            code: ConditionData(count=found.get(code, 0), images=images_address("", store.id, code))
            for code in CONDITIONS
        },
        trend=(CoverageDayData(day=LABELLED.date(), share=share),),
    )


COVERAGE = CoverageData(
    kind="",
    stores=(
        _store(ENGLISH, file_name=2),
        _store(FRENCH, missing=3, outdated=1),
        _store(GERMAN, missing=6, inherited=1),
    ),
)
COUNTED_IMAGES = CountedImagesData(
    about="inherited",
    store=GERMAN,
    kind="",
    images=(
        CountedImageData(
            id=IMAGE.id,
            url=with_query(IMAGE.url, store=GERMAN.id),
            owner=CountedOwnerData(kind=OWNER.kind, id=OWNER.id, name=OWNER.name, url=OWNER.url),
            label=LABEL,
            inherited=IN_ENGLISH,
            picture=PICTURE_FILE,
        ),
    ),
    next=None,
    csv=images_address("", GERMAN.id, "inherited", ".csv"),
)
