"""Problems: refusals and failures, in words for people and as problem details for programs (RFC 9457)."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException

from web.http.bounds import TooLargeWithoutFile
from web.http.csrf import ForgedForm
from web.http.pages.faces import PROBLEM, VARY
from web.http.pages.language import _

TYPES = "urn:packshot:problem:"
FRAMEWORK_TYPES = {404: "not-found", 405: "method-not-allowed", 413: "request-too-large"}


class FieldProblem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why one of several things that were sent was refused."""

    type: str
    detail: str
    field: str | None = None
    name: str | None = None  # of the file, as it was sent, or its address
    limit: float | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Problem details (RFC 9457, section 3.1), with members of our own: `field` and what follows it."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None  # of the form or the query that is to blame
    limit: float | None = None  # that was passed: bytes, pixels, frames, calls
    errors: tuple[FieldProblem, ...] = ()
    current: Any = None  # what is there now, where the request was about something that has changed


def problem_type(error: Exception) -> str:
    """The type of an error: its class's name, so that `UnknownImage` is `urn:packshot:problem:unknown-image`."""
    return TYPES + re.sub(r"(?<=.)(?=[A-Z])", "-", type(error).__name__).lower()


def problem_for(error: Exception, status: int, title: str, detail: str) -> Problem:
    """A problem in these words, with the field and the limit that the error knows."""
    return Problem(
        type=problem_type(error),
        title=title,
        status=status,
        detail=detail,
        field=getattr(error, "field", "") or None,
        limit=getattr(error, "limit", None),
        current=getattr(error, "current", None),
    )


def field_problem(error: Exception, field: str, name: str, detail: str) -> FieldProblem:
    limit = getattr(error, "limit", None)
    return FieldProblem(type=problem_type(error), field=field, name=name, detail=detail, limit=limit)


def framework_problem(error: HTTPException) -> Problem:
    status = error.status_code
    if isinstance(error, ForgedForm):
        return problem_for(
            error, 403, _("Please try again"), _("This page was open for too long. Reload it and try again.")
        )
    if isinstance(error, TooLargeWithoutFile):
        title, detail = _("That is too much at once"), _("Without a file, a request has at most a mebibyte.")
        return Problem(type=TYPES + "request-too-large", title=title, status=413, detail=detail, limit=error.limit)
    texts = {
        404: (_("Not found"), _("There is nothing at this address. It may have been moved or removed.")),
        405: (_("Not like that"), _("This address does not answer to that. Go back and use the page's own buttons.")),
        413: (
            _("That is too much at once"),
            _("Those files are too large together. Upload fewer of them at a time."),
        ),
    }
    otherwise = _("That did not work"), _("The request could not be understood. Reload and try again.")
    title, detail = texts.get(status, otherwise)
    kind = FRAMEWORK_TYPES.get(status, "bad-request")
    return Problem(type=TYPES + kind, title=title, status=status, detail=detail)


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response[Problem]:
    head = {"Vary": VARY, **(headers or {})}
    return Response(problem, status_code=problem.status, media_type=PROBLEM, headers=head)
