"""Replacing a picture in two steps: the new file is kept, both are shown, and only then it counts."""

from collections.abc import Sequence
from functools import partial

import msgspec
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.response.base import ASGIResponse
from msgspec.structs import replace

from web.admin.gallery.cards import QualityNote, quality_notes_of
from web.admin.gallery.conditional import edit_opened
from web.admin.gallery.data import FindingData, findings_data
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.gallery.pending_uploads import only_file, pending_picture, received_picture, seal_picture
from web.admin.image.facts import Fact, facts_of
from web.admin.image.page import panel_address, panel_page
from web.admin.image.routes import HERE, edited_answer
from web.admin.shell.data import OwnerData, PictureData, owner_data, picture_data
from web.admin.shell.picture_sources import ResponsivePicture, displayed_size, fallback, large
from web.admin.shell.session import AdminRequest
from web.context import AppContext, base_url, context_of
from web.gallery.edits import Edit, ReplacePicture
from web.gallery.errors import ReplacedMeanwhile
from web.gallery.model import Gallery, Image, Picture
from web.gallery.picture_errors import MissingFile, PictureRefused
from web.gallery.unavailable import Unavailable
from web.http.pages.faces import wants_json
from web.http.pages.forms import form_of
from web.http.pages.language import _
from web.http.pages.rendering import Answer, answer_done, flash_notice, redirect_done, render
from web.http.urls import with_query
from web.imaging.renditions.sizes import Size
from web.media.responses import CACHE_NEVER, etag_of, not_found, unavailable
from web.media.responses import answer as picture_answer
from web.services.editing.new_pictures import forget, placed
from web.services.insight.findings import with_facts
from web.services.insight.rules import Finding, PictureWithFacts, findings_in

SIDE = 960  # pixels; as large as the new picture is shown


class PictureSide(msgspec.Struct, frozen=True):
    """Either of the two pictures."""

    facts: tuple[Fact, ...]
    notes: tuple[QualityNote, ...]


class PictureSideData(msgspec.Struct, frozen=True, kw_only=True):
    picture: PictureData
    findings: tuple[FindingData, ...]


class ReplacingData(msgspec.Struct, frozen=True, kw_only=True):
    """The picture there is, and the one that was sent in its place: `taken` and `number` confirm it."""

    owner: OwnerData
    image: int
    taken: str
    number: int  # of the picture there is
    same: bool  # the very same file
    before: PictureSideData
    after: PictureSideData
    new: str  # where the new picture is to be had
    here: str  # where it is confirmed


class ReplacingPage(msgspec.Struct, frozen=True, kw_only=True):
    data: ReplacingData
    label: str
    picture: ResponsivePicture
    before: PictureSide
    after: PictureSide
    width: int
    height: int
    back: str


@post(addresses(f"{HERE}/file"), status_code=200)
async def take_new(request: AdminRequest, image: FromPath[int]) -> Answer:
    """Check and keep the new file, not yet the image's picture. Raises UnknownImage before anything is kept."""
    opened = await open_gallery(request)
    there = opened.gallery.image(image)
    picture = await received_picture(request, only_file(await form_of(request)))
    taken = await seal_picture(request, opened.owner.id, picture)
    if wants_json(request):
        return render(request, "", await _page(context_of(request), opened, there, picture, taken), status=201)
    return Redirect(_address(opened, image, taken), status_code=303)


@get(addresses(f"{HERE}/replacement"))
async def compare(request: AdminRequest, image: FromPath[int]) -> Answer:
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
        etag = etag_of(picture.content_hash, size, format_)
        return await picture_answer(request, renditions, rendered, etag=etag, caching=CACHE_NEVER)
    except (MissingFile, PictureRefused):
        return not_found()
    except Unavailable as error:
        return unavailable(error)


@post(addresses(f"{HERE}/replacement"), status_code=200)
async def settle(request: AdminRequest, image: FromPath[int]) -> Answer:
    opened = await open_gallery(request)
    form = await form_of(request)
    pending = await pending_picture(request, opened.owner.id, form.text("taken"))
    if form.text("do") == "forget":
        await forget(pending.place)
        page = partial(panel_page, context_of(request), opened, image, base_url(request))
        return await answer_done(request, panel_address(opened, image), "kept", page)
    shown = form.number("number")

    def edits(gallery: Gallery) -> list[Edit]:
        if gallery.image(image).picture.number != shown:
            raise ReplacedMeanwhile
        return [ReplacePicture(image_id=image, picture=pending.picture)]

    try:
        edited = await edit_opened(request, opened, edits, image, in_transaction=placed([pending.place]))
    except ReplacedMeanwhile:
        if wants_json(request):
            raise
        return redirect_done(_address(opened, image, form.text("taken")), "meanwhile")
    return await edited_answer(request, opened, edited, image)


async def _page(context: AppContext, opened: OpenGallery, image: Image, picture: Picture, taken: str) -> ReplacingPage:
    """Values of the page, with two statements: facts of the pictures as they are, and as they would be."""
    listed = opened.gallery.listed()
    new = [replace(one, picture=picture) if one.id == image.id else one for one in listed]
    before, after = await with_facts(listed), await with_facts(new)
    width, height = Size.fit(SIDE, SIDE).shown(displayed_size(picture, after[image.id].facts))
    limits = context.settings.findings
    found, found_after = findings_in(before, limits), findings_in(after, limits)
    return ReplacingPage(
        data=ReplacingData(
            owner=owner_data(opened.owner),
            image=image.id,
            taken=taken,
            number=image.picture.number,
            same=picture.content_hash == image.picture.content_hash,
            before=_side_data(before[image.id], found.get(image.id, ())),
            after=_side_data(after[image.id], found_after.get(image.id, ())),
            new=_address(opened, image.id, taken, "/picture"),
            here=panel_address(opened, image.id, "/replacement"),
        ),
        label=image.label_at(opened.scope) or image.picture.file_name,
        picture=large(image.picture, before[image.id].facts, context.settings.avif),
        before=PictureSide(facts_of(before[image.id]), quality_notes_of(listed, found).get(image.id, ())),
        after=PictureSide(facts_of(after[image.id], new=True), quality_notes_of(new, found_after).get(image.id, ())),
        width=width,
        height=height,
        back=panel_address(opened, image.id),
    )


def _side_data(seen: PictureWithFacts, found: Sequence[Finding]) -> PictureSideData:
    return PictureSideData(picture=picture_data(seen.picture, seen.facts), findings=findings_data(found))


def _address(opened: OpenGallery, image: int, taken: str, more: str = "") -> str:
    return with_query(panel_address(opened, image, f"/replacement{more}"), taken=taken)


FILES = (take_new,)
HANDLERS = (compare, new_picture, settle)
