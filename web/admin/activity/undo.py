"""Undo of one entry of the journal, from any page."""

from litestar import post
from litestar.response import Redirect

from web.admin.gallery.opened import addresses, open_gallery
from web.admin.shell.session import AdminRequest, by, safe_next
from web.http.pages.flash import redirect_done
from web.http.pages.forms import form_of
from web.services.editing.write_path import undo


@post(addresses("/undo"))
async def undo_entry(request: AdminRequest) -> Redirect:
    """Undo an entry of this gallery and go back to the page in `next`, which then says so.

    A script follows too, and swaps the part of the page that it gets there. Raises ChangedSince, UnknownOwner.
    """
    opened = await open_gallery(request)
    form = await form_of(request)
    edited = await undo(opened.owner, form.number("entry"), by(request))
    page = form.text("next")
    return redirect_done(safe_next(page) if page else opened.address(), edited.entry)


HANDLERS = (undo_entry,)
