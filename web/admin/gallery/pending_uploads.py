"""Pending uploads: files that were checked and are in no gallery yet, and whether the same file is in one already."""

from urllib.parse import unquote, urlsplit

import msgspec
from cryptography.fernet import InvalidToken

from web.admin.gallery.opened import OpenGallery
from web.admin.shell.owners import address_of
from web.admin.shell.session import AdminRequest, by, uploader
from web.context import context_of
from web.gallery.clock import SECOND
from web.gallery.model import Picture
from web.http.multipart import File
from web.http.pages.forms import BadForm, Form
from web.http.pages.language import _
from web.services.catalogue.pictures import other_owners
from web.services.editing.new_pictures import WAIT, is_kept, keep_pending, picture_from


class PendingPicture(msgspec.Struct, frozen=True):
    """A picture that lies in the store and waits for its place in a gallery; sealed, so that nobody makes one up."""

    owner: int
    person: int
    picture: Picture
    place: int  # what it waits under


def only_file(form: Form) -> File:
    chosen = form.files("files")
    if len(chosen) != 1:
        raise BadForm(_("Choose one picture."), "files")
    return chosen[0]


async def received_picture(request: AdminRequest, file: File) -> Picture:
    """Check a file that was sent and keep it. Raises PictureRefused."""
    context = context_of(request)
    received = file.within(context.limits.max_bytes)
    return await picture_from(received, context.files, context.limits, name=file.name, uploader=uploader(request))


async def fetched_picture(request: AdminRequest, address: str) -> Picture:
    """Fetch a picture from an address, check and keep it. Raises PictureRefused, Busy."""
    context = context_of(request)
    received = await context.fetcher.receive(address, by(request))
    return await picture_from(
        received, context.files, context.limits, name=name_in(address), uploader=uploader(request)
    )


async def seal_picture(request: AdminRequest, owner: int, picture: Picture) -> str:
    """Keep the picture until a later request brings this text back, for a day at most."""
    pending = PendingPicture(owner, request.user.id, picture, await keep_pending(picture))
    return context_of(request).secret_box.seal(msgspec.json.encode(pending).decode())


async def pending_picture(request: AdminRequest, owner: int, sealed: str) -> PendingPicture:
    try:
        pending = msgspec.json.decode(context_of(request).secret_box.open(sealed, WAIT // SECOND), type=PendingPicture)
    except (InvalidToken, msgspec.DecodeError) as error:
        raise BadForm(
            _("That upload is not one of this page, or more than a day old. Choose the files again."), "taken"
        ) from error
    if (pending.owner, pending.person) != (owner, request.user.id):
        raise BadForm(_("That upload belongs to another page. Choose the files again."), "taken")
    if not await is_kept(pending.picture, context_of(request).files):
        raise BadForm(_("That upload is no longer kept. Choose the files again."), "taken")
    return pending


MAX_SHOWN = 3  # of the others


class DuplicateUse(msgspec.Struct, frozen=True):
    name: str
    url: str


async def duplicates_of(opened: OpenGallery, picture: Picture) -> tuple[int | None, tuple[DuplicateUse, ...]]:
    """Place of the picture in this gallery, as the store shows it, and other owners that show it."""
    listed = opened.gallery.listed(opened.scope)
    hashes = [image.picture.content_hash for image in listed]
    here = 1 + hashes.index(picture.content_hash) if picture.content_hash in hashes else None
    others = await other_owners(picture, opened.owner.id, MAX_SHOWN)
    return here, tuple(DuplicateUse(one.name, address_of(one.kind, one.shop_id)) for one in others)


def name_in(address: str) -> str:
    """File name in an address."""
    try:
        return unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2] or "picture"
    except ValueError:
        return "picture"
