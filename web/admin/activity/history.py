"""The history: everything anyone did, through whichever dialect, with what it changed."""

import msgspec
from litestar import get
from litestar.response import Template

from web.admin.activity.entries import EntryShown, entry_shown
from web.admin.gallery.entry_notices import entry_done
from web.admin.shell.dialects import ways
from web.admin.shell.session import HOME, AdminRequest
from web.auth import people
from web.context import context_of
from web.gallery.actor import Person
from web.http.pages.forms import whole_number
from web.http.pages.language import _
from web.http.pages.rendering import Notice, render
from web.http.urls import with_query
from web.services.catalogue.lookup import shop_of
from web.services.editing import history
from web.services.editing.history import HistoryFilter

HERE = f"{HOME}history"
PER_PAGE = 30


class HistoryPage(msgspec.Struct, frozen=True, kw_only=True):
    entries: tuple[EntryShown, ...]
    wanted: HistoryFilter
    about: str  # the name of the one gallery it is about, if it is
    people: tuple[Person, ...]
    ways: dict[str, str]
    older: str | None
    here: str


@get("/history")
async def history_page(request: AdminRequest) -> Template:
    wanted = _wanted(request)
    found = await history.entries(wanted, PER_PAGE + 1)
    shop, named = await shop_of(), ways(context_of(request))
    entries = tuple(entry_shown(one, shop, named) for one in found[:PER_PAGE])
    page = HistoryPage(
        entries=entries,
        wanted=wanted,
        about=found[0].name if found and wanted.owner else "",
        people=tuple(await people.listing()),
        ways=named,
        older=_address(wanted, before=entries[-1].id) if len(found) > PER_PAGE else None,
        here=_address(wanted),
    )
    done = await entry_done(request)
    notice = Notice(_("Undone.")) if done and done.undoes else None
    return render(request, "activity/history.html", page, notice=notice)


def _wanted(request: AdminRequest) -> HistoryFilter:
    asked = request.query_params
    dialect = asked.get("way", "")
    return HistoryFilter(
        owner=whole_number(asked.get("owner", "")),
        person=whole_number(asked.get("person", "")),
        dialect=dialect if dialect in ways(context_of(request)) else "",
        image=whole_number(asked.get("image", "")),
        before=whole_number(asked.get("before", "")),
    )


def _address(wanted: HistoryFilter, **other: object) -> str:
    asked = msgspec.structs.asdict(msgspec.structs.replace(wanted, **other))
    asked["way"] = asked.pop("dialect")
    return with_query(HERE, **asked)


HANDLERS = (history_page,)
