"""What a page says on coming back from a form that was sent without JavaScript: `?did=CODE` in its address."""

from collections.abc import Mapping

from litestar.response import Redirect

from web.http.pages.rendering import Notice
from web.http.pages.session import PageRequest
from web.http.urls import with_query


def gone_back(address: str, did: str) -> Redirect:
    return Redirect(with_query(address, did=did), status_code=303)


def notice_of(request: PageRequest, words: Mapping[str, str]) -> Notice | None:
    said = words.get(request.query_params.get("did", ""))
    return Notice(said) if said else None
