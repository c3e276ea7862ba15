"""An image's own page: everything about it in one place, and its forms."""

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Response

from web.admin.gallery.answers import edited_answer as gallery_edited_answer
from web.admin.gallery.conditional import edit_opened, image_etag
from web.admin.gallery.data import EditData, edit_data
from web.admin.gallery.entry_notices import edited_message, entry_done, entry_message, undo_form
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.image.form_edits import panel_edits
from web.admin.image.page import panel_address, panel_page
from web.admin.image.store_rows import RowConflict
from web.admin.shell.error_messages import problem_of
from web.admin.shell.session import AdminRequest
from web.context import base_url, context_of
from web.gallery.errors import LabelChanged, UnknownStore
from web.gallery.model import GLOBAL
from web.http.pages.faces import face_of, wants_json, wants_part
from web.http.pages.forms import Form, form_of, whole_number
from web.http.pages.language import _
from web.http.pages.problems import Problem
from web.http.pages.rendering import Answer, Notice, UndoForm, flash_notice, redirect_done, render
from web.http.urls import with_query
from web.services.editing.write_path import Edited

HERE = "/images/{image:int}/details"


@get(addresses(HERE))
async def panel(request: AdminRequest, image: FromPath[int]) -> Answer:
    """The page; the gallery where what was just done took the image away. Raises UnknownImage."""
    opened, entry = await open_gallery(request), await entry_done(request)
    if entry is None or entry.owner != opened.owner.id:
        notice = flash_notice(request, {"kept": _("The picture stays as it was.")})
        return await _answer(request, opened, image, notice)
    if image in entry.changes.images and image not in opened.gallery.images:
        return _to_gallery(request, opened, entry.id)
    notice = Notice(entry_message(entry), undo=_undo(opened, image, entry.id))
    return await _answer(request, opened, image, notice)


@post(addresses(HERE), status_code=200)
async def change(request: AdminRequest, image: FromPath[int]) -> Answer:
    opened = await open_gallery(request)
    form = await form_of(request)
    try:
        edited = await edit_opened(request, opened, panel_edits(form, image, _store(form, opened)), image)
    except LabelChanged as error:
        typed = RowConflict(store=error.store, label=form.as_typed("label"), empty="empty" in form)
        return await _conflict_answer(request, image, typed, error)
    return await edited_answer(request, opened, edited, image)


async def edited_answer(request: AdminRequest, opened: OpenGallery, edited: Edited, image: int) -> Answer:
    """The page as it is now, or the gallery where the edit took the image away."""
    if image not in edited.gallery.images:
        return await _without_image(request, opened, edited)
    if face_of(request) == "page":
        return redirect_done(panel_address(opened, image), edited.entry)
    notice = Notice(edited_message(edited), undo=_undo(opened, image, edited.entry))
    return await _answer(request, opened.after(edited), image, notice, edit=edit_data(edited))


async def _without_image(request: AdminRequest, opened: OpenGallery, edited: Edited) -> Answer:
    if wants_json(request):
        return await gallery_edited_answer(request, opened, edited)
    return _to_gallery(request, opened, edited.entry)


def _to_gallery(request: AdminRequest, opened: OpenGallery, entry: int | None) -> Answer:
    if wants_part(request):
        return Response(None, status_code=204, headers={"HX-Redirect": with_query(opened.address(), done=entry)})
    return redirect_done(opened.address(), entry)


def _undo(opened: OpenGallery, image: int, entry: int | None) -> UndoForm | None:
    return undo_form(opened, entry, panel_address(opened, image), "#panel")


async def _answer(
    request: AdminRequest,
    opened: OpenGallery,
    image: int,
    notice: Notice | None,
    conflict: RowConflict | None = None,
    edit: EditData | None = None,
    problem: Problem | None = None,
) -> Answer:
    page = await panel_page(context_of(request), opened, image, base_url(request), conflict, edit)
    name = "image/_panel.html" if wants_part(request) else "image/page.html"
    headers = {"ETag": image_etag(opened.gallery, image)} if wants_json(request) else None
    return render(request, name, page, notice=notice, problem=problem, headers=headers)


async def _conflict_answer(request: AdminRequest, image: int, conflict: RowConflict, error: LabelChanged) -> Answer:
    """Show both versions; saving again keeps one's own."""
    message = _("Somebody else wrote this label meanwhile. Both versions are shown; save again to keep yours.")
    problem, notice = problem_of(error, context_of(request).limits), Notice(message, "trouble")
    return await _answer(request, await open_gallery(request), image, notice, conflict, problem=problem)


def _store(form: Form, opened: OpenGallery) -> int:
    """The store that a row is about. Raises UnknownStore."""
    reference = form.text("store")
    store = whole_number(reference) if reference else GLOBAL
    if store is None or store not in (GLOBAL, *(one.id for one in opened.stores)):
        raise UnknownStore(reference)
    return store


HANDLERS = (panel, change)
