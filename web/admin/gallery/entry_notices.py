"""Notices about entries of the journal, with their undo: for the answer to an edit, or the page after it."""

from web.admin.gallery.edit_messages import changes_message
from web.admin.gallery.opened import OpenGallery
from web.admin.shell.owners import address_of
from web.admin.shell.session import AdminRequest
from web.gallery.owner import Owner
from web.http.pages.language import _, n_
from web.http.pages.rendering import Notice, UndoForm, flash_entry
from web.services.editing import history
from web.services.editing.history import JournalEntry
from web.services.editing.write_path import Edited


def undo_form(
    opened: OpenGallery, entry: int | None, page: str | None = None, target: str = "#gallery"
) -> UndoForm | None:
    """Undo form that leads back to `page`, else to the gallery's own. None where no entry was made."""
    return UndoForm(opened.address("/undo"), entry, page or opened.address(), target) if entry else None


def edited_message(edited: Edited) -> str:
    return _("Nothing changed.") if edited.entry is None else changes_message(edited.changes)


def entry_message(entry: JournalEntry) -> str:
    return _("Undone.") if entry.undoes else changes_message(entry.changes)


async def entry_done(request: AdminRequest) -> JournalEntry | None:
    """The entry of the journal that the address names as just made."""
    number = flash_entry(request)
    return None if number is None else await history.entry(number)


async def elsewhere_notice(opened: OpenGallery, entry: JournalEntry) -> Notice | None:
    """The notice about a copy to another gallery, or its undo; None for anything else that was done there."""
    changes = entry.changes.images.values()
    if entry.undoes:
        return Notice(_("Undone.")) if any(change.after is None for change in changes) else None
    to, count = await history.owner_of(entry), sum(change.before is None for change in changes)
    return copy_notice(opened, to, count, entry.id) if to and count else None


def copy_notice(opened: OpenGallery, to: Owner, count: int, entry: int | None) -> Notice:
    """Notice about a copy; its undo leads back here, though it is done there."""
    message = n_("Copied %(num)s image to %(name)s.", "Copied %(num)s images to %(name)s.", count, name=to.name)
    there = address_of(to.kind, to.shop_id)
    undo = UndoForm(f"{there}/undo", entry, opened.address()) if entry else None
    return Notice(message, undo=undo, link=there, link_text=_("Look at it"))
