"""Answers to an edit: the parts of the page that changed, or back to the page; with its undo."""

from collections.abc import Container

from litestar.response import Redirect, Template
from msgspec.structs import replace

from web.admin.gallery.entry_notices import edited_message, undo_form
from web.admin.gallery.opened import LabelConflictShown, OpenGallery, open_gallery
from web.admin.gallery.page import GalleryPage, gallery_page
from web.admin.shell.session import AdminRequest
from web.context import context_of
from web.gallery.changes import Changes
from web.gallery.model import GLOBAL, Image
from web.http.pages.forms import whole_number
from web.http.pages.language import _
from web.http.pages.rendering import Notice, redirect_done, render, wants_part
from web.services.editing.write_path import Edited


async def edited_answer(
    request: AdminRequest, opened: OpenGallery, edited: Edited, message: str | None = None, image: int | None = None
) -> Template | Redirect:
    """Answer an edit. `image`: where the page is scrolled to without JavaScript."""
    if not wants_part(request):
        return redirect_done(f"{opened.address()}#image-{image}" if image else opened.address(), edited.entry)
    page = await gallery_page(context_of(request), opened.after(edited))
    notice = Notice(message or edited_message(edited), undo=undo_form(opened, edited.entry))
    before = edited.revision - (edited.entry is not None)
    return changed_part(request, page, edited.changes, before, notice, image)


def changed_part(
    request: AdminRequest, page: GalleryPage, changes: Changes, before: int, notice: Notice, image: int | None = None
) -> Template:
    """The cards that changed where the page knows everything up to the revision `before`, else all of the gallery."""
    if only_cards_changed(changes) and is_up_to_date(request, before):
        return render(
            request, "gallery/_changed.html", with_cards_of(page, {*changed_cards(changes), image}), notice=notice
        )
    return render(request, "gallery/_gallery.html", page, notice=notice)


async def conflict_answer(request: AdminRequest, conflict: LabelConflictShown) -> Template:
    """Show the card with both labels; nothing was written."""
    opened = replace(await open_gallery(request), conflict=conflict)
    page = await gallery_page(context_of(request), opened)
    notice = Notice(_("Not saved: somebody changed this label while you wrote."), tone="trouble")
    if not wants_part(request):
        return render(request, "gallery/page.html", page, notice=notice, status=409)
    if is_up_to_date(request, opened.owner.revision):
        return render(
            request, "gallery/_changed.html", with_cards_of(page, {conflict.image}), notice=notice, status=409
        )
    return render(request, "gallery/_gallery.html", page, notice=notice, status=409)


def is_up_to_date(request: AdminRequest, revision: int) -> bool:
    """Tell whether the page shows everything up to this revision: our script sends its own in a header."""
    shown = whole_number(request.headers.get("packshot-revision", ""))
    return shown is None or shown >= revision


def only_cards_changed(changes: Changes) -> bool:
    """Tell whether sending the changed images' cards is enough: no place and no picture differs.

    Notes on others' cards name pictures that look the same.
    """
    return all(
        change.before and change.after and _around(change.before) == _around(change.after)
        for change in changes.images.values()
    )


def _around(image: Image) -> tuple[int, set[tuple[int, int | None, bool]]]:
    """Values of an image that show on the cards of others."""
    own = {(store, own.position, own.removed) for store, own in image.overrides.items()}
    places = {(GLOBAL, image.position, False), *(place for place in own if place[1:] != (None, False))}
    return image.picture.number, places


def changed_cards(changes: Changes) -> set[int]:
    """The images whose cards look different now: changed themselves, or given or losing a role."""
    holders = {holder for role in changes.roles for holder in (role.before, role.after)}
    return {*changes.images, *(holder for holder in holders if isinstance(holder, int))}


def with_cards_of(page: GalleryPage, images: Container[int | None]) -> GalleryPage:
    """The page with fewer cards."""
    return replace(page, cards=tuple(card for card in page.cards if card.id in images))
