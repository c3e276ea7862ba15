"""Replacing a picture in two steps: the new file is taken in, both are shown, and only then it counts."""

import msgspec
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template
from litestar.response.base import ASGIResponse
from msgspec.structs import replace

from web.admin.gallery.cards import QualityNote, quality_notes_of
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.gallery.pending_uploads import one_file, opened_seal, sealed, taken_in
from web.admin.image.facts import Fact, facts_of
from web.admin.image.routes import HERE, answered
from web.admin.shell.picture_sources import ResponsivePicture, fallback, large, seen_size
from web.admin.shell.session import AdminRequest, by
from web.context import AppContext, context_of
from web.gallery.edits import Edit, ReplacePicture
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.gallery.picture_errors import Busy, MissingFile, PictureRefused, StorageUnavailable
from web.http.pages.flash import gone_back, notice_of
from web.http.pages.forms import number, text
from web.http.pages.language import _
from web.http.pages.rendering import render
from web.http.urls import with_query
from web.imaging.renditions.sizes import Size
from web.media.responses import CACHE_NEVER, etag_of, not_found, unavailable
from web.media.responses import answer as picture_answer
from web.services.editing.new_pictures import forget, placed
from web.services.editing.write_path import edit_gallery
from web.services.insight.findings import findings_in, with_facts

SIDE = 960  # pixels; as large as the new picture is shown


class PictureSide(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two pictures."""

    facts: tuple[Fact, ...]
    notes: tuple[QualityNote, ...]


class ReplacingPage(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    image: int
    label: str
    number: int  # of the picture there is
    picture: ResponsivePicture
    before: PictureSide
    after: PictureSide
    new: str  # where the new picture is to be had
    width: int
    height: int
    same: bool
    taken: str
    here: str
    back: str


class ReplacedMeanwhile(Exception):
    """Somebody else did, since the two were shown."""


@post(addresses(f"{HERE}/file"), status_code=200)
async def take_new(request: AdminRequest, image: FromPath[int]) -> Redirect:
    """The new file, checked and kept, not yet anybody's picture. Raises UnknownImage before anything is kept."""
    opened = await open_gallery(request)
    opened.gallery.image(image)
    picture = await taken_in(request, one_file(await request.form()))
    return Redirect(_address(opened, image, await sealed(request, opened.owner.id, picture)), status_code=303)


@get(addresses(f"{HERE}/replacement"))
async def compare(request: AdminRequest, image: FromPath[int]) -> Template:
    opened = await open_gallery(request)
    taken = request.query_params.get("taken", "")
    held = await opened_seal(request, opened.owner.id, taken)
    page = await _page(context_of(request), opened, opened.gallery.image(image), held.picture, taken)
    words = {"meanwhile": _("Somebody else replaced this picture meanwhile. Look at both once more.")}
    return render(request, "image/replacement.html", page, notice=notice_of(request, words))


@get(addresses(f"{HERE}/replacement/picture"))
async def new_picture(request: AdminRequest, image: FromPath[int]) -> ASGIResponse:
    """To whoever sent it alone."""
    opened = await open_gallery(request)
    held = await opened_seal(request, opened.owner.id, request.query_params.get("taken", ""))
    picture, size, renditions = held.picture, Size.fit(SIDE, SIDE), context_of(request).renditions
    format_, full = fallback(picture), (picture.width, picture.height)
    try:
        rendered = await renditions.get(picture.content_hash, picture.format, size, format_, full=full)
    except (MissingFile, PictureRefused):
        return not_found()
    except (Busy, StorageUnavailable):
        return unavailable()
    etag = etag_of(picture.content_hash, size, format_)
    return await picture_answer(request, renditions, rendered, etag=etag, caching=CACHE_NEVER)


@post(addresses(f"{HERE}/replacement"), status_code=200)
async def settle(request: AdminRequest, image: FromPath[int]) -> Response[None] | Template | Redirect:
    opened = await open_gallery(request)
    form = await request.form()
    held = await opened_seal(request, opened.owner.id, text(form, "taken"))
    if text(form, "do") == "forget":
        await forget(held.place)
        return gone_back(opened.address(f"/images/{image}/panel"), "kept")
    shown = number(form, "number")

    def edits(gallery: Gallery) -> list[Edit]:
        if gallery.image(image).picture.number != shown:
            raise ReplacedMeanwhile
        return [ReplacePicture(image_id=image, picture=held.picture)]

    try:
        edited = await edit_gallery(opened.owner, edits, by(request), alongside=placed([held.place]))
    except ReplacedMeanwhile:
        return gone_back(_address(opened, image, text(form, "taken")), "meanwhile")
    return await answered(request, opened, edited, image)


async def _page(context: AppContext, opened: OpenGallery, image: Image, picture: Picture, taken: str) -> ReplacingPage:
    """Two statements: what was seen in the pictures as they are, and as they would be."""
    listed = opened.gallery.listed()
    new = [replace(one, picture=picture) if one.id == image.id else one for one in listed]
    before, after = await with_facts(listed), await with_facts(new)
    width, height = Size.fit(SIDE, SIDE).shown(seen_size(picture, after[image.id].facts))
    limits = context.settings.findings
    return ReplacingPage(
        owner=opened.owner,
        image=image.id,
        label=image.label_at(opened.scope) or image.picture.file_name,
        number=image.picture.number,
        picture=large(image.picture, before[image.id].facts, context.settings.avif),
        before=PictureSide(
            facts=facts_of(before[image.id]),
            notes=quality_notes_of(listed, findings_in(before, limits)).get(image.id, ()),
        ),
        after=PictureSide(
            facts=facts_of(after[image.id], new=True),
            notes=quality_notes_of(new, findings_in(after, limits)).get(image.id, ()),
        ),
        new=_address(opened, image.id, taken, "/picture"),
        width=width,
        height=height,
        same=picture.content_hash == image.picture.content_hash,
        taken=taken,
        here=opened.address(f"/images/{image.id}/panel/replacement"),
        back=opened.address(f"/images/{image.id}/panel"),
    )


def _address(opened: OpenGallery, image: int, taken: str, more: str = "") -> str:
    address = opened.address(f"/images/{image}/panel/replacement{more}")
    return with_query(address, taken=taken)


FILES = (take_new,)
HANDLERS = (compare, new_picture, settle)
