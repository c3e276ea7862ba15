"""The gallery page, and its forms about one image."""

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect
from msgspec.structs import replace

from web.admin.gallery.answers import changed_part, conflict_answer, edited_answer, gallery_answer, with_cards_of
from web.admin.gallery.conditional import edit_opened, image_etag
from web.admin.gallery.edit_messages import form_message
from web.admin.gallery.entry_notices import elsewhere_notice, entry_done, entry_message, undo_form
from web.admin.gallery.form_edits import edits_of, order_inherited
from web.admin.gallery.opened import LabelConflictShown, OpenGallery, addresses, open_gallery
from web.admin.gallery.page import gallery_page
from web.admin.shell.session import AdminRequest
from web.context import context_of
from web.gallery.errors import LabelChanged
from web.http.pages.faces import face_of, wants_json, wants_part
from web.http.pages.forms import form_of
from web.http.pages.language import _
from web.http.pages.rendering import Answer, Notice, render, render_toast
from web.http.urls import with_query
from web.services.editing.history import JournalEntry


@get(addresses())
async def gallery(request: AdminRequest) -> Answer:
    """Page or part; after an undo only the part that it changed."""
    opened, entry = await open_gallery(request), await entry_done(request)
    if entry and entry.owner != opened.owner.id:
        return await _done_elsewhere(request, opened, entry)
    page = await gallery_page(context_of(request), opened)
    notice = Notice(entry_message(entry), undo=undo_form(opened, entry.id)) if entry else None
    if entry and notice and wants_part(request):
        return changed_part(request, page, entry.changes, opened.owner.revision - 1, notice)
    return await gallery_answer(request, opened, page, notice=notice)


async def _done_elsewhere(request: AdminRequest, opened: OpenGallery, entry: JournalEntry) -> Answer:
    """Show the notice alone, since this gallery stays as it is."""
    notice = await elsewhere_notice(opened, entry)
    if notice and wants_part(request):
        return render_toast(request, notice)
    return await gallery_answer(request, opened, await gallery_page(context_of(request), opened), notice=notice)


@get(addresses("/images/{image:int}"))
async def menu(request: AdminRequest, image: FromPath[int]) -> Answer:
    """Menu of an image, and its values; without JavaScript the page with that menu open. Raises UnknownImage."""
    opened = replace(await open_gallery(request), menu=image)
    opened.gallery.image(image, opened.scope)
    if face_of(request) == "page":
        return Redirect(f"{with_query(opened.address(), menu=image)}#image-{image}", status_code=303)
    page = with_cards_of(await gallery_page(context_of(request), opened), {image})
    if wants_json(request):
        return render(request, "", page.cards[0].image, headers={"ETag": image_etag(opened.gallery, image)})
    return render(request, "gallery/_opened.html", page)


@post(addresses("/images/{image:int}"), status_code=200)
async def change(request: AdminRequest, image: FromPath[int]) -> Answer:
    opened = await open_gallery(request)
    form = await form_of(request)
    try:
        edited = await edit_opened(request, opened, edits_of(form, image, opened.scope), image)
    except LabelChanged as error:
        return await conflict_answer(request, LabelConflictShown(image, form.as_typed("label")), error)
    message = form_message(form.text("do"), opened, edited, image)
    return await edited_answer(request, opened, edited, message, image)


@post(addresses("/order"), status_code=200)
async def inherit_order(request: AdminRequest) -> Answer:
    opened = await open_gallery(request)
    edited = await edit_opened(request, opened, lambda now: order_inherited(now, opened.scope))
    return await edited_answer(request, opened, edited, _("The store follows the default order again."))


HANDLERS = (gallery, menu, change, inherit_order)
