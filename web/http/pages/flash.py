"""Flash messages: shown by a page once a form has led back to it, and named by `?done=` in its address.

The value is a code of the page's own, or the number of the journal entry that was made.
"""

from collections.abc import Mapping

from litestar.response import Redirect

from web.http.pages.forms import whole_number
from web.http.pages.rendering import Notice
from web.http.pages.session import PageRequest
from web.http.urls import with_query


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
