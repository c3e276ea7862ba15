"""Loading the demo: catalogue, people and pictures. What is there already stays as it is."""

import asyncio
import sys
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from web.auth import people
from web.database.journal import By
from web.database.people import NameTaken, Standing
from web.demo.pictures import PICTURES, DemoPicture
from web.demo.plan.picture import OwnerKind
from web.gallery.edits import AddImage, ChangeImage, Edit
from web.gallery.owner import Owner
from web.services import catalogue
from web.services.editing import edit_gallery
from web.services.reading import find_owner, gallery_of, shop_of
from web.services.uploads import taken
from web.settings import Settings
from web.storage.files import FileStore
from web.storage.intake import Limits, receive_file

CATALOGUE = Path(__file__).with_name("catalogue.json")
BY = By(dialect="packshot")

# Names and passwords for trying things out; the README and `make demo` print them.
PEOPLE: tuple[tuple[str, str, Standing, str], ...] = (
    ("ada", "demo-admin-ada", "admin", "Ada Admin"),
    ("sam", "demo-staff-sam", "staff", "Sam Staff"),
    ("cora", "demo-customer-cora", "customer", "Cora Customer"),
)


async def load(settings: Settings, files: FileStore, progress: bool) -> dict[str, Any]:
    """Safe to repeat: an owner that has images already gets none again."""
    counts = await catalogue.load(await asyncio.to_thread(CATALOGUE.read_bytes))
    for name, password, role, full_name in PEOPLE:
        try:
            await people.add(name, role, full_name, password)
        except NameTaken:
            continue
    limits = Limits(max_bytes=settings.max_upload_bytes, max_pixels=settings.max_pixels, temp_dir=settings.temp_dir)
    added = await _load_pictures(files, limits, progress)
    return {
        "products": counts.products,
        "images": len(PICTURES),
        "added": added,
        "people": [{"name": name, "password": password, "role": role} for name, password, role, _ in PEOPLE],
    }


async def _load_pictures(files: FileStore, limits: Limits, progress: bool) -> int:
    """How many were added. Drawing is the slow part, so the pictures are drawn by every core there is."""
    wanted: dict[tuple[OwnerKind, int], list[DemoPicture]] = {}
    for one in PICTURES:
        wanted.setdefault((one.owner_kind, one.owner_id), []).append(one)
    empty = {key: owner for key in wanted if not (await gallery_of(owner := await _owner(*key))).gallery.images}
    places = [place for place, one in enumerate(PICTURES) if (one.owner_kind, one.owner_id) in empty]
    drawn = await asyncio.to_thread(_drawn, places, progress)
    for key, owner in empty.items():
        pictures = [(one, drawn[PICTURES.index(one)]) for one in wanted[key]]
        await _add(owner, pictures, files, limits)
    return len(places)


async def _owner(kind: OwnerKind, number: int) -> Owner:
    return await find_owner(kind, ("id", str(number)))


def _drawn(places: list[int], progress: bool) -> dict[int, bytes]:
    """The bytes of these pictures, by their place in PICTURES."""
    drawn: dict[int, bytes] = {}
    if not places:
        return drawn
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for place, data in zip(places, pool.map(_draw, places), strict=True):
            drawn[place] = data
            if progress:
                end = "\n" if len(drawn) == len(places) else ""
                print(f"\rDrawing the demo pictures: {len(drawn)} of {len(places)}", end=end, file=sys.stderr)  # noqa: T201 - progress, for whoever waits at the terminal
    return drawn


def _draw(place: int) -> bytes:
    return PICTURES[place].draw()


async def _add(owner: Owner, pictures: list[tuple[DemoPicture, bytes]], files: FileStore, limits: Limits) -> None:
    """One owner's pictures: added in one list of edits, their labels for the stores in a second."""
    edits: list[Edit] = []
    for one, data in pictures:
        received = await receive_file(BytesIO(data), limits)
        edits.append(
            AddImage(
                picture=await taken(received, files, limits, name=one.file_name, uploader=None),
                label=one.label,
                roles=frozenset(one.roles),
                excluded=one.excluded,
                variations=one.variations,
            )
        )
    edited = await edit_gallery(owner, edits, BY)
    stores = {store.code: store.id for store in (await shop_of(owner)).stores}
    labels: list[Edit] = [
        ChangeImage(image_id=number, label=text, store=stores[code])
        for number, (one, _) in zip(edited.added, pictures, strict=True)
        for code, text in one.labels.items()
    ]
    await edit_gallery(owner, labels, BY)
