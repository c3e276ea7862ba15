"""The values that an image's own page shows."""

import msgspec

from web.admin.activity.entries import EntryShown, entry_shown
from web.admin.gallery.cards import QualityNote, quality_notes_of
from web.admin.gallery.opened import OpenGallery
from web.admin.image.facts import Fact, facts_of
from web.admin.image.store_rows import RowConflict, StoreValues, rows_of
from web.admin.shell.dialects import channels
from web.admin.shell.picture_sources import (
    Crop,
    ResponsivePicture,
    crops,
    displayed_size,
    fallback,
    largest_address,
    zoomable,
)
from web.admin.shell.session import HOME
from web.context import AppContext
from web.gallery.addresses import Addressed
from web.gallery.model import GLOBAL, MIDDLE, Image
from web.gallery.owner import Owner
from web.http.pages.language import _
from web.http.urls import with_query
from web.imaging.renditions.sizes import Size
from web.media.routes import address
from web.services.catalogue.lookup import variations_of
from web.services.editing import history
from web.services.editing.history import HistoryFilter
from web.services.insight.findings import with_facts
from web.services.insight.rules import findings_in

ENTRIES = 10
FOCUS_SIZE = Size.fit(440, 320)
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
    """The addresses that a dialect serves the image at; None where it does not know such images."""

    name: str
    code: str
    addressed: Addressed | None


class Neighbours(msgspec.Struct, frozen=True, kw_only=True):
    """The place of an image among those of its gallery, and the pages of the ones beside it."""

    rank: int
    total: int
    previous: str | None
    next: str | None


class ImagePage(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    image: int
    label: str
    file_name: str
    around: Neighbours
    back: str  # to the gallery
    here: str  # this page; its forms are sent there too
    undo: str
    replace: str
    events: str
    revision: int
    number: int  # of the picture
    picture: ResponsivePicture
    big: str
    original: str
    focus_size: tuple[int, int]  # how large the picture is on which the point is set
    uncropped: str  # of what previews of cuts are made while the point is moved
    facts: tuple[Fact, ...]
    notes: tuple[QualityNote, ...]
    focus: tuple[str, str]
    crops: tuple[Crop, ...]
    rows: tuple[StoreValues, ...]
    variations: tuple[VariationLink, ...]
    downloads: tuple[NamedLink, ...]
    dialects: tuple[DialectAddresses, ...]
    entries: tuple[EntryShown, ...]
    history: str  # all of it
    conflict: RowConflict | None


async def panel_page(
    context: AppContext, opened: OpenGallery, number: int, base: str, conflict: RowConflict | None = None
) -> ImagePage:
    """Values of the page, with three statements at most: facts of pictures, history, variations where there are any.

    `base`: what absolute addresses start with. Raises UnknownImage.
    """
    image, owner, avif = opened.gallery.image(number), opened.owner, context.settings.avif
    picture, listed = image.picture, _listed(opened, image)
    pictures = await with_facts(listed)
    facts = pictures[number].facts
    x, y = image.focus or MIDDLE
    return ImagePage(
        owner=owner,
        image=number,
        label=image.label_at(opened.scope) or "",
        file_name=picture.file_name,
        around=_neighbours(opened, listed, number),
        back=opened.address(),
        here=panel_address(opened, number),
        undo=opened.address("/undo"),
        replace=panel_address(opened, number, "/file"),
        events=f"{opened.here}/events",
        revision=owner.revision,
        number=picture.number,
        picture=zoomable(picture, facts, avif),
        big=largest_address(picture),
        original=address(picture),
        focus_size=FOCUS_SIZE.shown(displayed_size(picture, facts)),
        uncropped=address(picture, Size.fit(960, 960), fallback(picture)),
        facts=facts_of(pictures[number]),
        notes=quality_notes_of(listed, findings_in(pictures, context.settings.findings)).get(number, ()),
        focus=(f"{x / 10:g}", f"{y / 10:g}"),
        crops=crops(picture, image.focus, facts),
        rows=rows_of(opened, image, _("All stores"), conflict),
        variations=await _variations(opened, image),
        downloads=_downloads(image),
        dialects=_dialects(context, image, owner, base),
        entries=await _entries(context, opened, number),
        history=with_query(f"{HOME}history", image=number),
        conflict=conflict,
    )


def panel_address(opened: OpenGallery, image: int, tail: str = "") -> str:
    return opened.address(f"/images/{image}/panel{tail}")


def _listed(opened: OpenGallery, image: Image) -> list[Image]:
    """Images around it: those of the store, or of all stores where the store does not have it."""
    return opened.gallery.listed(GLOBAL if image.own(opened.scope).removed else opened.scope)


def _neighbours(opened: OpenGallery, listed: list[Image], image: int) -> Neighbours:
    ids = [one.id for one in listed]
    place = ids.index(image)
    return Neighbours(
        rank=place + 1,
        total=len(ids),
        previous=panel_address(opened, ids[place - 1]) if place else None,
        next=panel_address(opened, ids[place + 1]) if place + 1 < len(ids) else None,
    )


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


def _dialects(context: AppContext, image: Image, owner: Owner, base: str) -> tuple[DialectAddresses, ...]:
    return tuple(
        DialectAddresses(api.title, name, api.addresses(image, owner, base)) for name, api in context.apis.items()
    )


async def _entries(context: AppContext, opened: OpenGallery, image: int) -> tuple[EntryShown, ...]:
    found = await history.entries(HistoryFilter(owner=opened.owner.id, image=image), ENTRIES)
    return tuple(entry_shown(one, opened.shop, channels(context), image) for one in found)
