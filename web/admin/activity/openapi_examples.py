"""Examples of the journal and of the trash."""

from datetime import datetime

from web.admin.activity.data import (
    ChangedImage,
    ChangedLabel,
    ChangedRole,
    Difference,
    EntryData,
    HistoryData,
    ImageSummary,
    NamedOwner,
    NamedPerson,
    RoleHolder,
    TrashData,
    TrashedImageData,
)
from web.admin.gallery.data import EditData
from web.admin.gallery.openapi_examples import IN_ENGLISH, IN_FRENCH
from web.admin.shell.data import PersonData
from web.admin.shell.openapi_examples import ADA, LABELLED, OWNER, PICTURE_FILE, REMOVED, REMOVED_FILE, SAM, UPLOADED

THEIRS = NamedOwner(kind=OWNER.kind, id=OWNER.id, name=OWNER.name, url=OWNER.url)
DAYS = 30


def _named(person: PersonData) -> NamedPerson:
    return NamedPerson(id=person.id, name=person.name)


def _entry(number: int, at: datetime, person: PersonData, channel: str, *changes: Difference) -> EntryData:
    return EntryData(
        id=number, at=at, person=_named(person), channel=channel, owner=THEIRS, undoes=None, changes=changes
    )


HISTORY = HistoryData(
    entries=(
        _entry(13, LABELLED, ADA, "admin", ChangedLabel(image=90, store=2, before=None, after=IN_FRENCH)),
        _entry(
            12,
            LABELLED,
            ADA,
            "admin",
            ChangedLabel(image=90, before=None, after=IN_ENGLISH),
            ChangedRole(role="image", store=None, before=None, after=RoleHolder(image=90)),
        ),
        _entry(
            11,
            UPLOADED,
            SAM,
            "packshot",
            ChangedImage(image=90, before=None, after=ImageSummary(label=None, picture=PICTURE_FILE)),
        ),
    ),
    next="/admin/history?before=11",
)
TRASH = TrashData(
    images=(
        TrashedImageData(
            id=91,
            owner=THEIRS,
            label="The face of the dog",
            picture=REMOVED_FILE,
            at=REMOVED,
            person=_named(ADA),
            channel="admin",
        ),
    ),
    next=None,
    days=DAYS,
)
EMPTY = TrashData(images=(), next=None, days=DAYS)
PUT_BACK = TrashData(images=(), next=None, days=DAYS, edit=EditData(entry=17, added=(91,), changed=(), removed=()))
