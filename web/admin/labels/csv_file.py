"""Labels of a gallery as a CSV file: downloaded, and uploaded with a preview of the changes."""

import asyncio

import msgspec
from litestar import Response, get, post

from web.admin.gallery.conditional import gallery_etag
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.labels.data import CellChange, LabelsPreviewData, cell_change, labels_links
from web.admin.shell.data import owner_data
from web.admin.shell.picture_sources import ResponsivePicture, thumbnail
from web.admin.shell.session import AdminRequest
from web.gallery.model import GLOBAL
from web.http.pages.faces import wants_json
from web.http.pages.forms import BadForm, form_of
from web.http.pages.language import _
from web.http.pages.rendering import Answer, render
from web.services.editing.labels import LabelCell, changed_by, planned
from web.services.exchange.csv_files import BadSheet
from web.services.exchange.labels_csv import CsvProblem, ParsedLabels, columns_of, read, written

LARGEST = 5 * 2**20


class LabelChange(msgspec.Struct, frozen=True, kw_only=True):
    data: CellChange
    picture: ResponsivePicture
    file_name: str
    store: str  # its name


class LabelsPreviewPage(msgspec.Struct, frozen=True, kw_only=True):
    data: LabelsPreviewData
    changes: tuple[LabelChange, ...]
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
async def preview(request: AdminRequest) -> Answer:
    opened = await open_gallery(request)
    sheet = await _read(request, opened)
    changed = changed_by(opened.gallery, planned(opened.gallery, sheet.cells))
    headers = {"ETag": gallery_etag(opened)} if wants_json(request) else None
    return render(request, "labels/preview.html", _page(opened, changed, sheet.problems), headers=headers)


def _page(opened: OpenGallery, changed: list[LabelCell], problems: tuple[CsvProblem, ...]) -> LabelsPreviewPage:
    changes = tuple(cell_change(cell) for cell in _in_order(changed, opened))
    data = LabelsPreviewData(
        owner=owner_data(opened.owner), changes=changes, problems=problems, links=labels_links(opened.here)
    )
    columns = ", ".join(columns_of(opened.stores))
    return LabelsPreviewPage(
        data=data,
        changes=tuple(_shown(one, opened) for one in changes),
        problems=tuple(_problem(one, columns) for one in problems),
        cells=msgspec.json.encode(changed).decode(),
    )


async def _read(request: AdminRequest, opened: OpenGallery) -> ParsedLabels:
    chosen = (await form_of(request)).files("file")
    if len(chosen) != 1:
        raise BadForm(_("Choose one CSV file."), "file")
    path = chosen[0].within(LARGEST).path
    try:
        return await asyncio.to_thread(read, path, opened.gallery, opened.stores)
    except BadSheet as error:
        raise BadForm(str(error).replace(path.name, chosen[0].name), "file") from error


def _in_order(cells: list[LabelCell], opened: OpenGallery) -> list[LabelCell]:
    ranks = {image.id: rank for rank, image in enumerate(opened.gallery.listed())}
    columns = {store: place for place, store in enumerate((GLOBAL, *(store.id for store in opened.stores)))}
    return sorted(cells, key=lambda cell: (ranks[cell.image], columns[cell.store]))


def _shown(change: CellChange, opened: OpenGallery) -> LabelChange:
    picture = opened.gallery.images[change.image].picture
    names = {GLOBAL: _("All stores"), **{store.id: store.name for store in opened.stores}}
    return LabelChange(
        data=change,
        picture=thumbnail(picture, largest=320),
        file_name=picture.file_name,
        store=names[change.store],
    )


def _problem(one: CsvProblem, columns: str) -> str:
    values = {"line": one.line, "what": one.what, "columns": columns}
    match one.code:
        case "no-image-column":
            return _(
                "There is no column “image”, so nothing says which image a row is about. The columns are: %(what)s.",
                **values,
            )
        case "unknown-column":
            return _(
                "Line %(line)s: no store of this gallery has the column “%(what)s”. It is left out. "
                "There are: %(columns)s.",
                **values,
            )
        case "column-twice":
            return _("Line %(line)s: the column “%(what)s” stands there twice. The last one counts.", **values)
        case "not-a-number":
            return _("Line %(line)s: “%(what)s” is not the number of an image. The row is left out.", **values)
        case "unknown-image":
            return _("Line %(line)s: image %(what)s is not in this gallery. The row is left out.", **values)
        case "image-twice":
            return _("Line %(line)s: image %(what)s stood there before. The row is left out.", **values)
        case _:
            return _("Line %(line)s: the image is not in the store of “%(what)s”. The text is left out.", **values)


HANDLERS = (labels_csv, preview)
