"""Conditional edits (RFC 9110, section 13.1.1): a program says by If-Match which state it means to change.

The tag of a gallery is its revision; that of an image is made of its own values, so that what happens to the images
beside it does not matter.
"""

import hashlib
from collections.abc import Sequence

import msgspec

from web.admin.gallery.opened import OpenGallery, open_gallery
from web.admin.gallery.page import gallery_page
from web.admin.shell.session import AdminRequest, by
from web.context import context_of
from web.gallery.edits import Edit
from web.gallery.errors import GalleryChanged
from web.gallery.model import Gallery
from web.http.conditional import IfMatchMissing, PreconditionFailed, matches
from web.services.editing.write_path import Edited, Edits, InTransaction, edit_gallery


def gallery_etag(opened: OpenGallery) -> str:
    return f'"{opened.owner.id}-{opened.owner.revision}"'


def image_etag(gallery: Gallery, image: int) -> str:
    """Raises UnknownImage."""
    digest = hashlib.blake2b(msgspec.json.encode(_values(gallery, image)), digest_size=12).hexdigest()
    return f'"{image}-{digest}"'


def _values(gallery: Gallery, image: int) -> object:
    held = {store: sorted(gallery.roles_of(image, store)) for store in gallery.roles}
    return gallery.image(image), held


async def edit_opened(
    request: AdminRequest,
    opened: OpenGallery,
    edits: Edits,
    image: int | None = None,
    in_transaction: InTransaction | None = None,
    undoes: int | None = None,
) -> Edited:
    """Edit the gallery for the person, if it is, or the `image` is, what If-Match says. `undoes`: a journal entry.

    Raises PreconditionFailed, IfMatchMissing, GalleryError, Busy; then nothing is changed.
    """
    expected = request.headers.get("if-match")
    if expected is None:
        if request.auth is not None and context_of(request).settings.require_if_match:
            raise IfMatchMissing
        return await edit_gallery(opened.owner, edits, by(request), undoes, in_transaction)
    if not matches(expected, _etag(opened, image)):
        raise await _failed(request, image)
    revision = opened.owner.revision if image is None else None
    edits_now = edits if image is None else _while_same(opened, image, edits)
    try:
        return await edit_gallery(opened.owner, edits_now, by(request), undoes, in_transaction, revision)
    except GalleryChanged:
        raise await _failed(request, image) from None


def _etag(opened: OpenGallery, image: int | None) -> str:
    return gallery_etag(opened) if image is None else image_etag(opened.gallery, image)


def _while_same(opened: OpenGallery, image: int, edits: Edits) -> Edits:
    """The edits, if under the lock the image still is what was read before."""

    def edits_now(gallery: Gallery) -> Sequence[Edit]:
        if _values(gallery, image) != _values(opened.gallery, image):
            raise GalleryChanged
        return edits(gallery) if callable(edits) else edits

    return edits_now


async def _failed(request: AdminRequest, image: int | None) -> PreconditionFailed:
    """With the gallery as it is now, or the image in it. Raises UnknownImage."""
    opened = await open_gallery(request)
    data = (await gallery_page(context_of(request), opened)).data
    if image is None:
        return PreconditionFailed(data, gallery_etag(opened))
    opened.gallery.image(image)
    return PreconditionFailed(next(one for one in data.images if one.id == image), image_etag(opened.gallery, image))
