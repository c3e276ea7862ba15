"""The demo: which picture is whose and with which labels, and loading it all."""

import asyncio
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from msgspec import Struct, field, json
from msgspec.structs import replace

from web.auth import people
from web.database.queries.people import NameTaken
from web.files.receive import receive_file
from web.files.received import Limits
from web.files.store import FileStore
from web.gallery.edits import AddImage, ChangeImage, Edit
from web.gallery.model import Actor, Picture, UserRole
from web.gallery.owner import Kind, Owner
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner, gallery_of, shop_of
from web.services.editing.new_pictures import picture_from
from web.services.editing.write_path import edit_gallery
from web.settings import Settings

PLAN = Path(__file__).with_name("pictures.json")
FOLDER = Path(__file__).with_name("pictures")


class DemoPicture(Struct, frozen=True, forbid_unknown_fields=True):
    owner_kind: Kind
    owner_id: int
    file_name: str
    label: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    """By store code; a store that is missing inherits `label`."""
    roles: frozenset[str] = frozenset()
    excluded: bool = False
    variations: tuple[int, ...] = ()

    @property
    def path(self) -> Path:
        return FOLDER / self.file_name


def demo_pictures() -> tuple[DemoPicture, ...]:
    """Pictures in the order in which they are shown within their owner."""
    return json.decode(PLAN.read_bytes(), type=tuple[DemoPicture, ...])


CATALOGUE = Path(__file__).with_name("catalogue.json")
BY = Actor(dialect="cli")

# Names and passwords for trying things out; the README and `make demo` print them.
PEOPLE: tuple[tuple[str, str, UserRole, str], ...] = (
    ("ada", "demo-admin-ada", "admin", "Ada Admin"),
    ("sam", "demo-staff-sam", "staff", "Sam Staff"),
    ("cora", "demo-customer-cora", "customer", "Cora Customer"),
)


class DemoPerson(Struct, frozen=True):
    name: str
    password: str
    role: UserRole


class DemoLoaded(Struct, frozen=True, kw_only=True):
    """Contents of the demo, and the number of images that were not there before."""

    products: int
    images: int
    added: int
    people: list[DemoPerson]


async def load(settings: Settings, files: FileStore) -> DemoLoaded:
    """Load the demo. Safe to repeat: an owner that has images already gets none again."""
    counts = await catalogue_file.load(await asyncio.to_thread(CATALOGUE.read_bytes))
    for name, password, role, full_name in PEOPLE:
        try:
            await people.add(name, role, full_name, password)
        except NameTaken:
            continue
    pictures = await asyncio.to_thread(demo_pictures)
    limits = Limits(max_bytes=settings.max_upload_bytes, max_pixels=settings.max_pixels, temp_dir=settings.temp_dir)
    return DemoLoaded(
        products=counts.products,
        images=len(pictures),
        added=await _load_pictures(pictures, files, limits),
        people=[DemoPerson(name, password, role) for name, password, role, _ in PEOPLE],
    )


async def _load_pictures(pictures: tuple[DemoPicture, ...], files: FileStore, limits: Limits) -> int:
    """Add the pictures; returns how many were added."""
    planned: dict[tuple[Kind, int], list[DemoPicture]] = {}
    for one in pictures:
        planned.setdefault((one.owner_kind, one.owner_id), []).append(one)
    added = 0
    for (kind, number), owned in planned.items():
        owner = await find_owner(kind, ("id", str(number)))
        if not (await gallery_of(owner)).gallery.images:
            await _add(owner, owned, files, limits)
            added += len(owned)
    return added


async def _add(owner: Owner, planned: list[DemoPicture], files: FileStore, limits: Limits) -> None:
    """One owner's pictures with all their labels: one list of edits, so that all of it is there or nothing."""
    taken_in = await asyncio.gather(*(_intake(one, files, limits) for one in planned))
    stores = {store.code: store.id for store in (await shop_of(owner)).stores}
    edits = [
        edit
        for nth, (one, picture) in enumerate(zip(planned, taken_in, strict=True), start=1)
        for edit in _edits(one, replace(picture, number=-nth), stores)
    ]
    await edit_gallery(owner, edits, BY)


async def _intake(one: DemoPicture, files: FileStore, limits: Limits) -> Picture:
    received = await receive_file(BytesIO(await asyncio.to_thread(one.path.read_bytes)), limits)
    return await picture_from(received, files, limits, name=one.file_name, uploader=None)


def _edits(one: DemoPicture, picture: Picture, stores: dict[str, int]) -> Iterator[Edit]:
    """`picture.number` stands for the one to come."""
    yield AddImage(
        picture=picture,
        label=one.label,
        roles=one.roles,
        excluded=one.excluded,
        variations=one.variations,
    )
    for code, text in one.labels.items():
        yield ChangeImage(image_id=picture.number, store=stores[code], label=text)
