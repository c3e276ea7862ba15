"""What a person is told when a question cannot be asked or answered."""

import logging
from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException

from web.dialects.magento.oauth.problems import Code, Problem
from web.http.pages.message_page import MessagePage, framework_error_page
from web.http.pages.rendering import render
from web.http.pages.session import PageRequest

logger = logging.getLogger(__name__)

AGAIN = "go back to the application and connect it once more."
TEXTS: dict[Code, tuple[str, str]] = {
    "token_rejected": ("This request is over", f"It was turned down, or it is too old. To try again, {AGAIN}"),
    "token_used": ("Already answered", f"This request was answered already. If nothing came of it, {AGAIN}"),
    "parameter_absent": ("Something is missing", f"The address that led here is not whole. To try again, {AGAIN}"),
}
FAULT = f"It is our fault, and noted in the log. To try again, {AGAIN}"


class TroublePage(MessagePage, frozen=True, kw_only=True):
    problem: str = ""  # for the application's makers


def refuse(request: PageRequest, error: Exception) -> Response[Any]:
    page = _page(error)
    if page.status >= 500:
        logger.error("%s %s failed", request.method, request.scope["path"], exc_info=error)
    return render(request, "consent/trouble.html", page, status=page.status)


def _page(error: Exception) -> TroublePage:
    match error:
        case Problem(code=code) if code in TEXTS:
            title, text = TEXTS[code]
            return TroublePage(error.status, title, text, problem=str(error))
        case HTTPException() if error.status_code < 500:
            message = framework_error_page(error)
            return TroublePage(message.status, message.title, message.text)
        case _:
            return TroublePage(500, "Something went wrong", FAULT)
