"""Examples of an image at every store, and of two pictures to compare."""

from web.admin.gallery.data import EditData, ImageData, LabelData
from web.admin.gallery.openapi_examples import (
    BACKGROUND,
    EDIT,
    FRENCH_LABEL,
    IMAGE,
    LABEL,
    PLACE,
    REPLACED_IMAGE,
    REPLACEMENT,
    ROLES,
    SHOWN,
    TAKEN,
)
from web.admin.image.data import DetailsData, DetailsLinks, DialectData, StoreImageData, VariationData
from web.admin.image.replacing import PictureSideData, ReplacingData
from web.admin.shell.data import StoreData
from web.admin.shell.openapi_examples import BASE, DOG, ENGLISH, FRENCH, GERMAN, OWNER, PENDING_PICTURE, PICTURE
from web.http.urls import with_query

CONFIRMED = f"{IMAGE.details}/replacement"


def _details(image: ImageData, revision: int, edit: EditData | None = None) -> DetailsData:
    original = f"{BASE}{image.picture.urls['original']}"
    return DetailsData(
        owner=OWNER,
        revision=revision,
        image=image,
        stores=(
            _at_store(None, LABEL),
            _at_store(ENGLISH, LABEL),
            _at_store(FRENCH, FRENCH_LABEL),
            _at_store(GERMAN, LABEL),
        ),
        variations=(
            VariationData(id=5595, name="Small", sku="DOG-8-S", linked=True),
            VariationData(id=5596, name="Large", sku="DOG-8-L", linked=False),
        ),
        dialects=(
            DialectData(dialect="token", resource=f"{BASE}/api/products/8/images/90", pictures={"f": original}),
            DialectData(dialect="packshot", resource=f"{BASE}{IMAGE.details}", pictures={"original": original}),
        ),
        links=DetailsLinks(
            gallery=DOG,
            history="/admin/history?image=90",
            previous=None,
            next=None,
            events=f"{DOG}/events",
        ),
        edit=edit,
    )


def _at_store(store: StoreData | None, label: LabelData) -> StoreImageData:
    return StoreImageData(store=store, removed=False, label=label, visibility=SHOWN, place=PLACE, roles=ROLES, images=1)


DETAILS, EDITED = _details(IMAGE, 4), _details(IMAGE, 5, EDIT)
REPLACED = _details(REPLACED_IMAGE, 5, REPLACEMENT)
REPLACING = ReplacingData(
    owner=OWNER,
    image=IMAGE.id,
    taken=TAKEN,
    number=PICTURE.number,
    same=False,
    before=PictureSideData(picture=PICTURE, findings=(BACKGROUND,)),
    after=PictureSideData(picture=PENDING_PICTURE, findings=(BACKGROUND,)),
    new=with_query(f"{CONFIRMED}/picture", taken=TAKEN),
    here=CONFIRMED,
)
