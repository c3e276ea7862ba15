"""What an image's own page shows, as values."""

import msgspec

from web.admin.activity.entries import EntryShown, entry_shown
from web.admin.gallery.cards import QualityNote, quality_notes_of
from web.admin.gallery.opened import OpenGallery
from web.admin.image.facts import Fact, facts_of
from web.admin.image.store_rows import RowConflict, StoreRow, rows_of
from web.admin.shell.dialects import ways
from web.admin.shell.picture_sources import Cut, ResponsivePicture, closely, cuts, fallback, seen_size, zoomed
from web.admin.shell.session import HOME
from web.context import AppContext
from web.gallery.addresses import Addressed
from web.gallery.model import GLOBAL, MIDDLE, Gallery, Image
from web.gallery.owner import Owner
from web.http.pages.language import _
from web.imaging.renditions.sizes import Size
from web.media.routes import address
from web.services.catalogue.lookup import variations_of
from web.services.editing import history
from web.services.editing.history import HistoryFilter
from web.services.insight.findings import findings_in, with_facts

ENTRIES = 10
AIM = Size.fit(440, 320)
DOWNLOADS = (320, 640, 1280, 2048)  # pixels; the longest side


class NamedLink(msgspec.Struct, frozen=True):
    name: str
    url: str


class VariationLink(msgspec.Struct, frozen=True):
    """A variation of the product, and whether the image is linked to it."""

    id: int
    name: str
    sku: str
    linked: bool


class DialectAddresses(msgspec.Struct, frozen=True):
    """What a dialect gives out for the image; None where it does not know such images."""

    name: str
    code: str
    addressed: Addressed | None


class ImagePage(msgspec.Struct, frozen=True, kw_only=True):
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
    picture: ResponsivePicture
    big: str
    original: str
    aim: tuple[int, int]  # how large the picture is on which the point is set
    live_cut: str  # of what previews of cuts are made while the point is moved
    facts: tuple[Fact, ...]
    notes: tuple[QualityNote, ...]
    focus: tuple[str, str]
    cuts: tuple[Cut, ...]
    rows: tuple[StoreRow, ...]
    variations: tuple[VariationLink, ...]
    downloads: tuple[NamedLink, ...]
    spoken: tuple[DialectAddresses, ...]
    entries: tuple[EntryShown, ...]
    history: str  # all of it
    clash: RowConflict | None


async def panel_page(
    context: AppContext, opened: OpenGallery, gallery: Gallery, number: int, base: str,
    revision: int | None = None, clash: RowConflict | None = None,
) -> ImagePage:  # fmt: skip
    """Three statements at most: what was seen in the pictures, the history, and the variations where there are any.

    Raises UnknownImage.
    """
    image, here = gallery.image(number), opened.address(f"/images/{number}/panel")
    picture, listed = image.picture, _listed(opened, gallery, image)
    around = [one.id for one in listed]
    place = around.index(number)
    seen = await with_facts(listed)
    facts = seen[number].facts
    x, y = image.focus or MIDDLE
    return ImagePage(
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
        undo=opened.address("/undo"),
        replace=opened.address(f"/images/{number}/panel/file"),
        events=f"{opened.here}/events",
        revision=opened.owner.revision if revision is None else revision,
        number=picture.number,
        picture=closely(picture, facts, context.settings.avif),
        big=zoomed(picture),
        original=address(picture),
        aim=AIM.shown(seen_size(picture, facts)),
        live_cut=address(picture, Size.fit(960, 960), fallback(picture)),
        facts=facts_of(seen[number]),
        notes=quality_notes_of(listed, findings_in(seen, context.settings.findings)).get(number, ()),
        focus=(f"{x / 10:g}", f"{y / 10:g}"),
        cuts=cuts(picture, image.focus, facts),
        rows=tuple(rows_of(opened, gallery, image, _("All stores"), clash)),
        variations=await _variations(opened, image),
        downloads=_downloads(image),
        spoken=_spoken(context, image, opened.owner, base),
        entries=await _entries(context, opened, number),
        history=f"{HOME}history?image={number}",
        clash=clash,
    )


def _listed(opened: OpenGallery, gallery: Gallery, image: Image) -> list[Image]:
    """Where the store has it not, among the others of all stores."""
    return gallery.listed(GLOBAL if image.own(opened.scope).removed else opened.scope)


async def _variations(opened: OpenGallery, image: Image) -> tuple[VariationLink, ...]:
    known = await variations_of(opened.owner.id) if opened.variations else []
    return tuple(VariationLink(one.id, one.name or "", one.sku or "", one.id in image.variations) for one in known)


def _downloads(image: Image) -> tuple[NamedLink, ...]:
    picture = image.picture
    sizes = [Size.fit(side, side) for side in DOWNLOADS if side < max(picture.width, picture.height)]
    formats = dict.fromkeys((fallback(picture), "WEBP"))
    return tuple(
        NamedLink(f"{size.width} px, {format}", address(picture, size, format)) for size in sizes for format in formats
    )


def _spoken(context: AppContext, image: Image, owner: Owner, base: str) -> tuple[DialectAddresses, ...]:
    return tuple(
        DialectAddresses(api.title, name, api.addresses(image, owner, base)) for name, api in context.apis.items()
    )


async def _entries(context: AppContext, opened: OpenGallery, image: int) -> tuple[EntryShown, ...]:
    found = await history.entries(HistoryFilter(owner=opened.owner.id, image=image), ENTRIES)
    return tuple(entry_shown(one, opened.shop, ways(context), image) for one in found)
