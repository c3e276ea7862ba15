"""History of all galleries, and the undo of one entry of it from any page."""

import msgspec
from litestar import get, post

from web.admin.activity.data import HistoryData
from web.admin.activity.entries import EntryShown, entry_shown
from web.admin.gallery.answers import edited_answer
from web.admin.gallery.conditional import edit_opened
from web.admin.gallery.entry_notices import entry_done
from web.admin.gallery.opened import addresses, open_gallery
from web.admin.shell.dialects import channels
from web.admin.shell.session import HOME, AdminRequest, safe_next
from web.auth import people
from web.context import context_of
from web.gallery.model import Person
from web.http.pages.faces import wants_json
from web.http.pages.forms import form_of, whole_number
from web.http.pages.language import _
from web.http.pages.rendering import Answer, Notice, redirect_done, render
from web.http.urls import with_query
from web.services.catalogue.lookup import shop_of
from web.services.editing import history
from web.services.editing.history import HistoryFilter
from web.services.editing.write_path import undo_of

HERE = f"{HOME}history"
PER_PAGE = 30


class HistoryPage(msgspec.Struct, frozen=True, kw_only=True):
    data: HistoryData
    entries: tuple[EntryShown, ...]
    filters: HistoryFilter
    about: str  # the name of the one gallery it is about, if it is
    people: tuple[Person, ...]
    channels: dict[str, str]
    here: str


@get("/history")
async def history_page(request: AdminRequest) -> Answer:
    filters = _filters(request)
    found = await history.entries(filters, PER_PAGE + 1)
    shop, names = await shop_of(), channels(context_of(request))
    entries = tuple(entry_shown(one, shop, names) for one in found[:PER_PAGE])
    older = _address(filters, before=entries[-1].data.id) if len(found) > PER_PAGE else None
    page = HistoryPage(
        data=HistoryData(entries=tuple(one.data for one in entries), next=older),
        entries=entries,
        filters=filters,
        about=found[0].name if found and filters.owner else "",
        people=tuple(await people.listing()),
        channels=names,
        here=_address(filters),
    )
    done = await entry_done(request)
    notice = Notice(_("Undone.")) if done and done.undoes else None
    return render(request, "activity/history.html", page, notice=notice)


def _filters(request: AdminRequest) -> HistoryFilter:
    query = request.query_params
    dialect = query.get("way", "")
    return HistoryFilter(
        owner=whole_number(query.get("owner", "")),
        person=whole_number(query.get("person", "")),
        dialect=dialect if dialect in channels(context_of(request)) else "",
        image=whole_number(query.get("image", "")),
        before=whole_number(query.get("before", "")),
    )


def _address(filters: HistoryFilter, **other: object) -> str:
    query = msgspec.structs.asdict(msgspec.structs.replace(filters, **other))
    query["way"] = query.pop("dialect")
    return with_query(HERE, **query)


@post(addresses("/undo"), status_code=200)
async def undo_entry(request: AdminRequest) -> Answer:
    """Undo an entry of this gallery and go back to the page in `next`, which then says so; a program gets the gallery.

    A script follows too, and swaps the part of the page that it gets there. Raises ChangedSince, UnknownOwner.
    """
    opened, form = await open_gallery(request), await form_of(request)
    form.require("entry")
    entry = form.number("entry")
    edited = await edit_opened(request, opened, [await undo_of(opened.owner, entry)], undoes=entry)
    if wants_json(request):
        return await edited_answer(request, opened, edited)
    page = form.text("next")
    return redirect_done(safe_next(page) if page else opened.address(), edited.entry)


HANDLERS = (history_page, undo_entry)
