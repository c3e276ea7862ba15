"""Replacing a picture in two steps: the new file is taken in, both are shown, and only then it counts."""

from urllib.parse import urlencode

import msgspec
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template
from litestar.response.base import ASGIResponse
from msgspec.structs import replace

from web.admin.cards import Note, notes_of
from web.admin.facts import Fact, facts_of
from web.admin.opened import Opened, addresses, open_gallery
from web.admin.panel import HERE, answered
from web.admin.panel_view import image_in
from web.admin.pictures import Shown, fallback, large, seen_size
from web.admin.session import AdminRequest, by
from web.admin.waiting import one_file, opened_seal, sealed, taken_in
from web.gallery.edits import Edit, ReplacePicture
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.house import House, house
from web.pages.forms import number, text
from web.pages.language import _
from web.pages.notices import gone_back, notice_of
from web.pages.rendering import render
from web.renditions.serving import FOR_ONE, etag_of, not_found, unavailable
from web.renditions.serving import answer as picture_answer
from web.renditions.sizes import Size
from web.services.editing import edit_gallery
from web.services.findings import findings_in, looked_at
from web.services.uploads import forget, placed
from web.storage.errors import Busy, MissingFile, PictureRefused, StorageUnavailable

SIDE = 960  # pixels; as large as the new picture is shown


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two pictures."""

    facts: tuple[Fact, ...]
    notes: tuple[Note, ...]


class ReplacingPage(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    image: int
    label: str
    number: int  # of the picture there is
    picture: Shown
    before: Side
    after: Side
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
    image_in(opened.gallery, image)
    picture = await taken_in(request, one_file(await request.form()))
    return Redirect(_address(opened, image, await sealed(request, opened.owner.id, picture)), status_code=303)


@get(addresses(f"{HERE}/replacement"))
async def compare(request: AdminRequest, image: FromPath[int]) -> Template:
    opened = await open_gallery(request)
    taken = request.query_params.get("taken", "")
    held = await opened_seal(request, opened.owner.id, taken)
    page = await _page(house(request), opened, image_in(opened.gallery, image), held.picture, taken)
    words = {"meanwhile": _("Somebody else replaced this picture meanwhile. Look at both once more.")}
    return render(request, "panel/replacement.html", page, notice=notice_of(request, words))


@get(addresses(f"{HERE}/replacement/picture"))
async def new_picture(request: AdminRequest, image: FromPath[int]) -> ASGIResponse:
    """To whoever sent it alone."""
    opened = await open_gallery(request)
    held = await opened_seal(request, opened.owner.id, request.query_params.get("taken", ""))
    picture, size, renditions = held.picture, Size.fit(SIDE, SIDE), house(request).renditions
    format_, full = fallback(picture), (picture.width, picture.height)
    try:
        rendered = await renditions.get(picture.content_hash, picture.format, size, format_, full=full)
    except (MissingFile, PictureRefused):
        return not_found()
    except (Busy, StorageUnavailable):
        return unavailable()
    etag = etag_of(picture.content_hash, size, format_)
    return await picture_answer(request, renditions, rendered, etag=etag, caching=FOR_ONE)


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
        if image_in(gallery, image).picture.number != shown:
            raise ReplacedMeanwhile
        return [ReplacePicture(image_id=image, picture=held.picture)]

    try:
        edited = await edit_gallery(opened.owner, edits, by(request), alongside=placed([held.place]))
    except ReplacedMeanwhile:
        return gone_back(_address(opened, image, text(form, "taken")), "meanwhile")
    return await answered(request, opened, edited, image)


async def _page(home: House, opened: Opened, image: Image, picture: Picture, taken: str) -> ReplacingPage:
    """Two statements: what was seen in the pictures as they are, and as they would be."""
    listed = opened.gallery.listed()
    new = [replace(one, picture=picture) if one.id == image.id else one for one in listed]
    before, after = await looked_at(listed), await looked_at(new)
    width, height = Size.fit(SIDE, SIDE).shown(seen_size(picture, after[image.id].facts))
    limits = home.settings.findings
    return ReplacingPage(
        owner=opened.owner,
        image=image.id,
        label=image.label_at(opened.scope) or image.picture.file_name,
        number=image.picture.number,
        picture=large(image.picture, before[image.id].facts, home.settings.avif),
        before=Side(
            facts=facts_of(before[image.id]), notes=notes_of(listed, findings_in(before, limits)).get(image.id, ())
        ),
        after=Side(
            facts=facts_of(after[image.id], new=True),
            notes=notes_of(new, findings_in(after, limits)).get(image.id, ()),
        ),
        new=_address(opened, image.id, taken, "/picture"),
        width=width,
        height=height,
        same=picture.content_hash == image.picture.content_hash,
        taken=taken,
        here=opened.address(f"/images/{image.id}/panel/replacement"),
        back=opened.address(f"/images/{image.id}/panel"),
    )


def _address(opened: Opened, image: int, taken: str, more: str = "") -> str:
    address = opened.address(f"/images/{image}/panel/replacement{more}")
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'taken': taken})}"


FILES = (take_new,)
HANDLERS = (compare, new_picture, settle)
