"""An image's own page: everything about it in one place, and what its forms do."""

from litestar import get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template
from msgspec.structs import replace

from web.admin.activity.undo import notice_of_address
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.image.form_edits import panel_edits
from web.admin.image.page import panel_page
from web.admin.image.store_rows import RowConflict
from web.admin.shell.messages import done
from web.admin.shell.session import AdminRequest, by
from web.context import base_url, context_of
from web.gallery.errors import LabelChanged, UnknownStore
from web.gallery.model import GLOBAL, Gallery
from web.http.pages.forms import as_typed, number, text, whole_number
from web.http.pages.language import _
from web.http.pages.rendering import Notice, render, wants_part
from web.http.urls import with_query
from web.services.editing.write_path import Edited, edit_gallery, undo

HERE = "/images/{image:int}/panel"
TARGET = "#panel"


@get(addresses(HERE))
async def panel(request: AdminRequest, image: FromPath[int]) -> Template:
    """Raises UnknownImage."""
    opened = await open_gallery(request)
    notice = await notice_of_address(request, opened)
    if notice:
        notice = replace(notice, undo=opened.address(f"/images/{image}/panel/undo"), target=TARGET)
    elif request.query_params.get("did") == "kept":
        notice = Notice(_("The picture stays as it was."))
    return await answer(request, opened, opened.gallery, image, notice)


@post(addresses(HERE), status_code=200)
async def change(request: AdminRequest, image: FromPath[int]) -> Response[None] | Template | Redirect:
    opened = await open_gallery(request)
    form = await request.form()
    try:
        edited = await edit_gallery(opened.owner, panel_edits(form, image, _store(form, opened)), by(request))
    except LabelChanged as error:
        typed = RowConflict(store=error.store, label=as_typed(form, "label"), empty="empty" in form)
        return await _clashed(request, image, typed)
    return await answered(request, opened, edited, image)


@post(addresses(f"{HERE}/undo"), status_code=200)
async def undo_entry(request: AdminRequest, image: FromPath[int]) -> Response[None] | Template | Redirect:
    opened = await open_gallery(request)
    edited = await undo(opened.owner, number(await request.form(), "entry"), by(request))
    return await answered(request, opened, edited, image, _("Undone."))


async def answered(
    request: AdminRequest, opened: OpenGallery, edited: Edited, image: int, words: str | None = None
) -> Response[None] | Template | Redirect:
    """The page as it is now, or the gallery where undoing took the image away."""
    gone = image not in edited.gallery.images
    address = with_query(opened.address("" if gone else f"/images/{image}/panel"), done=edited.entry)
    if not wants_part(request):
        return Redirect(address, status_code=303)
    if gone:
        return Response(None, status_code=204, headers={"HX-Redirect": address})
    said = words or (_("Nothing changed.") if edited.entry is None else done(edited.changes))
    notice = Notice(said, undo=opened.address(f"/images/{image}/panel/undo"), entry=edited.entry, target=TARGET)
    return await answer(request, opened, edited.gallery, image, notice, revision=edited.revision)


async def answer(
    request: AdminRequest, opened: OpenGallery, gallery: Gallery, image: int, notice: Notice | None,
    revision: int | None = None, clash: RowConflict | None = None, status: int = 200,
) -> Template:  # fmt: skip
    page = await panel_page(context_of(request), opened, gallery, image, base_url(request), revision, clash)
    name = "image/_panel.html" if wants_part(request) else "image/page.html"
    return render(request, name, page, notice=notice, status=status)


async def _clashed(request: AdminRequest, image: int, clash: RowConflict) -> Template:
    """Both versions are shown; whoever saves again means it."""
    opened = await open_gallery(request)
    words = _("Somebody else wrote this label meanwhile. Both versions are shown; save again to keep yours.")
    return await answer(request, opened, opened.gallery, image, Notice(words, "trouble"), clash=clash, status=409)


def _store(form: FormMultiDict, opened: OpenGallery) -> int:
    """Which one a row is about. Raises UnknownStore."""
    said = text(form, "store")
    store = whole_number(said) if said else GLOBAL
    if store is None or store not in (GLOBAL, *(one.id for one in opened.stores)):
        raise UnknownStore(said)
    return store


HANDLERS = (panel, change, undo_entry)
