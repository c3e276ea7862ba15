"""Products and collections as a search finds them, free of words: for programs, and for the first page.

Part of Packshot's own API, like `web/admin/gallery/data.py`.
"""

from datetime import datetime

import msgspec

from web.admin.shell.data import OwnerData, PictureFileData, owner_data, picture_file
from web.gallery.clock import as_datetime
from web.services.catalogue.browse import LabelShare, Order, OwnerRow, SearchPage


class SearchData(msgspec.Struct, frozen=True, kw_only=True):
    """What was searched for, as it was understood: what means nothing in the address is not here."""

    q: str  # empty: anything
    kind: str  # products, collections, or empty for both
    lacks: str  # images, notes, hidden, label-{id of a store}, or empty for all of them
    sort: Order


class LabelShareData(msgspec.Struct, frozen=True, kw_only=True):
    """Images at a store, which is named by its id and its code. `labelled`: with a text, or with none on purpose."""

    id: int
    code: str
    images: int
    labelled: int


class ListedOwnerData(OwnerData, frozen=True, kw_only=True):
    """An owner with the state of its gallery, by which it is picked from a list."""

    images: int
    images_with_findings: int  # of the quality check
    changed_at: datetime | None  # the gallery; null: never
    picture: PictureFileData | None  # of the first image; null without any
    coverage: tuple[LabelShareData, ...]  # a store without an image is left out


class OwnersData(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the list. `total`: on all pages; `previous` and `next`: the pages beside it, null where it ends."""

    search: SearchData
    total: int
    owners: tuple[ListedOwnerData, ...]
    previous: str | None
    next: str | None


def owners_data(search: SearchData, found: SearchPage, previous: str | None, next: str | None) -> OwnersData:
    return OwnersData(
        search=search,
        total=found.total,
        owners=tuple(_listed(owner, coverage) for owner, coverage in found.owners),
        previous=previous,
        next=next,
    )


def _listed(owner: OwnerRow, coverage: tuple[LabelShare, ...]) -> ListedOwnerData:
    return ListedOwnerData(
        **msgspec.structs.asdict(owner_data(owner)),
        images=owner.images,
        images_with_findings=owner.images_with_findings,
        changed_at=as_datetime(owner.changed_at) if owner.changed_at else None,
        picture=picture_file(owner.first) if owner.first else None,
        coverage=tuple(
            LabelShareData(id=one.store.id, code=one.store.code, images=one.images, labelled=one.labelled)
            for one in coverage
        ),
    )
