"""Pending uploads: files that were sent and checked, and wait for their place in a gallery."""

import msgspec
from cryptography.fernet import InvalidToken

from web.admin.gallery.duplicates import name_in
from web.admin.shell.session import AdminRequest, uploader
from web.context import context_of
from web.gallery.clock import SECOND
from web.gallery.model import Picture
from web.http.multipart import File
from web.http.pages.forms import BadForm, Form
from web.http.pages.language import _
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
        raise BadForm(_("Choose one picture."))
    return chosen[0]


async def received_picture(request: AdminRequest, file: File) -> Picture:
    """Check a file that was sent and keep it. Raises PictureRefused."""
    context = context_of(request)
    received = file.within(context.limits.max_bytes)
    return await picture_from(received, context.files, context.limits, name=file.name, uploader=uploader(request))


async def fetched_picture(request: AdminRequest, address: str) -> Picture:
    """Fetch a picture from an address, check and keep it. Raises PictureRefused."""
    context = context_of(request)
    received = await context.fetcher.receive(address)
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
            _("That upload is not one of this page, or more than a day old. Choose the files again.")
        ) from error
    if (pending.owner, pending.person) != (owner, request.user.id):
        raise BadForm(_("That upload belongs to another page. Choose the files again."))
    if not await is_kept(pending.picture, context_of(request).files):
        raise BadForm(_("That upload is no longer kept. Choose the files again."))
    return pending
