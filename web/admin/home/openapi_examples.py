"""Example of the list of products and collections."""

from web.admin.home.data import LabelShareData, ListedOwnerData, OwnersData, SearchData
from web.admin.shell.openapi_examples import LABELLED, OWNER, PICTURE_FILE, STORES

OWNERS = OwnersData(
    search=SearchData(q="dog", kind="products", lacks="", sort="name"),
    total=1,
    owners=(
        ListedOwnerData(
            kind=OWNER.kind,
            id=OWNER.id,
            name=OWNER.name,
            sku=OWNER.sku,
            slug=OWNER.slug,
            visible=OWNER.visible,
            supports_images=OWNER.supports_images,
            url=OWNER.url,
            images=1,
            images_with_findings=1,
            changed_at=LABELLED,
            picture=PICTURE_FILE,
            coverage=tuple(LabelShareData(id=one.id, code=one.code, images=1, labelled=1) for one in STORES),
        ),
    ),
    previous=None,
    next=None,
)
