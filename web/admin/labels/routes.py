"""The label grid: all texts of a gallery as a spreadsheet, saved cell by cell."""

from litestar import get, post

from web.admin.gallery.conditional import edit_opened, gallery_etag
from web.admin.gallery.entry_notices import entry_done, undo_form
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.labels.cells import as_read, cells_of_page, cells_of_program
from web.admin.labels.data import CellChange, labels_edit_data
from web.admin.labels.grid import GridPage, grid_page
from web.admin.shell.session import AdminRequest
from web.gallery.changes import Changes
from web.gallery.edits import ChangeImage
from web.gallery.errors import UnknownStore
from web.gallery.model import GLOBAL, Gallery
from web.http.pages.faces import face_of, wants_json, wants_part
from web.http.pages.forms import form_of, whole_number
from web.http.pages.language import _, n_
from web.http.pages.rendering import Answer, Notice, flash_notice, redirect_done, render
from web.services.editing.labels import LabelPlan, planned
from web.services.editing.write_path import Edited

TAIL = "/labels"


@get(addresses(TAIL))
async def grid(request: AdminRequest) -> Answer:
    opened = await open_gallery(request)
    name = "labels/_grid.html" if wants_part(request) else "labels/page.html"
    return _answer(request, opened, name, grid_page(opened), await _flash_notice(request, opened))


@post(addresses(TAIL), status_code=200)
async def save(request: AdminRequest) -> Answer:
    """Save every cell whose text is still the one it was read as, in one edit; show the others with both texts.

    Raises BadForm, BadJson, UnknownStore, PreconditionFailed.
    """
    opened, form = await open_gallery(request), await form_of(request)
    cells = cells_of_program(form) if wants_json(request) else cells_of_page(form)
    _check_stores(cells, opened)
    edited, plan = await _write(request, opened, cells)
    if face_of(request) == "page":
        return _whole_page(request, opened, edited, plan)
    return _changed_rows(request, opened, edited, plan, cells, whole_number(form.text("seen")))


def _check_stores(cells: list[CellChange], opened: OpenGallery) -> None:
    """Raises UnknownStore."""
    for store in {cell.store for cell in cells} - {GLOBAL, *(store.id for store in opened.stores)}:
        raise UnknownStore(store)


async def _write(request: AdminRequest, opened: OpenGallery, cells: list[CellChange]) -> tuple[Edited, LabelPlan]:
    plans: list[LabelPlan] = []

    def edits(gallery: Gallery) -> list[ChangeImage]:
        plans.append(planned(gallery, [as_read(cell, gallery) for cell in cells]))
        return plans[-1].edits

    edited = await edit_opened(request, opened, edits)
    return edited, plans[-1]


def _whole_page(request: AdminRequest, opened: OpenGallery, edited: Edited, plan: LabelPlan) -> Answer:
    """Answer without JavaScript: back to the page, or the page with both texts where two conflict."""
    if not plan.conflicts:
        return redirect_done(f"{opened.here}{TAIL}", edited.entry or "nothing")
    page = grid_page(opened.after(edited), plan.conflicts)
    notice = _notice(opened, _plan_message(plan), edited.entry, "trouble")
    return render(request, "labels/page.html", page, notice=notice, status=409)


def _changed_rows(
    request: AdminRequest,
    opened: OpenGallery,
    edited: Edited,
    plan: LabelPlan,
    cells: list[CellChange],
    shown: int | None,
) -> Answer:
    """The rows that were sent, or all of them where others changed something since the revision that is shown."""
    up_to_date = shown == edited.revision - (edited.entry is not None)
    only = {cell.image for cell in cells} if up_to_date else None
    now = opened.after(edited)
    page = grid_page(now, plan.conflicts, only, labels_edit_data(edited, plan))
    notice = _notice(opened, _plan_message(plan), edited.entry, "trouble" if plan.conflicts else "done")
    return _answer(request, now, "labels/_changed.html" if up_to_date else "labels/_grid.html", page, notice)


def _answer(request: AdminRequest, opened: OpenGallery, name: str, page: GridPage, notice: Notice | None) -> Answer:
    headers = {"ETag": gallery_etag(opened)} if wants_json(request) else None
    return render(request, name, page, notice=notice, headers=headers)


async def _flash_notice(request: AdminRequest, opened: OpenGallery) -> Notice | None:
    entry = await entry_done(request)
    if entry is None or entry.owner != opened.owner.id:
        return flash_notice(request, {"nothing": _("Nothing changed.")})
    return _notice(opened, _("Undone.") if entry.undoes else _changes_message(entry.changes), entry.id)


def _notice(opened: OpenGallery, message: str, entry: int | None, tone: str = "done") -> Notice:
    return Notice(message, tone, undo=undo_form(opened, entry, f"{opened.here}{TAIL}", "#grid"))


def _plan_message(plan: LabelPlan) -> str:
    """Message about the cells; a text that could not be saved is at least repeated."""
    changed = sum(not conflict.gone for conflict in plan.conflicts)
    sentences = [_saved(len(plan.cells))] if plan.cells or not plan.conflicts else []
    if changed:
        sentences.append(_changed_meanwhile(changed))
    for conflict in plan.conflicts:
        if conflict.gone:
            typed = conflict.cell.text or ""
            sentences.append(_("An image was removed meanwhile, so this is not saved: “%(typed)s”", typed=typed))
    return " ".join(sentences)


def _changed_meanwhile(count: int) -> str:
    return n_(
        "%(num)s text was changed by somebody else meanwhile. Choose there which one counts.",
        "%(num)s texts were changed by somebody else meanwhile. Choose there which ones count.",
        count,
    )


def _changes_message(changes: Changes) -> str:
    pairs = [(one.before, one.after) for one in changes.images.values() if one.before and one.after]
    scopes = [(was, now, store) for was, now in pairs for store in {GLOBAL, *was.overrides, *now.overrides}]
    return _saved(sum(was.own_label(store) != now.own_label(store) for was, now, store in scopes))


def _saved(count: int) -> str:
    return n_("Saved %(num)s text.", "Saved %(num)s texts.", count) if count else _("Nothing changed.")


HANDLERS = (grid, save)
