"""The label grid as a CSV file: out, and in with a look at what would change first."""

import asyncio
from typing import BinaryIO, cast

import msgspec
from litestar import Response, get, post
from litestar.response import Template
from msgspec.structs import replace

from web.admin.label_grid import columns_of
from web.admin.label_words import problem
from web.admin.opened import Opened, addresses, open_gallery
from web.admin.pictures import Shown, shown
from web.admin.session import AdminRequest
from web.gallery.owner import Owner
from web.house import house
from web.pages.forms import BadForm, files
from web.pages.language import _
from web.pages.rendering import render
from web.services.label_sheets import SheetRead, read, written
from web.services.labels import Cell, changed_by, planned
from web.services.sheets import BadSheet
from web.storage.intake import receive_file

LARGEST = 5 * 2**20


class Change(msgspec.Struct, frozen=True, kw_only=True):
    picture: Shown
    file_name: str
    store: str
    before: str | None
    after: str | None
    at_store: bool


class PreviewPage(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    gallery: str
    here: str
    preview: str
    changes: tuple[Change, ...]
    problems: tuple[str, ...]
    cells: str  # what the confirming form sends


@get(addresses("/labels.csv"))
async def labels_csv(request: AdminRequest) -> Response[str]:
    opened = await open_gallery(request)
    name = f"labels-{opened.owner.kind}-{opened.owner.shop_id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    sheet = written(opened.gallery, opened.stores)
    return Response(sheet, media_type="text/csv; charset=utf-8", headers=headers)


@post(addresses("/labels/preview"), status_code=200)
async def preview(request: AdminRequest) -> Template:
    opened = await open_gallery(request)
    sheet = await _read(request, opened)
    changed = changed_by(opened.gallery, planned(opened.gallery, sheet.cells))
    page = PreviewPage(
        owner=opened.owner,
        gallery=opened.here,
        here=f"{opened.here}/labels",
        preview=f"{opened.here}/labels/preview",
        changes=tuple(_change(cell, opened) for cell in _in_order(changed, opened)),
        problems=tuple(problem(one) for one in sheet.problems),
        cells=msgspec.json.encode(changed).decode(),
    )
    return render(request, "labels/preview.html", page)


async def _read(request: AdminRequest, opened: Opened) -> SheetRead:
    chosen = files(await request.form(), "file")
    if len(chosen) != 1:
        raise BadForm(_("Choose one CSV file."))
    received = await receive_file(cast(BinaryIO, chosen[0].file), replace(house(request).limits, max_bytes=LARGEST))
    async with received:
        try:
            return await asyncio.to_thread(read, received.path, opened.gallery, opened.stores)
        except BadSheet as error:
            raise BadForm(str(error).replace(received.path.name, chosen[0].filename)) from error


def _in_order(cells: list[Cell], opened: Opened) -> list[Cell]:
    ranks = {image.id: rank for rank, image in enumerate(opened.gallery.listed())}
    columns = {column.store: place for place, column in enumerate(columns_of(opened))}
    return sorted(cells, key=lambda cell: (ranks[cell.image], columns[cell.store]))


def _change(cell: Cell, opened: Opened) -> Change:
    picture = opened.gallery.images[cell.image].picture
    names = {column.store: column.name for column in columns_of(opened)}
    return Change(
        picture=shown(picture, largest=320),
        file_name=picture.file_name,
        store=names[cell.store],
        before=cell.was,
        after=cell.text,
        at_store=cell.store != 0,
    )


HANDLERS = (labels_csv, preview)
