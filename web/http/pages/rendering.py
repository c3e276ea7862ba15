"""Rendering of pages, or of the part that htmx swaps."""

from collections.abc import Mapping

import msgspec
from litestar.response import Template

from web.gallery.actor import Person
from web.http.pages.session import PageRequest

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
    """Nothing but a notice."""


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
