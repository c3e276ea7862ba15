"""Examples of a gallery's answers: before an edit and after it, an upload, a copy."""

from web.admin.gallery.copying import CopiedData, TargetData, TargetsData
from web.admin.gallery.data import (
    EditData,
    FindingData,
    FocusData,
    ImageData,
    LabelData,
    PlaceData,
    RoleData,
    VisibilityData,
)
from web.admin.gallery.page import GalleryData, GalleryLinks, RoleName, StoreSummary
from web.admin.gallery.pending_uploads import DuplicateUse
from web.admin.gallery.uploads import PendingUpload
from web.admin.shell.data import PictureData, StoreData
from web.admin.shell.openapi_examples import (
    COLLECTION,
    DOG,
    LABELLED,
    NEW_PICTURE,
    OWNER,
    PENDING_PICTURE,
    PICTURE,
    STORES,
    UPLOADED,
)
from web.http.pages.problems import TYPES, FieldProblem
from web.http.urls import with_query

TAKEN = "gAAAAAB…"
IN_ENGLISH, IN_FRENCH = "A dog on a beach", "Un chien sur une plage"
LABEL = LabelData(text=IN_ENGLISH, source="default")
FRENCH_LABEL = LabelData(text=IN_FRENCH, source="store")
SHOWN = VisibilityData(hidden=False, source="default")
PLACE = PlaceData(rank=1, position=1, source="default")
ROLES = (RoleData(code="image", source="default"), RoleData(code="small_image", source="default"))
BACKGROUND = FindingData(rule="mostly_background", facts={"percent": 93})


def _image(picture: PictureData, focus: FocusData | None, *findings: FindingData, new: bool = False) -> ImageData:
    """The image as it was added, or with what it was given since."""
    return ImageData(
        id=90,
        url=f"{DOG}/images/90",
        details=f"{DOG}/images/90/details",
        label=LabelData(text=None, source="default") if new else LABEL,
        visibility=SHOWN,
        place=PLACE,
        roles=() if new else ROLES,
        focus=focus,
        variations=() if new else (5595,),
        picture=picture,
        findings=findings,
        created_at=UPLOADED,
        updated_at=UPLOADED if new else LABELLED,
    )


def _gallery(image: ImageData, revision: int, edit: EditData | None = None) -> GalleryData:
    return GalleryData(
        owner=OWNER,
        revision=revision,
        store=None,
        stores=tuple(_summary(store, labelled=image.label.text is not None) for store in STORES),
        roles=(
            RoleName("image", "Base image"),
            RoleName("small_image", "Small image"),
            RoleName("thumbnail", "Thumbnail"),
        ),
        own_order=False,
        images=(image,),
        max_bytes=25 * 2**20,
        links=GalleryLinks(
            labels=f"{DOG}/labels",
            labels_csv=f"{DOG}/labels.csv",
            preview=f"{DOG}/preview",
            history="/admin/history?owner=3",
            events=f"{DOG}/events",
        ),
        edit=edit,
    )


def _summary(store: StoreData, *, labelled: bool) -> StoreSummary:
    return StoreSummary(
        id=store.id,
        code=store.code,
        name=store.name,
        locale=store.locale,
        default=store.default,
        active=store.active,
        url=with_query(DOG, store=store.id),
        images=1,
        labelled=int(labelled),
    )


IMAGE = _image(PICTURE, FocusData(x=42.5, y=60.0), BACKGROUND)
REPLACED_IMAGE = _image(NEW_PICTURE, None, BACKGROUND)
NEW_IMAGE = _image(PICTURE, None, BACKGROUND, new=True)

EDIT = EditData(entry=12, added=(), changed=(90,), removed=())
REPLACEMENT = EditData(entry=18, added=(), changed=(90,), removed=())
ADDED_AND_REFUSED = EditData(
    entry=11,
    added=(90,),
    changed=(),
    removed=(),
    refused=(
        FieldProblem(
            type=f"{TYPES}not-a-picture",
            field="files",
            name="notes.txt",
            detail="notes.txt is not a picture, or it is damaged. Save it as JPEG, PNG, GIF, WebP or AVIF.",
        ),
    ),
)
GALLERY = _gallery(IMAGE, 4)
EDITED = _gallery(IMAGE, 5, EDIT)
REPLACED = _gallery(REPLACED_IMAGE, 5, REPLACEMENT)
ADDED = _gallery(NEW_IMAGE, 1, ADDED_AND_REFUSED)

PENDING = PendingUpload(
    taken=TAKEN,
    content=PENDING_PICTURE.sha256,
    here=None,
    elsewhere=(DuplicateUse(COLLECTION.name, COLLECTION.url),),
)
TARGETS = TargetsData(
    targets=(TargetData(to=f"{COLLECTION.kind}/{COLLECTION.id}", name=COLLECTION.name, sku=COLLECTION.sku),)
)
COPIED = CopiedData(owner=COLLECTION, edit=EditData(entry=14, added=(93,), changed=(), removed=()))
