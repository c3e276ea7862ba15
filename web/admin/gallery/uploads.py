"""Uploads: a form with several files, or our script that sends each alone and then adds them in the order picked."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial

import msgspec
from litestar import post
from litestar.params import FromPath
from litestar.response import Response

from web.admin.gallery.answers import edited_answer, gallery_answer
from web.admin.gallery.conditional import edit_opened
from web.admin.gallery.data import edit_data
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
from web.admin.shell.session import AdminRequest
from web.context import context_of
from web.gallery.edits import AddImage, ReplacePicture
from web.gallery.errors import ImagesNotSupported
from web.gallery.model import Picture
from web.gallery.picture_errors import PictureRefused
from web.http.pages.faces import wants_json
from web.http.pages.forms import BadForm, Form, form_of
from web.http.pages.language import _, n_
from web.http.pages.problems import FieldProblem, Problem, field_problem, problem_type
from web.http.pages.rendering import Answer, Notice
from web.services.editing.new_pictures import placed

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
    refused: list[FieldProblem]  # why others were


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
async def add(request: AdminRequest) -> Answer:
    """Add files and addresses of the form, or uploads that are pending; in the order of the form."""
    opened = await _open_for_more(request)
    new = await _new_pictures(request, opened.owner.id)
    edits = [AddImage(picture=one, store=opened.scope) for one in new.pictures]
    edited = await edit_opened(request, opened, edits, in_transaction=placed(new.places))
    if not new.refused:
        return await edited_answer(request, opened, edited, status=201)
    now = opened.after(edited)
    page = await gallery_page(context_of(request), now, edit_data(edited, new.refused))
    if new.pictures and wants_json(request):
        return await gallery_answer(request, now, page, status=201)
    problem = _refused_problem(len(new.pictures), new.refused)
    return await gallery_answer(request, now, page, notice=Notice(problem.detail, tone="trouble"), problem=problem)


async def _new_pictures(request: AdminRequest, owner: int) -> NewPictures:
    """Get all pictures of the form; one that is refused keeps out none of the others. Raises BadForm where none is."""
    form = await form_of(request)
    pending = [await pending_picture(request, owner, seal) for seal in _seals(form)]
    new = NewPictures(pictures=[one.picture for one in pending], places=[one.place for one in pending], refused=[])
    for field, name, take in _sources(request, form):
        try:
            new.pictures.append(await take())
        except PictureRefused as error:
            new.refused.append(field_problem(error, field, name, refusal(error, context_of(request).limits, name)))
    if not new.pictures and not new.refused:
        raise BadForm(_("No file was chosen. Choose one or more pictures first."), "files")
    return new


def _sources(request: AdminRequest, form: Form) -> Iterator[tuple[str, str, Callable[[], Awaitable[Picture]]]]:
    """Files and addresses, each with its field, its name and what gets the picture."""
    for file in form.files("files"):
        yield "files", file.name, partial(received_picture, request, file)
    addresses = [address for text in form.texts("addresses") for address in text.replace("\0", "").split()]
    for address in addresses[:ADDRESSES]:
        yield "addresses", address, partial(fetched_picture, request, address)


@post(addresses("/images/{image:int}/picture"), status_code=200)
async def replace_picture(request: AdminRequest, image: FromPath[int]) -> Answer:
    """Replace the picture of an image; its labels, roles and place stay."""
    opened = await open_gallery(request)
    picture = await _only_picture(request)
    edited = await edit_opened(request, opened, [ReplacePicture(image_id=image, picture=picture)], image)
    return await edited_answer(request, opened, edited, None, image)


async def _only_picture(request: AdminRequest) -> Picture:
    """The picture of the form: a file, or at an address. Raises BadForm, PictureRefused."""
    form = await form_of(request)
    address = form.text("address")
    return await fetched_picture(request, address) if address else await received_picture(request, only_file(form))


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


def _refused_problem(added: int, refused: Sequence[FieldProblem]) -> Problem:
    some = n_("%(num)s file refused.", "%(num)s files refused.", len(refused))
    detail = n_("Added %(num)s image; %(refused)s", "Added %(num)s images; %(refused)s", added, refused=some)
    type_, title = problem_type(PictureRefused()), _("That file was refused")
    return Problem(type=type_, title=title, status=422, detail=detail, errors=tuple(refused))


def _seals(form: Form) -> list[str]:
    """Seals of pending uploads; our script joins them with commas."""
    return [seal for text in form.texts("taken") for seal in text.split(",") if seal]


HANDLERS = (take_file, take_address, add, replace_picture)
