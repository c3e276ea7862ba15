"""The label grid: all texts of a gallery as a spreadsheet, saved cell by cell."""

from litestar import get, post
from litestar.response import Redirect, Template

from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.labels.forms import cells_of, seen
from web.admin.labels.grid import grid_page
from web.admin.labels.messages import said, said_of, undone
from web.admin.shell.session import AdminRequest, by
from web.gallery.edits import ChangeImage
from web.gallery.errors import UnknownStore
from web.gallery.model import GLOBAL, Gallery
from web.http.pages.forms import number, whole_number
from web.http.pages.rendering import Notice, render, wants_part
from web.services.editing import history
from web.services.editing.labels import LabelCell, LabelPlan, planned
from web.services.editing.write_path import Edited, edit_gallery, undo

TAIL = "/labels"


@get(addresses(TAIL))
async def grid(request: AdminRequest) -> Template:
    opened = await open_gallery(request)
    name = "labels/_grid.html" if wants_part(request) else "labels/page.html"
    return render(request, name, grid_page(opened, opened.gallery), notice=await _notice_of_address(request, opened))


@post(addresses(TAIL), status_code=200)
async def save(request: AdminRequest) -> Template | Redirect:
    """Every cell whose text is still the one it was read as, in one edit; the others are shown with both texts."""
    opened = await open_gallery(request)
    form = await request.form()
    cells = cells_of(form)
    _check(cells, opened)
    edited, plan = await _written(request, opened, cells)
    return _answer(request, opened, edited, plan, cells, seen(form))


@post(addresses(f"{TAIL}/undo"), status_code=200)
async def undo_labels(request: AdminRequest) -> Template | Redirect:
    opened = await open_gallery(request)
    edited = await undo(opened.owner, number(await request.form(), "entry"), by(request))
    if not wants_part(request):
        return _back(opened, edited.entry)
    notice = _notice(opened, undone(), edited.entry)
    return render(request, "labels/_grid.html", grid_page(opened, edited.gallery, edited.revision), notice=notice)


def _check(cells: list[LabelCell], opened: OpenGallery) -> None:
    """Raises UnknownStore."""
    for store in {cell.store for cell in cells} - {GLOBAL, *(store.id for store in opened.stores)}:
        raise UnknownStore(store)


async def _written(request: AdminRequest, opened: OpenGallery, cells: list[LabelCell]) -> tuple[Edited, LabelPlan]:
    plans: list[LabelPlan] = []

    def edits(gallery: Gallery) -> list[ChangeImage]:
        plans.append(planned(gallery, cells))
        return plans[-1].edits

    edited = await edit_gallery(opened.owner, edits, by(request))
    return edited, plans[-1]


def _answer(
    request: AdminRequest,
    opened: OpenGallery,
    edited: Edited,
    plan: LabelPlan,
    cells: list[LabelCell],
    shown: int | None,
) -> Template | Redirect:
    words, tone = said(plan), "trouble" if plan.conflicts else "done"
    if not wants_part(request):
        if not plan.conflicts:
            return _back(opened, edited.entry)
        page = grid_page(opened, edited.gallery, edited.revision, plan.conflicts)
        notice = _notice(opened, words, edited.entry, tone)
        return render(request, "labels/page.html", page, notice=notice, status=409)
    notice = _notice(opened, words, edited.entry, tone)
    nothing_between = shown == edited.revision - (edited.entry is not None)
    only = {cell.image for cell in cells} if nothing_between else None
    page = grid_page(opened, edited.gallery, edited.revision, plan.conflicts, only)
    return render(request, "labels/_changed.html" if nothing_between else "labels/_grid.html", page, notice=notice)


def _notice(opened: OpenGallery, words: str, entry: int | None, tone: str = "done") -> Notice:
    return Notice(words, tone, undo=f"{opened.here}{TAIL}/undo", entry=entry, target="#grid")


def _back(opened: OpenGallery, entry: int | None) -> Redirect:
    """Without JavaScript. The address names the entry of the journal that was made."""
    return Redirect(f"{opened.here}{TAIL}?done={entry or 0}", status_code=303)


async def _notice_of_address(request: AdminRequest, opened: OpenGallery) -> Notice | None:
    wanted = whole_number(request.query_params.get("done", ""))
    if wanted is None:
        return None
    entry = await history.entry(wanted)
    if entry is None or entry.owner != opened.owner.id:
        return Notice(said(LabelPlan((), ()))) if wanted == 0 else None
    return _notice(opened, undone() if entry.undoes else said_of(entry.changes), entry.id)


HANDLERS = (grid, save, undo_labels)
