"""Undo: taking one entry of the journal back, and saying what it was."""

from litestar import post
from litestar.response import Redirect, Template

from web.admin.answers import edited_answer
from web.admin.copying import notice_of_copy
from web.admin.opened import Opened, addresses, open_gallery
from web.admin.session import AdminRequest, by
from web.admin.words import done
from web.database import journal
from web.pages.forms import number, whole_number
from web.pages.language import _
from web.pages.rendering import Notice
from web.services.editing import undo


@post(addresses("/undo"), status_code=200)
async def undo_entry(request: AdminRequest) -> Template | Redirect:
    opened = await open_gallery(request)
    edited = await undo(opened.owner, number(await request.form(), "entry"), by(request))
    return await edited_answer(request, opened, edited, _("Undone."))


async def notice_of_address(request: AdminRequest, opened: Opened) -> Notice | None:
    """After a form without JavaScript the address names the entry that it made."""
    if (copied := whole_number(request.query_params.get("copied", ""))) is not None:
        return await notice_of_copy(opened, copied)
    wanted = whole_number(request.query_params.get("done", ""))
    entry = await journal.entry(wanted) if wanted is not None else None
    if entry is None or entry.owner != opened.owner.id:
        return None
    words = _("Undone.") if entry.undoes else done(entry.changes)
    return Notice(words, undo=opened.address("/undo"), entry=entry.id)


HANDLERS = (undo_entry,)
