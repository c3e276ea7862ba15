"""Uploads: a form with several files, or our script that sends each alone and then adds them in the order picked."""

from typing import BinaryIO, cast

import msgspec
from cryptography.fernet import InvalidToken
from litestar import post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from web.admin.answers import edited_answer
from web.admin.gallery_view import gallery_page
from web.admin.opened import Opened, addresses, open_gallery
from web.admin.refusals import refusal
from web.admin.same_file import Use, name_in, same_as
from web.admin.session import AdminRequest, by, uploader
from web.admin.words import some_refused
from web.clock import SECOND
from web.gallery.edits import AddImage, ReplacePicture
from web.gallery.errors import ImagesNotSupported
from web.gallery.model import Picture
from web.house import house
from web.pages.forms import BadForm, as_typed, files, text, texts
from web.pages.language import _
from web.pages.rendering import Notice, render, wants_part
from web.services.editing import edit_gallery
from web.services.uploads import WAIT, await_its_place, is_kept, placed, taken
from web.storage.errors import PictureRefused
from web.storage.intake import receive_file

ADDRESSES = 20  # of one form without JavaScript, which waits for all of them


class TakenIn(msgspec.Struct, frozen=True):
    """A picture that lies in the store and waits for its place in a gallery; sealed, nobody else can word it."""

    owner: int
    person: int
    picture: Picture
    place: int  # what it waits under


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What our script hears of a file: what to add it by, and where the very same is already."""

    taken: str
    content: str  # the same for the same bytes
    here: int | None  # its place in this gallery
    elsewhere: tuple[Use, ...]


@post(addresses("/files"), status_code=200)
async def take_file(request: AdminRequest) -> Response[Held]:
    """One file, checked and kept but in no gallery yet. Several may come at once, in any order."""
    opened = await _open_for_more(request)
    return await _held(request, opened, await _taken(request, _one_file(await request.form())))


@post(addresses("/addresses"), status_code=200)
async def take_address(request: AdminRequest) -> Response[Held]:
    """The same for what lies at an address."""
    opened = await _open_for_more(request)
    return await _held(request, opened, await _fetched(request, text(await request.form(), "address")))


@post(addresses("/images"), status_code=200)
async def add(request: AdminRequest) -> Template | Redirect:
    """Files that come with the form, or those taken in before; in the order of the form."""
    opened = await _open_for_more(request)
    form = await request.form()
    held = [await _opened_seal(request, opened.owner.id, text) for text in _seals(form)]
    pictures = [one.picture for one in held]
    refused: list[str] = []
    for part in files(form, "files"):
        try:
            pictures.append(await _taken(request, part))
        except PictureRefused as error:
            refused.append(refusal(error, house(request).limits, part.filename))
    for address in as_typed(form, "addresses").split()[:ADDRESSES]:
        try:
            pictures.append(await _fetched(request, address))
        except PictureRefused as error:
            refused.append(refusal(error, house(request).limits, address))
    if not pictures and not refused:
        raise BadForm(_("No file was chosen. Choose one or more pictures first."))
    edits = [AddImage(picture=one, store=opened.scope) for one in pictures]
    edited = await edit_gallery(opened.owner, edits, by(request), alongside=placed([one.place for one in held]))
    if not refused:
        return await edited_answer(request, opened, edited)
    page = await gallery_page(house(request), opened, edited.gallery, tuple(refused), edited.revision)
    notice = Notice(some_refused(len(pictures), len(refused)), tone="trouble")
    name = "gallery/_gallery.html" if wants_part(request) else "gallery/page.html"
    return render(request, name, page, notice=notice, status=422)


@post(addresses("/images/{image:int}/picture"), status_code=200)
async def replace_picture(request: AdminRequest, image: FromPath[int]) -> Template | Redirect:
    """New bytes for the same image: its labels, roles and place stay."""
    opened = await open_gallery(request)
    picture = await _taken(request, _one_file(await request.form()))
    edited = await edit_gallery(opened.owner, [ReplacePicture(image_id=image, picture=picture)], by(request))
    return await edited_answer(request, opened, edited, None, image)


async def _open_for_more(request: AdminRequest) -> Opened:
    """Raises ImagesNotSupported, before anything of a file is looked at."""
    opened = await open_gallery(request)
    if not opened.owner.supports_images:
        raise ImagesNotSupported
    return opened


def _one_file(form: FormMultiDict) -> UploadFile:
    chosen = files(form, "files")
    if len(chosen) != 1:
        raise BadForm(_("Choose one picture."))
    return chosen[0]


async def _taken(request: AdminRequest, part: UploadFile) -> Picture:
    """Raises PictureRefused."""
    home = house(request)
    received = await receive_file(cast(BinaryIO, part.file), home.limits)
    await part.close()
    return await taken(received, home.files, home.limits, name=part.filename, uploader=uploader(request))


async def _fetched(request: AdminRequest, address: str) -> Picture:
    """Raises PictureRefused."""
    home = house(request)
    received = await home.fetcher.receive(address)
    return await taken(received, home.files, home.limits, name=name_in(address), uploader=uploader(request))


async def _held(request: AdminRequest, opened: Opened, picture: Picture) -> Response[Held]:
    held = TakenIn(opened.owner.id, request.user.id, picture, await await_its_place(picture))
    here, elsewhere = await same_as(opened, picture)
    sealed = house(request).sealer.seal(msgspec.json.encode(held).decode())
    return Response(Held(taken=sealed, content=picture.content_hash, here=here, elsewhere=elsewhere))


def _seals(form: FormMultiDict) -> list[str]:
    """Our script joins them with commas."""
    return [seal for text in texts(form, "taken") for seal in text.split(",") if seal]


async def _opened_seal(request: AdminRequest, owner: int, sealed: str) -> TakenIn:
    try:
        held = msgspec.json.decode(house(request).sealer.open(sealed, WAIT // SECOND), type=TakenIn)
    except (InvalidToken, msgspec.DecodeError) as error:
        raise BadForm(
            _("That upload is not one of this page, or more than a day old. Choose the files again.")
        ) from error
    if (held.owner, held.person) != (owner, request.user.id):
        raise BadForm(_("That upload belongs to another page. Choose the files again."))
    if not await is_kept(held.picture, house(request).files):
        raise BadForm(_("That upload is no longer kept. Choose the files again."))
    return held


HANDLERS = (take_file, take_address, add, replace_picture)
