"""The trash: removed images that can be put back, or deleted for good."""

from collections.abc import Mapping

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from web.admin.shell.dialects import channels
from web.admin.shell.owners import address_of
from web.admin.shell.picture_sources import ResponsivePicture, thumbnail
from web.admin.shell.session import HOME, AdminRequest, by
from web.context import context_of
from web.http.pages.forms import whole_number
from web.http.pages.language import _
from web.http.pages.rendering import Answer, flash_notice, redirect_done, render
from web.http.urls import with_query
from web.services.editing import history
from web.services.editing.history import RestorableImage

HERE = f"{HOME}trash"
PER_PAGE = 48


class TrashCard(msgspec.Struct, frozen=True, kw_only=True):
    image: int
    picture: ResponsivePicture
    label: str
    file_name: str
    owner: str
    owner_url: str
    at: int
    who: str
    channel: str


class TrashPage(msgspec.Struct, frozen=True, kw_only=True):
    images: tuple[TrashCard, ...]
    older: str | None
    days: int


@get("/trash")
async def trash_page(request: AdminRequest) -> Answer:
    found = await history.list_trashed(PER_PAGE + 1, whole_number(request.query_params.get("before", "")))
    names = channels(context_of(request))
    page = TrashPage(
        images=tuple(_shown(one, names) for one in found[:PER_PAGE]),
        older=with_query(HERE, before=found[PER_PAGE - 1].where.at) if len(found) > PER_PAGE else None,
        days=context_of(request).settings.grace_days,
    )
    messages = {
        "back": _("Put back where it was."),
        "emptied": _("The trash is empty. What was in it cannot be put back any more."),
        "deleted": _("Deleted. It cannot be put back any more."),
    }
    return render(request, "activity/trash.html", page, notice=flash_notice(request, messages))


@post("/trash/{image:int}/back")
async def put_back(request: AdminRequest, image: FromPath[int]) -> Redirect:
    restorable = await history.find_trashed(image)
    if restorable is None:
        raise NotFoundException
    await history.put_back(restorable, by(request))
    return redirect_done(HERE, "back")


@post("/trash/{image:int}/delete", for_admins=True)
async def delete(image: FromPath[int]) -> Redirect:
    if not await history.empty_trash(image):
        raise NotFoundException
    return redirect_done(HERE, "deleted")


@post("/trash/empty", for_admins=True)
async def empty() -> Redirect:
    await history.empty_trash()
    return redirect_done(HERE, "emptied")


def _shown(trashed: RestorableImage, channels: Mapping[str, str]) -> TrashCard:
    where, picture = trashed.where, trashed.image.picture
    return TrashCard(
        image=where.image,
        picture=thumbnail(picture, largest=640),
        label=trashed.image.label or "",
        file_name=picture.file_name,
        owner=where.name,
        owner_url=address_of(where.kind, where.shop_id),
        at=where.at,
        who=trashed.person_name or "",
        channel=channels.get(trashed.by.dialect, trashed.by.dialect),
    )


HANDLERS = (trash_page, put_back, delete, empty)
