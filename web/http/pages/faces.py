"""The three faces of an answer: the whole page, the part of it that htmx swaps, or its values as JSON for a program.

One handler has all three; which one a request wants is decided here alone.
"""

from typing import Literal

from litestar.datastructures.headers import Accept

from web.http.pages.session import PageRequest, bearer_token

Face = Literal["page", "part", "json"]
VARY = "Accept, HX-Request, HX-Request-Type"
HTML, JSON, PROBLEM = "text/html", "application/json", "application/problem+json"


def face_of(request: PageRequest) -> Face:
    """JSON where it is accepted rather than HTML; a bearer that would take anything gets JSON too."""
    programs_first = [JSON, PROBLEM, HTML] if bearer_token(request.scope) is not None else [HTML, JSON, PROBLEM]
    accepted = Accept(request.headers.get("accept") or "*/*").best_match(programs_first)
    if accepted in (JSON, PROBLEM):
        return "json"
    return "part" if _swaps(request) else "page"


def wants_part(request: PageRequest) -> bool:
    return face_of(request) == "part"


def wants_json(request: PageRequest) -> bool:
    return face_of(request) == "json"


def _swaps(request: PageRequest) -> bool:
    """Tell whether htmx swaps a part; going back in the history, or a boosted link, needs the whole page."""
    headers = request.headers
    return (
        headers.get("hx-request") == "true"
        and headers.get("hx-request-type") != "full"
        and "hx-boosted" not in headers
        and "hx-history-restore-request" not in headers
    )
