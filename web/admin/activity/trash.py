"""The trash: removed images that can be put back, or deleted for good."""

from collections.abc import Mapping

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from web.admin.activity.data import TrashData, TrashedImageData, named_owner, named_person
from web.admin.gallery.data import EditData, edit_data
from web.admin.shell.data import picture_file
from web.admin.shell.dialects import channels
from web.admin.shell.picture_sources import ResponsivePicture, thumbnail
from web.admin.shell.session import HOME, AdminRequest, by
from web.context import context_of
from web.gallery.clock import as_datetime
from web.http.pages.language import _
from web.http.pages.rendering import Answer, answer_done, flash_notice, render
from web.http.urls import whole, with_query
from web.services.editing import history
from web.services.editing.history import RestorableImage

HERE = f"{HOME}trash"
PER_PAGE = 48
MOMENT_DIGITS = 16  # of microseconds since 1970, until the year 2286


class TrashCard(msgspec.Struct, frozen=True, kw_only=True):
    data: TrashedImageData
    picture: ResponsivePicture
    channel: str  # its name


class TrashPage(msgspec.Struct, frozen=True, kw_only=True):
    data: TrashData
    cards: tuple[TrashCard, ...]


@get("/trash")
async def trash_page(request: AdminRequest) -> Answer:
    messages = {
        "back": _("Put back where it was."),
        "emptied": _("The trash is empty. What was in it cannot be put back any more."),
        "deleted": _("Deleted. It cannot be put back any more."),
    }
    return render(request, "activity/trash.html", await _page(request), notice=flash_notice(request, messages))


async def _page(request: AdminRequest, edit: EditData | None = None) -> TrashPage:
    """`edit`: what was just done."""
    context = context_of(request)
    part = await history.list_trashed(PER_PAGE, _place(request.query_params.get("before", "")))
    cards = tuple(_card(one, channels(context)) for one in part.images)
    data = TrashData(
        images=tuple(card.data for card in cards),
        next=with_query(HERE, before="{}-{}".format(*part.end)) if part.end else None,
        days=context.settings.grace_days,
        edit=edit,
    )
    return TrashPage(data=data, cards=cards)


def _place(text: str) -> tuple[int, int] | None:
    """The place where the page before ended: a moment and a picture's number, with a hyphen between."""
    moment, _, picture = text.partition("-")
    at = whole(moment, MOMENT_DIGITS)
    return None if at is None else (at, whole(picture, MOMENT_DIGITS) or 0)


@post("/trash/{image:int}/back", status_code=200)
async def put_back(request: AdminRequest, image: FromPath[int]) -> Answer:
    restorable = await history.find_trashed(image)
    if restorable is None:
        raise NotFoundException
    edited = await history.put_back(restorable, by(request))
    return await answer_done(request, HERE, "back", lambda: _page(request, edit_data(edited)))


@post("/trash/{image:int}/delete", for_admins=True, status_code=200)
async def delete(request: AdminRequest, image: FromPath[int]) -> Answer:
    if not await history.empty_trash(image):
        raise NotFoundException
    return await answer_done(request, HERE, "deleted", lambda: _page(request))


@post("/trash/empty", for_admins=True, status_code=200)
async def empty(request: AdminRequest) -> Answer:
    await history.empty_trash()
    return await answer_done(request, HERE, "emptied", lambda: _page(request))


def _card(trashed: RestorableImage, channels: Mapping[str, str]) -> TrashCard:
    data = _data(trashed)
    picture = thumbnail(trashed.image.picture, largest=640)
    return TrashCard(data=data, picture=picture, channel=channels.get(data.channel, data.channel))


def _data(trashed: RestorableImage) -> TrashedImageData:
    where = trashed.where
    return TrashedImageData(
        id=where.image,
        owner=named_owner(where.kind, where.shop_id, where.name),
        label=trashed.image.label,
        picture=picture_file(trashed.image.picture),
        at=as_datetime(where.at),
        person=named_person(trashed.by, trashed.person_name),
        channel=trashed.by.dialect,
    )


HANDLERS = (trash_page, put_back, delete, empty)
