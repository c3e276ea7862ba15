"""Rendering: pages, the parts that htmx swaps, notices and flash messages, pages with one message.

A flash message is shown by a page once a form has led back to it, and named by `?done=` in its address: a code of the
page's own, or the number of the journal entry that was made."""

from collections.abc import Mapping

import msgspec
from litestar.exceptions import HTTPException
from litestar.response import Redirect, Template

from web.gallery.model import Person
from web.http.csrf import ForgedForm
from web.http.pages.forms import whole_number
from web.http.pages.language import _
from web.http.pages.session import PageRequest
from web.http.urls import with_query

VARY = "HX-Request, HX-Request-Type"


class UndoForm(msgspec.Struct, frozen=True):
    """The form of a notice that undoes an entry of the journal."""

    address: str
    entry: int
    next: str  # the page that it leads back to
    target: str = "#gallery"  # the part of that page that changes, as a selector


class Notice(msgspec.Struct, frozen=True):
    """The message about what was just done."""

    text: str
    tone: str = "done"  # done, or trouble
    undo: UndoForm | None = None
    link: str | None = None  # where to look at it, if not here
    link_text: str = ""


class ToastPage(msgspec.Struct, frozen=True):
    """The page of a notice alone."""


def wants_part(request: PageRequest) -> bool:
    """Tell whether htmx swaps a part of the page; going back in the history, or a boosted link, needs all of it."""
    headers = request.headers
    return (
        headers.get("hx-request") == "true"
        and headers.get("hx-request-type") != "full"
        and "hx-boosted" not in headers
        and "hx-history-restore-request" not in headers
    )


def person_of(request: PageRequest) -> Person | None:
    person: Person | None = request.scope.get("user")
    return person


def render(
    request: PageRequest,
    name: str,
    page: msgspec.Struct,
    *,
    notice: Notice | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Template:
    """Render a template with its page, a Struct; beside it there are `person`, `notice`, `part` and `here`."""
    context = {
        "page": page,
        "person": person_of(request),
        "notice": notice,
        "part": wants_part(request),
        "here": request.url.path,
    }
    return Template(template_name=name, context=context, status_code=status, headers={"Vary": VARY, **(headers or {})})


def render_toast(
    request: PageRequest, notice: Notice, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Template:
    """Render the notice alone, whichever part of the page htmx meant to swap."""
    toast = {"HX-Retarget": "#toasts", "HX-Reswap": "innerHTML", **(headers or {})}
    return render(request, "shell/_toast.html", ToastPage(), notice=notice, status=status, headers=toast)


def redirect_done(address: str, done: str | int | None) -> Redirect:
    """Redirect to the page that shows the message; none where `done` is None."""
    return Redirect(with_query(address, done=done), status_code=303)


def flash_notice(request: PageRequest, messages: Mapping[str, str]) -> Notice | None:
    """Notice of the page's own `messages`, by their codes."""
    message = messages.get(request.query_params.get("done", ""))
    return Notice(message) if message else None


def flash_entry(request: PageRequest) -> int | None:
    """The number of the journal entry that the message is about."""
    return whole_number(request.query_params.get("done", ""))


class MessagePage(msgspec.Struct, frozen=True):
    status: int
    title: str
    text: str
    other_person: bool = False  # the way out is to sign in as somebody else


def framework_error_page(error: HTTPException) -> MessagePage:
    status = error.status_code
    if isinstance(error, ForgedForm):
        return MessagePage(403, _("Please try again"), _("This page was open for too long. Reload it and try again."))
    titles = {
        404: (_("Not found"), _("There is nothing at this address. It may have been moved or removed.")),
        405: (_("Not like that"), _("This address does not answer to that. Go back and use the page's own buttons.")),
        413: (
            _("That is too much at once"),
            _("Those files are too large together. Upload fewer of them at a time."),
        ),
    }
    title, text = titles.get(
        status, (_("That did not work"), _("The request could not be understood. Reload and try again."))
    )
    return MessagePage(status, title, text)
