"""Uploads: a form with several files, or our script that sends each alone and then adds them in the order picked."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

import msgspec
from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from web.admin.gallery.answers import edited_answer
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.gallery.page import gallery_page
from web.admin.gallery.pending_uploads import (
    DuplicateUse,
    duplicates_of,
    fetched_picture,
    only_file,
    pending_picture,
    received_picture,
    seal_picture,
)
from web.admin.shell.error_messages import refusal
from web.admin.shell.session import AdminRequest, by
from web.context import context_of
from web.gallery.edits import AddImage, ReplacePicture
from web.gallery.errors import ImagesNotSupported
from web.gallery.model import Picture
from web.gallery.picture_errors import PictureRefused
from web.http.pages.forms import BadForm, Form, form_of
from web.http.pages.language import _, n_
from web.http.pages.rendering import Notice, render, wants_part
from web.services.editing.new_pictures import placed
from web.services.editing.write_path import edit_gallery

ADDRESSES = 20  # of one form without JavaScript, which waits for all of them


class PendingUpload(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to our script about one file: what to add it by, and where the very same is already."""

    taken: str
    content: str  # the same for the same bytes
    here: int | None  # its place in this gallery
    elsewhere: tuple[DuplicateUse, ...]


class NewPictures(msgspec.Struct, frozen=True, kw_only=True):
    """The pictures that a form brought."""

    pictures: list[Picture]
    places: list[int]  # under which those taken in before waited
    refused: list[str]  # why others were, a sentence each


@post(addresses("/files"), status_code=200)
async def take_file(request: AdminRequest) -> Response[PendingUpload]:
    """Keep one file that is in no gallery yet. Several may come at once, in any order."""
    opened = await _open_for_more(request)
    return await _pending_answer(request, opened, await received_picture(request, only_file(await form_of(request))))


@post(addresses("/addresses"), status_code=200)
async def take_address(request: AdminRequest) -> Response[PendingUpload]:
    """Keep the picture at an address that is in no gallery yet."""
    opened = await _open_for_more(request)
    return await _pending_answer(
        request, opened, await fetched_picture(request, (await form_of(request)).text("address"))
    )


@post(addresses("/images"), status_code=200)
async def add(request: AdminRequest) -> Template | Redirect:
    """Add files and addresses of the form, or uploads that are pending; in the order of the form."""
    opened = await _open_for_more(request)
    new = await _new_pictures(request, opened.owner.id)
    edits = [AddImage(picture=one, store=opened.scope) for one in new.pictures]
    edited = await edit_gallery(opened.owner, edits, by(request), in_transaction=placed(new.places))
    if not new.refused:
        return await edited_answer(request, opened, edited)
    page = await gallery_page(context_of(request), opened.after(edited), tuple(new.refused))
    notice = Notice(_some_refused(len(new.pictures), len(new.refused)), tone="trouble")
    name = "gallery/_gallery.html" if wants_part(request) else "gallery/page.html"
    return render(request, name, page, notice=notice, status=422)


async def _new_pictures(request: AdminRequest, owner: int) -> NewPictures:
    """Get all pictures of the form; one that is refused keeps out none of the others. Raises BadForm where none is."""
    form = await form_of(request)
    pending = [await pending_picture(request, owner, seal) for seal in _seals(form)]
    new = NewPictures(pictures=[one.picture for one in pending], places=[one.place for one in pending], refused=[])
    for name, take in _sources(request, form):
        try:
            new.pictures.append(await take())
        except PictureRefused as error:
            new.refused.append(refusal(error, context_of(request).limits, name))
    if not new.pictures and not new.refused:
        raise BadForm(_("No file was chosen. Choose one or more pictures first."))
    return new


def _sources(request: AdminRequest, form: Form) -> Iterator[tuple[str, Callable[[], Awaitable[Picture]]]]:
    """Files and addresses, each with its name and what gets the picture."""
    for file in form.files("files"):
        yield file.name, partial(received_picture, request, file)
    for address in form.as_typed("addresses").split()[:ADDRESSES]:
        yield address, partial(fetched_picture, request, address)


@post(addresses("/images/{image:int}/picture"), status_code=200)
async def replace_picture(request: AdminRequest, image: FromPath[int]) -> Template | Redirect:
    """Replace the picture of an image; its labels, roles and place stay."""
    opened = await open_gallery(request)
    picture = await received_picture(request, only_file(await form_of(request)))
    edited = await edit_gallery(opened.owner, [ReplacePicture(image_id=image, picture=picture)], by(request))
    return await edited_answer(request, opened, edited, None, image)


async def _open_for_more(request: AdminRequest) -> OpenGallery:
    """Open the gallery. Raises ImagesNotSupported, before a file is read."""
    opened = await open_gallery(request)
    if not opened.owner.supports_images:
        raise ImagesNotSupported
    return opened


async def _pending_answer(request: AdminRequest, opened: OpenGallery, picture: Picture) -> Response[PendingUpload]:
    here, elsewhere = await duplicates_of(opened, picture)
    taken = await seal_picture(request, opened.owner.id, picture)
    return Response(PendingUpload(taken=taken, content=picture.content_hash, here=here, elsewhere=elsewhere))


def _some_refused(added: int, refused: int) -> str:
    some = n_("%(num)s file refused.", "%(num)s files refused.", refused)
    return n_("Added %(num)s image; %(refused)s", "Added %(num)s images; %(refused)s", added, refused=some)


def _seals(form: Form) -> list[str]:
    """Seals of pending uploads; our script joins them with commas."""
    return [seal for text in form.texts("taken") for seal in text.split(",") if seal]


HANDLERS = (take_file, take_address, add, replace_picture)
