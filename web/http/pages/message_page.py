"""Pages with one message, and the framework's own errors in words for people."""

import msgspec
from litestar.exceptions import HTTPException

from web.http.csrf import ForgedForm
from web.http.pages.language import _


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
