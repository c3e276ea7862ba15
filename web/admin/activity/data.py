"""Journal entries and the trash, free of words: for programs, and for the pages of what was done.

Part of Packshot's own API, like `web/admin/gallery/data.py`.
"""

from datetime import datetime

import msgspec

from web.admin.gallery.data import EditData, FocusData
from web.admin.shell.data import PictureFileData
from web.admin.shell.owners import address_of
from web.gallery.model import Actor
from web.gallery.owner import Kind


class NamedOwner(msgspec.Struct, frozen=True, kw_only=True):
    """A product or a collection, by the id that the shop knows it by."""

    kind: Kind
    id: int
    name: str
    url: str


class NamedPerson(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    name: str


class ImageSummary(msgspec.Struct, frozen=True, kw_only=True):
    """An image as it was when it came or went."""

    label: str | None
    picture: PictureFileData


class RoleHolder(msgspec.Struct, frozen=True, kw_only=True):
    """Who was chosen for a role. `image`: null where a store wants nobody."""

    image: int | None


class Changed(msgspec.Struct, frozen=True, kw_only=True, tag_field="field"):
    """A difference of an image. `store`: null for what every store inherits, and what is the same at every store."""

    image: int
    store: int | None = None


class ChangedImage(Changed, frozen=True, kw_only=True, tag="image"):
    """`before`: null where it was added; `after`: null where it was removed from the gallery."""

    before: ImageSummary | None
    after: ImageSummary | None


class ChangedPicture(Changed, frozen=True, kw_only=True, tag="picture"):
    before: PictureFileData
    after: PictureFileData


class ChangedLabel(Changed, frozen=True, kw_only=True, tag="label"):
    """Null: none of its own, so that a store inherits; empty: on purpose."""

    before: str | None
    after: str | None


class ChangedPosition(Changed, frozen=True, kw_only=True, tag="position"):
    """Null: none of its own, so that a store inherits."""

    before: int | None
    after: int | None


class ChangedHidden(Changed, frozen=True, kw_only=True, tag="hidden"):
    """Null: the store inherits."""

    before: bool | None
    after: bool | None


class ChangedRemoved(Changed, frozen=True, kw_only=True, tag="removed"):
    """Whether it is removed from that store alone."""

    before: bool
    after: bool


class ChangedFocus(Changed, frozen=True, kw_only=True, tag="focus"):
    """Null: the middle."""

    before: FocusData | None
    after: FocusData | None


class ChangedVariations(Changed, frozen=True, kw_only=True, tag="variations"):
    """The ids of the variations that it is linked to."""

    before: tuple[int, ...]
    after: tuple[int, ...]


class ChangedRole(msgspec.Struct, frozen=True, kw_only=True, tag_field="field", tag="role"):
    """Null: nothing was chosen there, so that a store inherits. `store`: null for what every store inherits."""

    role: str
    store: int | None
    before: RoleHolder | None
    after: RoleHolder | None


Difference = (
    ChangedImage
    | ChangedPicture
    | ChangedLabel
    | ChangedPosition
    | ChangedHidden
    | ChangedRemoved
    | ChangedFocus
    | ChangedVariations
    | ChangedRole
)


class EntryData(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the journal. `channel`: an API by its code, `admin` or `cli`; `undoes`: the entry it took back."""

    id: int
    at: datetime
    person: NamedPerson | None
    channel: str
    owner: NamedOwner
    undoes: int | None
    changes: tuple[Difference, ...]


class HistoryData(msgspec.Struct, frozen=True, kw_only=True):
    """The newest first. `next`: address of the older ones."""

    entries: tuple[EntryData, ...]
    next: str | None


class TrashedImageData(msgspec.Struct, frozen=True, kw_only=True):
    """An image as it was when it was removed, by whom and through which channel. `label`: for all stores, or null."""

    id: int
    owner: NamedOwner
    label: str | None
    picture: PictureFileData
    at: datetime
    person: NamedPerson | None
    channel: str


class TrashData(msgspec.Struct, frozen=True, kw_only=True):
    """The latest removal first. `next`: address of the earlier ones; `days`: how long they are kept at least."""

    images: tuple[TrashedImageData, ...]
    next: str | None
    days: int
    edit: EditData | None = None  # in the answer to putting back


def named_owner(kind: Kind, shop_id: int, name: str) -> NamedOwner:
    return NamedOwner(kind=kind, id=shop_id, name=name, url=address_of(kind, shop_id))


def named_person(by: Actor, name: str | None) -> NamedPerson | None:
    return None if by.person is None else NamedPerson(id=by.person, name=name or "")
