"""Pages that say one thing, and the framework's own refusals in words for people."""

import msgspec
from litestar.exceptions import HTTPException


class MessagePage(msgspec.Struct, frozen=True):
    status: int
    title: str
    text: str
    other_person: bool = False  # the way out is to sign in as somebody else


def of_framework(error: HTTPException) -> MessagePage:
    status = error.status_code
    if "CSRF" in error.detail:
        return MessagePage(403, "Please try again", "This page was open for too long. Reload it and try again.")
    titles = {
        404: ("Not found", "There is nothing at this address. It may have been moved or removed."),
        405: ("Not like that", "This address does not answer to that. Go back and use the page's own buttons."),
        413: ("That is too much at once", "Those files are too large together. Upload fewer of them at a time."),
    }
    title, text = titles.get(
        status, ("That did not work", "The request could not be understood. Reload and try again.")
    )
    return MessagePage(status, title, text)
