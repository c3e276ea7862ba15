"""Uploads: a form with several files, or our script that sends each alone and then adds them in the order picked."""

import msgspec
from litestar import post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from web.admin.gallery.answers import edited_answer
from web.admin.gallery.duplicates import DuplicateUse, duplicates_of
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.gallery.page import gallery_page
from web.admin.gallery.pending_uploads import fetched, one_file, opened_seal, sealed, taken_in
from web.admin.shell.messages import some_refused
from web.admin.shell.refusal_messages import refusal
from web.admin.shell.session import AdminRequest, by
from web.context import context_of
from web.gallery.edits import AddImage, ReplacePicture
from web.gallery.errors import ImagesNotSupported
from web.gallery.model import Picture
from web.gallery.picture_errors import PictureRefused
from web.http.pages.forms import BadForm, as_typed, files, text, texts
from web.http.pages.language import _
from web.http.pages.rendering import Notice, render, wants_part
from web.services.editing.new_pictures import placed
from web.services.editing.write_path import edit_gallery

ADDRESSES = 20  # of one form without JavaScript, which waits for all of them


class PendingUpload(msgspec.Struct, frozen=True, kw_only=True):
    """What our script hears of a file: what to add it by, and where the very same is already."""

    taken: str
    content: str  # the same for the same bytes
    here: int | None  # its place in this gallery
    elsewhere: tuple[DuplicateUse, ...]


@post(addresses("/files"), status_code=200)
async def take_file(request: AdminRequest) -> Response[PendingUpload]:
    """One file, checked and kept but in no gallery yet. Several may come at once, in any order."""
    opened = await _open_for_more(request)
    return await _held(request, opened, await taken_in(request, one_file(await request.form())))


@post(addresses("/addresses"), status_code=200)
async def take_address(request: AdminRequest) -> Response[PendingUpload]:
    """The same for what lies at an address."""
    opened = await _open_for_more(request)
    return await _held(request, opened, await fetched(request, text(await request.form(), "address")))


@post(addresses("/images"), status_code=200)
async def add(request: AdminRequest) -> Template | Redirect:
    """Files that come with the form, or those taken in before; in the order of the form."""
    opened = await _open_for_more(request)
    form = await request.form()
    held = [await opened_seal(request, opened.owner.id, text) for text in _seals(form)]
    pictures = [one.picture for one in held]
    refused: list[str] = []
    for part in files(form, "files"):
        try:
            pictures.append(await taken_in(request, part))
        except PictureRefused as error:
            refused.append(refusal(error, context_of(request).limits, part.filename))
    for address in as_typed(form, "addresses").split()[:ADDRESSES]:
        try:
            pictures.append(await fetched(request, address))
        except PictureRefused as error:
            refused.append(refusal(error, context_of(request).limits, address))
    if not pictures and not refused:
        raise BadForm(_("No file was chosen. Choose one or more pictures first."))
    edits = [AddImage(picture=one, store=opened.scope) for one in pictures]
    edited = await edit_gallery(opened.owner, edits, by(request), alongside=placed([one.place for one in held]))
    if not refused:
        return await edited_answer(request, opened, edited)
    page = await gallery_page(context_of(request), opened, edited.gallery, tuple(refused), edited.revision)
    notice = Notice(some_refused(len(pictures), len(refused)), tone="trouble")
    name = "gallery/_gallery.html" if wants_part(request) else "gallery/page.html"
    return render(request, name, page, notice=notice, status=422)


@post(addresses("/images/{image:int}/picture"), status_code=200)
async def replace_picture(request: AdminRequest, image: FromPath[int]) -> Template | Redirect:
    """New bytes for the same image: its labels, roles and place stay."""
    opened = await open_gallery(request)
    picture = await taken_in(request, one_file(await request.form()))
    edited = await edit_gallery(opened.owner, [ReplacePicture(image_id=image, picture=picture)], by(request))
    return await edited_answer(request, opened, edited, None, image)


async def _open_for_more(request: AdminRequest) -> OpenGallery:
    """Raises ImagesNotSupported, before anything of a file is looked at."""
    opened = await open_gallery(request)
    if not opened.owner.supports_images:
        raise ImagesNotSupported
    return opened


async def _held(request: AdminRequest, opened: OpenGallery, picture: Picture) -> Response[PendingUpload]:
    here, elsewhere = await duplicates_of(opened, picture)
    taken = await sealed(request, opened.owner.id, picture)
    return Response(PendingUpload(taken=taken, content=picture.content_hash, here=here, elsewhere=elsewhere))


def _seals(form: FormMultiDict) -> list[str]:
    """Our script joins them with commas."""
    return [seal for text in texts(form, "taken") for seal in text.split(",") if seal]


HANDLERS = (take_file, take_address, add, replace_picture)
