"""The label grid: all texts of a gallery as a spreadsheet, saved cell by cell."""

from litestar import get, post
from litestar.response import Redirect, Template

from web.admin.gallery.entry_notices import entry_done, undo_form
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.labels.forms import cells_of, seen
from web.admin.labels.grid import grid_page
from web.admin.labels.messages import said, said_of
from web.admin.shell.session import AdminRequest, by
from web.gallery.edits import ChangeImage
from web.gallery.errors import UnknownStore
from web.gallery.model import GLOBAL, Gallery
from web.http.pages.flash import flash_notice, redirect_done
from web.http.pages.language import _
from web.http.pages.rendering import Notice, render, wants_part
from web.services.editing.labels import LabelCell, LabelPlan, planned
from web.services.editing.write_path import Edited, edit_gallery

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
    words, tone = said(plan), "trouble" if plan.clashes else "done"
    if not wants_part(request):
        if not plan.clashes:
            return _back(opened, edited.entry)
        page = grid_page(opened, edited.gallery, edited.revision, plan.clashes)
        notice = _notice(opened, words, edited.entry, tone)
        return render(request, "labels/page.html", page, notice=notice, status=409)
    notice = _notice(opened, words, edited.entry, tone)
    nothing_between = shown == edited.revision - (edited.entry is not None)
    only = {cell.image for cell in cells} if nothing_between else None
    page = grid_page(opened, edited.gallery, edited.revision, plan.clashes, only)
    return render(request, "labels/_changed.html" if nothing_between else "labels/_grid.html", page, notice=notice)


def _notice(opened: OpenGallery, words: str, entry: int | None, tone: str = "done") -> Notice:
    return Notice(words, tone, undo=undo_form(opened, entry, f"{opened.here}{TAIL}", "#grid"))


def _back(opened: OpenGallery, entry: int | None) -> Redirect:
    return redirect_done(f"{opened.here}{TAIL}", entry or "nothing")


async def _notice_of_address(request: AdminRequest, opened: OpenGallery) -> Notice | None:
    entry = await entry_done(request)
    if entry is None or entry.owner != opened.owner.id:
        return flash_notice(request, {"nothing": _("Nothing changed.")})
    return _notice(opened, _("Undone.") if entry.undoes else said_of(entry.changes), entry.id)


HANDLERS = (grid, save)
