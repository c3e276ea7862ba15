"""Rendering: a page's values as a page, as a part that htmx swaps or as JSON; notices and flash messages.

A flash message is shown by a page once a form has led back to it, and named by `?done=` in its address: a code of the
page's own, or the number of the journal entry that was made."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from litestar.response import Redirect, Response, Template
from msgspec.structs import replace

from web.gallery.model import Person
from web.http.pages.faces import JSON, VARY, wants_json, wants_part
from web.http.pages.forms import whole_number
from web.http.pages.problems import Problem, problem_response
from web.http.pages.session import PageRequest
from web.http.urls import with_query

Answer = Template | Redirect | Response[Any]


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


def person_of(request: PageRequest) -> Person | None:
    person: Person | None = request.scope.get("user")
    return person


def data_of(page: msgspec.Struct) -> object:
    """What a program gets of a page: its field `data`, where it has words and forms beside it, else all of it."""
    return getattr(page, "data", page)


def render(
    request: PageRequest,
    name: str,
    page: msgspec.Struct,
    *,
    notice: Notice | None = None,
    problem: Problem | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Answer with the page in the face that the request wants; a problem's status comes before `status`.

    A program gets the page's data, or the problem with the data in its `current`.
    """
    if wants_json(request):
        return _as_json(page, problem, status, headers)
    status = problem.status if problem else status
    return render_page(request, name, page, notice=notice, problem=problem, status=status, headers=headers)


def _as_json(
    page: msgspec.Struct, problem: Problem | None, status: int, headers: Mapping[str, str] | None
) -> Response[Any]:
    if problem:
        return problem_response(replace(problem, current=data_of(page)), headers)
    return Response(data_of(page), status_code=status, media_type=JSON, headers={"Vary": VARY, **(headers or {})})


def render_page(
    request: PageRequest,
    name: str,
    page: msgspec.Struct,
    *,
    notice: Notice | None = None,
    problem: Problem | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Template:
    """Render a template with its page; beside it there are `person`, `notice`, `problem`, `part` and `here`."""
    context = {
        "page": page,
        "person": person_of(request),
        "notice": notice,
        "problem": problem,
        "part": wants_part(request),
        "here": request.url.path,
    }
    return Template(template_name=name, context=context, status_code=status, headers={"Vary": VARY, **(headers or {})})


def render_toast(
    request: PageRequest, notice: Notice, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Template:
    """Render the notice alone, whichever part of the page htmx meant to swap."""
    toast = {"HX-Retarget": "#toasts", "HX-Reswap": "innerHTML", **(headers or {})}
    return render_page(request, "shell/_toast.html", ToastPage(), notice=notice, status=status, headers=toast)


def redirect_done(address: str, done: str | int | None) -> Redirect:
    """Redirect to the page that shows the message; none where `done` is None."""
    return Redirect(with_query(address, done=done), status_code=303)


async def answer_done(
    request: PageRequest, address: str, done: str | int | None, page: Callable[[], Awaitable[msgspec.Struct]]
) -> Answer:
    """Answer a form that was carried out: lead to the page at `address`; a program gets that page's data at once."""
    if wants_json(request):
        return _as_json(await page(), None, 200, None)
    return redirect_done(address, done)


def flash_notice(request: PageRequest, messages: Mapping[str, str]) -> Notice | None:
    """Notice of the page's own `messages`, by their codes."""
    message = messages.get(request.query_params.get("done", ""))
    return Notice(message) if message else None


def flash_entry(request: PageRequest) -> int | None:
    """The number of the journal entry that the message is about."""
    return whole_number(request.query_params.get("done", ""))
