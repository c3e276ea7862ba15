"""Replacing a picture in two steps: the new file is kept, both are shown, and only then it counts."""

import msgspec
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template
from litestar.response.base import ASGIResponse
from msgspec.structs import replace

from web.admin.gallery.cards import QualityNote, quality_notes_of
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.gallery.pending_uploads import only_file, pending_picture, received_picture, seal_picture
from web.admin.image.facts import Fact, facts_of
from web.admin.image.page import panel_address
from web.admin.image.routes import HERE, edited_answer
from web.admin.shell.picture_sources import ResponsivePicture, displayed_size, fallback, large
from web.admin.shell.session import AdminRequest, by
from web.context import AppContext, context_of
from web.gallery.edits import Edit, ReplacePicture
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.gallery.picture_errors import Busy, MissingFile, PictureRefused, StorageUnavailable
from web.http.pages.forms import form_of
from web.http.pages.language import _
from web.http.pages.rendering import flash_notice, redirect_done, render
from web.http.urls import with_query
from web.imaging.renditions.sizes import Size
from web.media.responses import CACHE_NEVER, etag_of, not_found, unavailable
from web.media.responses import answer as picture_answer
from web.services.editing.new_pictures import forget, placed
from web.services.editing.write_path import edit_gallery
from web.services.insight.findings import with_facts
from web.services.insight.rules import findings_in

SIDE = 960  # pixels; as large as the new picture is shown


class PictureSide(msgspec.Struct, frozen=True, kw_only=True):
    """Either of the two pictures."""

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
    """Somebody else replaced the picture since the two were shown."""


@post(addresses(f"{HERE}/file"), status_code=200)
async def take_new(request: AdminRequest, image: FromPath[int]) -> Redirect:
    """Check and keep the new file, not yet the image's picture. Raises UnknownImage before anything is kept."""
    opened = await open_gallery(request)
    opened.gallery.image(image)
    picture = await received_picture(request, only_file(await form_of(request)))
    return Redirect(_address(opened, image, await seal_picture(request, opened.owner.id, picture)), status_code=303)


@get(addresses(f"{HERE}/replacement"))
async def compare(request: AdminRequest, image: FromPath[int]) -> Template:
    opened = await open_gallery(request)
    taken = request.query_params.get("taken", "")
    pending = await pending_picture(request, opened.owner.id, taken)
    page = await _page(context_of(request), opened, opened.gallery.image(image), pending.picture, taken)
    messages = {"meanwhile": _("Somebody else replaced this picture meanwhile. Look at both once more.")}
    return render(request, "image/replacement.html", page, notice=flash_notice(request, messages))


@get(addresses(f"{HERE}/replacement/picture"))
async def new_picture(request: AdminRequest, image: FromPath[int]) -> ASGIResponse:
    """The new picture, for the person who sent it."""
    opened = await open_gallery(request)
    pending = await pending_picture(request, opened.owner.id, request.query_params.get("taken", ""))
    picture, size, renditions = pending.picture, Size.fit(SIDE, SIDE), context_of(request).renditions
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
    form = await form_of(request)
    pending = await pending_picture(request, opened.owner.id, form.text("taken"))
    if form.text("do") == "forget":
        await forget(pending.place)
        return redirect_done(panel_address(opened, image), "kept")
    shown = form.number("number")

    def edits(gallery: Gallery) -> list[Edit]:
        if gallery.image(image).picture.number != shown:
            raise ReplacedMeanwhile
        return [ReplacePicture(image_id=image, picture=pending.picture)]

    try:
        edited = await edit_gallery(opened.owner, edits, by(request), in_transaction=placed([pending.place]))
    except ReplacedMeanwhile:
        return redirect_done(_address(opened, image, form.text("taken")), "meanwhile")
    return await edited_answer(request, opened, edited, image)


async def _page(context: AppContext, opened: OpenGallery, image: Image, picture: Picture, taken: str) -> ReplacingPage:
    """Values of the page, with two statements: facts of the pictures as they are, and as they would be."""
    listed = opened.gallery.listed()
    new = [replace(one, picture=picture) if one.id == image.id else one for one in listed]
    before, after = await with_facts(listed), await with_facts(new)
    width, height = Size.fit(SIDE, SIDE).shown(displayed_size(picture, after[image.id].facts))
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
        here=panel_address(opened, image.id, "/replacement"),
        back=panel_address(opened, image.id),
    )


def _address(opened: OpenGallery, image: int, taken: str, more: str = "") -> str:
    return with_query(panel_address(opened, image, f"/replacement{more}"), taken=taken)


FILES = (take_new,)
HANDLERS = (compare, new_picture, settle)
