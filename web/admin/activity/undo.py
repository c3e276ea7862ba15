"""Undo: taking one entry of the journal back, and saying what it was."""

from litestar import post
from litestar.response import Redirect, Template

from web.admin.gallery.answers import edited_answer
from web.admin.gallery.copying import notice_of_copy
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.shell.messages import done
from web.admin.shell.session import AdminRequest, by
from web.http.pages.forms import number, whole_number
from web.http.pages.language import _
from web.http.pages.rendering import Notice
from web.services.editing import history
from web.services.editing.write_path import undo


@post(addresses("/undo"), status_code=200)
async def undo_entry(request: AdminRequest) -> Template | Redirect:
    opened = await open_gallery(request)
    edited = await undo(opened.owner, number(await request.form(), "entry"), by(request))
    return await edited_answer(request, opened, edited, _("Undone."))


async def notice_of_address(request: AdminRequest, opened: OpenGallery) -> Notice | None:
    """After a form without JavaScript the address names the entry that it made."""
    if (copied := whole_number(request.query_params.get("copied", ""))) is not None:
        return await notice_of_copy(opened, copied)
    wanted = whole_number(request.query_params.get("done", ""))
    entry = await history.entry(wanted) if wanted is not None else None
    if entry is None or entry.owner != opened.owner.id:
        return None
    words = _("Undone.") if entry.undoes else done(entry.changes)
    return Notice(words, undo=opened.address("/undo"), entry=entry.id)


HANDLERS = (undo_entry,)
