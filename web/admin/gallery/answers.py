"""Answers to an edit: the parts of the page that changed, or back to the page; with its undo."""

from collections.abc import Container

from msgspec.structs import replace

from web.admin.gallery.conditional import gallery_etag
from web.admin.gallery.data import edit_data
from web.admin.gallery.entry_notices import edited_message, undo_form
from web.admin.gallery.opened import LabelConflictShown, OpenGallery, open_gallery
from web.admin.gallery.page import GalleryPage, gallery_page
from web.admin.shell.error_messages import problem_of
from web.admin.shell.session import AdminRequest
from web.context import context_of
from web.gallery.changes import Changes
from web.gallery.errors import LabelChanged
from web.gallery.model import GLOBAL, Image
from web.http.pages.faces import face_of, wants_json, wants_part
from web.http.pages.forms import whole_number
from web.http.pages.problems import Problem
from web.http.pages.rendering import Answer, Notice, redirect_done, render
from web.services.editing.write_path import Edited


async def gallery_answer(
    request: AdminRequest,
    opened: OpenGallery,
    page: GalleryPage,
    *,
    notice: Notice | None = None,
    problem: Problem | None = None,
    status: int = 200,
) -> Answer:
    """Answer with all of the gallery."""
    name = "gallery/_gallery.html" if wants_part(request) else "gallery/page.html"
    headers = {"ETag": gallery_etag(opened)} if wants_json(request) else None
    return render(request, name, page, notice=notice, problem=problem, status=status, headers=headers)


async def edited_answer(
    request: AdminRequest,
    opened: OpenGallery,
    edited: Edited,
    message: str | None = None,
    image: int | None = None,
    *,
    status: int = 200,
) -> Answer:
    """Answer an edit. `image`: where the page is scrolled to without JavaScript; `status`: for programs."""
    if face_of(request) == "page":
        return redirect_done(f"{opened.address()}#image-{image}" if image else opened.address(), edited.entry)
    now = opened.after(edited)
    page = await gallery_page(context_of(request), now, edit_data(edited))
    if wants_json(request):
        return await gallery_answer(request, now, page, status=status)
    notice = Notice(message or edited_message(edited), undo=undo_form(opened, edited.entry))
    before = edited.revision - (edited.entry is not None)
    return changed_part(request, page, edited.changes, before, notice, image)


def changed_part(
    request: AdminRequest, page: GalleryPage, changes: Changes, before: int, notice: Notice, image: int | None = None
) -> Answer:
    """The cards that changed where the page knows everything up to the revision `before`, else all of the gallery."""
    if only_cards_changed(changes) and is_up_to_date(request, before):
        return render(
            request, "gallery/_changed.html", with_cards_of(page, {*changed_cards(changes), image}), notice=notice
        )
    return render(request, "gallery/_gallery.html", page, notice=notice)


async def conflict_answer(request: AdminRequest, conflict: LabelConflictShown, error: LabelChanged) -> Answer:
    """Show the card with both labels; nothing was written."""
    opened = replace(await open_gallery(request), conflict=conflict)
    page = await gallery_page(context_of(request), opened)
    problem = problem_of(error, context_of(request).limits)
    notice = Notice(problem.detail, tone="trouble")
    if wants_part(request) and is_up_to_date(request, opened.owner.revision):
        page = with_cards_of(page, {conflict.image})
        return render(request, "gallery/_changed.html", page, notice=notice, problem=problem)
    return await gallery_answer(request, opened, page, notice=notice, problem=problem)


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
    return replace(page, cards=tuple(card for card in page.cards if card.image.id in images))
