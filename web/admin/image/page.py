"""The values of an image at every store, and beside them what its page needs."""

from collections.abc import Sequence

import msgspec

from web.admin.activity.entries import EntryShown, entry_shown
from web.admin.gallery.cards import QualityNote, quality_notes_of
from web.admin.gallery.data import EditData
from web.admin.gallery.opened import OpenGallery
from web.admin.gallery.page import placed_image
from web.admin.image.data import DetailsData, DetailsLinks, DialectData, VariationData, stores_data
from web.admin.image.facts import Fact, facts_of
from web.admin.image.store_rows import RowConflict, StoreValues, rows_of
from web.admin.shell.data import owner_data
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
from web.services.insight.rules import Finding, PictureWithFacts, findings_in

ENTRIES = 10
FOCUS_SIZE = Size.fit(440, 320)
DOWNLOADS = (320, 640, 1280, 2048)  # pixels; the longest side


class NamedLink(msgspec.Struct, frozen=True):
    name: str
    url: str


class DialectAddresses(msgspec.Struct, frozen=True):
    """The addresses that a dialect serves the image at; None where it does not know such images."""

    name: str
    code: str
    addressed: Addressed | None


class ImagePage(msgspec.Struct, frozen=True, kw_only=True):
    data: DetailsData
    rank: int  # among the images that the links lead along
    total: int
    here: str  # this page; its forms are sent there too
    undo: str
    replace: str
    picture: ResponsivePicture
    big: str
    focus_size: tuple[int, int]  # how large the picture is on which the point is set
    uncropped: str  # of what previews of cuts are made while the point is moved
    facts: tuple[Fact, ...]
    notes: tuple[QualityNote, ...]
    focus: tuple[str, str]
    crops: tuple[Crop, ...]
    rows: tuple[StoreValues, ...]
    downloads: tuple[NamedLink, ...]
    dialects: tuple[DialectAddresses, ...]
    entries: tuple[EntryShown, ...]
    conflict: RowConflict | None


async def panel_page(
    context: AppContext,
    opened: OpenGallery,
    number: int,
    base: str,
    conflict: RowConflict | None = None,
    edit: EditData | None = None,
) -> ImagePage:
    """Values of the page, with three statements at most: facts of pictures, history, variations where there are any.

    `base`: what absolute addresses start with; `edit`: what was just done. Raises UnknownImage.
    """
    image, avif = opened.gallery.image(number), context.settings.avif
    picture, listed = image.picture, _listed(opened, image)
    pictures = await with_facts(listed)
    seen = pictures[number]
    found = findings_in(pictures, context.settings.findings)
    dialects = _dialects(context, image, opened.owner, base)
    x, y = image.focus or MIDDLE
    return ImagePage(
        data=await _data(opened, image, listed, seen, found.get(number, ()), dialects, edit),
        rank=_rank(listed, number) + 1,
        total=len(listed),
        here=panel_address(opened, number),
        undo=opened.address("/undo"),
        replace=panel_address(opened, number, "/file"),
        picture=zoomable(picture, seen.facts, avif),
        big=largest_address(picture),
        focus_size=FOCUS_SIZE.shown(displayed_size(picture, seen.facts)),
        uncropped=address(picture, Size.fit(960, 960), fallback(picture)),
        facts=facts_of(seen),
        notes=quality_notes_of(listed, found).get(number, ()),
        focus=(f"{x / 10:g}", f"{y / 10:g}"),
        crops=crops(picture, image.focus, seen.facts),
        rows=rows_of(opened, image, _("All stores"), conflict),
        downloads=_downloads(image),
        dialects=dialects,
        entries=await _entries(context, opened, number),
        conflict=conflict,
    )


async def _data(
    opened: OpenGallery,
    image: Image,
    listed: list[Image],
    seen: PictureWithFacts,
    found: Sequence[Finding],
    dialects: Sequence[DialectAddresses],
    edit: EditData | None,
) -> DetailsData:
    rank = _rank(listed, image.id)
    return DetailsData(
        owner=owner_data(opened.owner),
        revision=opened.owner.revision,
        image=placed_image(opened, image, rank + 1, seen, found),
        stores=stores_data(opened, image),
        variations=await _variations(opened, image),
        dialects=tuple(
            DialectData(dialect=one.code, resource=one.addressed.resource, pictures=one.addressed.pictures)
            for one in dialects
            if one.addressed
        ),
        links=DetailsLinks(
            gallery=opened.address(),
            history=with_query(f"{HOME}history", image=image.id),
            previous=panel_address(opened, listed[rank - 1].id) if rank else None,
            next=panel_address(opened, listed[rank + 1].id) if rank + 1 < len(listed) else None,
            events=f"{opened.here}/events",
        ),
        edit=edit,
    )


def _rank(listed: list[Image], image: int) -> int:
    """Counted from 0."""
    return [one.id for one in listed].index(image)


def panel_address(opened: OpenGallery, image: int, tail: str = "") -> str:
    return opened.address(f"/images/{image}/details{tail}")


def _listed(opened: OpenGallery, image: Image) -> list[Image]:
    """Images around it: those of the store, or of all stores where the store does not have it."""
    return opened.gallery.listed(GLOBAL if image.own(opened.scope).removed else opened.scope)


async def _variations(opened: OpenGallery, image: Image) -> tuple[VariationData, ...]:
    known = await variations_of(opened.owner.id) if opened.variations else []
    return tuple(
        VariationData(id=one.id, name=one.name or "", sku=one.sku or "", linked=one.id in image.variations)
        for one in known
    )


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
