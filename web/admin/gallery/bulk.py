"""Bulk edits of one gallery: several images, one form, one edit, one undo."""

from collections.abc import Callable, Mapping, Sequence

from litestar import post

from web.admin.gallery.answers import edited_answer
from web.admin.gallery.conditional import edit_opened
from web.admin.gallery.copying import copy_answer
from web.admin.gallery.edit_messages import bulk_message
from web.admin.gallery.form_edits import emptied
from web.admin.gallery.opened import addresses, open_gallery
from web.admin.shell.session import AdminRequest
from web.gallery.edits import AssignRoles, ChangeImage, Edit, MoveImage, Placement, RemoveImage
from web.gallery.model import Gallery
from web.http.pages.forms import BadForm, Form, form_of, whole_number
from web.http.pages.language import _
from web.http.pages.rendering import Answer

BulkIntention = Callable[[Form, Gallery, list[int], int], Sequence[Edit]]


@post(addresses("/several"), status_code=200)
async def change_several(request: AdminRequest) -> Answer:
    opened = await open_gallery(request)
    form = await form_of(request)
    selected = selected_in(form)
    if "to" in form or form.text("do") == "copy":
        return await copy_answer(request, opened, form, selected)
    edited = await edit_opened(request, opened, edits_of(form, selected, opened.scope))
    message = bulk_message(form.text("do"), opened, edited, selected)
    return await edited_answer(request, opened, edited, message)


def selected_in(form: Form) -> set[int]:
    """Ids of the images that are ticked. Raises BadForm where none is."""
    selected = {whole_number(one) for one in form.texts("images")} - {None}
    if not selected:
        raise BadForm(_("Nothing is selected. Tick one or more images first."), "images")
    return selected  # type: ignore[return-value]


def edits_of(form: Form, selected: set[int], store: int) -> Callable[[Gallery], Sequence[Edit]]:
    """Edits of the form, in the order of the gallery, without images that are gone by now. Raises BadForm."""
    intention = BULK_INTENTIONS.get(form.text("do"))
    if intention is None:
        raise BadForm(_("The button that was pressed is not one of ours."), "do")
    return lambda gallery: intention(form, gallery, in_order(gallery, selected, store), store)


def in_order(gallery: Gallery, selected: set[int], store: int) -> list[int]:
    """Sort the picked images as the gallery lists them. Raises BadForm where none of them is left."""
    there = [image.id for image in gallery.listed(store) if image.id in selected]
    if not there:
        raise BadForm(_("None of the selected images is there any more. Reload the page."), "images")
    return there


def _excluded(value: bool | None) -> BulkIntention:
    def edits(form: Form, gallery: Gallery, images: list[int], store: int) -> Sequence[Edit]:
        return [ChangeImage(image_id=image, excluded=_own(value, store), store=store) for image in images]

    return edits


def _own(value: bool | None, store: int) -> bool | None:
    if value is None and not store:
        raise BadForm(_("Only a store can inherit."), "store")
    return value


def _removed(form: Form, gallery: Gallery, images: list[int], store: int) -> Sequence[Edit]:
    return [RemoveImage(image_id=image, store=store) for image in images]


def _role(form: Form, gallery: Gallery, images: list[int], store: int) -> Sequence[Edit]:
    """Give the role to the first one, since only one image can hold it."""
    form.require("role")
    roles = gallery.roles_of(images[0], store) | {form.text("role")}
    return [AssignRoles(image_id=images[0], roles=roles, store=store)]


def _moved(form: Form, gallery: Gallery, images: list[int], store: int) -> Sequence[Edit]:
    """Move all to a place, in the order they have. Those that go back move first, from the last to the first."""
    ranks = {image.id: rank for rank, image in enumerate(gallery.listed(store), start=1)}
    furthest = len(ranks) - len(images) + 1
    do = form.text("do")
    place = {"first": 1, "last": furthest}.get(do) or min(max(form.number("place"), 1), furthest)
    targets = {image: place + nth for nth, image in enumerate(images)}
    later = [image for image in reversed(images) if targets[image] > ranks[image]]
    earlier = [image for image in images if targets[image] < ranks[image]]
    return [
        MoveImage(image_id=image, position=targets[image], place=Placement.RANK, store=store)
        for image in (*later, *earlier)
    ]


def _labelled(form: Form, gallery: Gallery, images: list[int], store: int) -> Sequence[Edit]:
    typed = form.as_typed("label")
    if not typed.strip():
        raise BadForm(_("Write a label first. To take labels away, choose “Clear labels”."), "label")
    return _all_labelled(images, typed, store)


def _all_labelled(images: list[int], label: str | None, store: int) -> list[Edit]:
    return [ChangeImage(image_id=image, label=label, store=store) for image in images]


def _cleared(form: Form, gallery: Gallery, images: list[int], store: int) -> Sequence[Edit]:
    return _all_labelled(images, emptied(store), store)


def _decorative(form: Form, gallery: Gallery, images: list[int], store: int) -> Sequence[Edit]:
    return _all_labelled(images, "", store)


def _label_inherited(form: Form, gallery: Gallery, images: list[int], store: int) -> Sequence[Edit]:
    if not store:
        raise BadForm(_("Only a store can inherit."), "store")
    return _all_labelled(images, None, store)


BULK_INTENTIONS: Mapping[str, BulkIntention] = {
    "hide": _excluded(True),
    "show": _excluded(False),
    "inherit-shown": _excluded(None),
    "remove": _removed,
    "role": _role,
    "first": _moved,
    "last": _moved,
    "place": _moved,
    "label": _labelled,
    "no-label": _cleared,
    "decorative": _decorative,
    "inherit-label": _label_inherited,
}

HANDLERS = (change_several,)
