"""What an image's own page shows, as values."""

from collections.abc import Mapping

import msgspec

from web.addressing import Addressed
from web.admin.cards import Note, notes_of
from web.admin.dialects import APIS
from web.admin.entries import EntryShown, entry_shown
from web.admin.facts import Fact, facts_of
from web.admin.opened import Opened
from web.admin.pictures import Cut, Shown, closely, cuts, fallback, seen_size, zoomed
from web.admin.session import HOME
from web.admin.store_rows import Clash, StoreRow, rows_of
from web.database import variations
from web.database.history import Filter
from web.gallery.errors import UnknownImage
from web.gallery.model import GLOBAL, MIDDLE, Gallery, Image
from web.gallery.owner import Owner
from web.house import House
from web.media import address
from web.pages.language import _
from web.renditions.sizes import Size
from web.services import history
from web.services.findings import findings_in, looked_at

ENTRIES = 10
AIM = Size.fit(440, 320)
DOWNLOADS = (320, 640, 1280, 2048)  # pixels; the longest side


class Link(msgspec.Struct, frozen=True):
    name: str
    url: str


class Shows(msgspec.Struct, frozen=True):
    """A variation of the product, and whether the image is linked to it."""

    id: int
    name: str
    sku: str
    linked: bool


class Spoken(msgspec.Struct, frozen=True):
    """What a dialect gives out for the image; None where it does not know such images."""

    name: str
    code: str
    addressed: Addressed | None


class PanelPage(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    image: int
    label: str
    file_name: str
    rank: int
    total: int
    back: str  # to the gallery
    previous: str | None
    next: str | None
    here: str  # this page; its forms are sent there too
    undo: str
    replace: str
    events: str
    revision: int
    number: int  # of the picture
    picture: Shown
    big: str
    original: str
    aim: tuple[int, int]  # how large the picture is on which the point is set
    live_cut: str  # of what previews of cuts are made while the point is moved
    facts: tuple[Fact, ...]
    notes: tuple[Note, ...]
    focus: tuple[str, str]
    cuts: tuple[Cut, ...]
    rows: tuple[StoreRow, ...]
    variations: tuple[Shows, ...]
    downloads: tuple[Link, ...]
    spoken: tuple[Spoken, ...]
    entries: tuple[EntryShown, ...]
    history: str  # all of it
    clash: Clash | None


def image_in(gallery: Gallery, number: int) -> Image:
    """Raises UnknownImage."""
    if number not in gallery.images:
        raise UnknownImage(number)
    return gallery.images[number]


async def panel_page(
    home: House, opened: Opened, gallery: Gallery, number: int, base: str,
    revision: int | None = None, clash: Clash | None = None,
) -> PanelPage:  # fmt: skip
    """Three statements at most: what was seen in the pictures, the history, and the variations where there are any.

    Raises UnknownImage.
    """
    image, here = image_in(gallery, number), opened.address(f"/images/{number}/panel")
    picture, listed = image.picture, _listed(opened, gallery, image)
    around = [one.id for one in listed]
    place = around.index(number)
    seen = await looked_at(listed)
    facts = seen[number].facts
    x, y = image.focus or MIDDLE
    return PanelPage(
        owner=opened.owner,
        image=number,
        label=image.label_at(opened.scope) or "",
        file_name=picture.file_name,
        rank=place + 1,
        total=len(around),
        back=opened.address(),
        previous=opened.address(f"/images/{around[place - 1]}/panel") if place else None,
        next=opened.address(f"/images/{around[place + 1]}/panel") if place + 1 < len(around) else None,
        here=here,
        undo=opened.address(f"/images/{number}/panel/undo"),
        replace=opened.address(f"/images/{number}/panel/file"),
        events=f"{opened.here}/events",
        revision=opened.owner.revision if revision is None else revision,
        number=picture.number,
        picture=closely(picture, facts, home.settings.avif),
        big=zoomed(picture),
        original=address(picture),
        aim=AIM.shown(seen_size(picture, facts)),
        live_cut=address(picture, Size.fit(960, 960), fallback(picture)),
        facts=facts_of(seen[number]),
        notes=notes_of(listed, findings_in(seen, home.settings.findings)).get(number, ()),
        focus=(f"{x / 10:g}", f"{y / 10:g}"),
        cuts=cuts(picture, image.focus, facts),
        rows=tuple(rows_of(opened, gallery, image, _("All stores"), clash)),
        variations=await _variations(opened, image),
        downloads=_downloads(image),
        spoken=_spoken(home, image, opened.owner, base),
        entries=await _entries(opened, number),
        history=f"{HOME}history?image={number}",
        clash=clash,
    )


def _listed(opened: Opened, gallery: Gallery, image: Image) -> list[Image]:
    """Where the store has it not, among the others of all stores."""
    return gallery.listed(GLOBAL if image.own(opened.scope).removed else opened.scope)


async def _variations(opened: Opened, image: Image) -> tuple[Shows, ...]:
    known = await variations.of_owner(opened.owner.id) if opened.variations else []
    return tuple(Shows(one.id, one.name or "", one.sku or "", one.id in image.variations) for one in known)


def _downloads(image: Image) -> tuple[Link, ...]:
    picture = image.picture
    sizes = [Size.fit(side, side) for side in DOWNLOADS if side < max(picture.width, picture.height)]
    formats = dict.fromkeys((fallback(picture), "WEBP"))
    return tuple(
        Link(f"{size.width} px, {format}", address(picture, size, format)) for size in sizes for format in formats
    )


def _spoken(home: House, image: Image, owner: Owner, base: str) -> tuple[Spoken, ...]:
    given: Mapping[str, Addressed | None] = {code: tell(image, owner, base) for code, tell in home.addresses.items()}
    return tuple(Spoken(name, code, given[code]) for code, name in APIS.items() if code in given)


async def _entries(opened: Opened, image: int) -> tuple[EntryShown, ...]:
    found = await history.entries(Filter(owner=opened.owner.id, image=image), ENTRIES)
    return tuple(entry_shown(one, opened.shop, image) for one in found)
