"""Choosing a language, and the texts of our scripts in it."""

import msgspec
from litestar import MediaType, Response, get, post
from litestar.datastructures import Cookie
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from web.admin.shell.session import HOME, AdminRequest, safe_next
from web.http.pages.forms import BadForm, form_of
from web.http.pages.language import COOKIE, NAMES, _, script_texts
from web.http.pages.session import secure

YEAR = 365 * 24 * 3600


@post("/language", exclude_from_auth=True, for_everybody=True)
async def choose(request: AdminRequest) -> Redirect:
    form = await form_of(request)
    code = form.text("language")
    if code not in NAMES:
        raise BadForm(_("Packshot does not speak that language."))
    address = form.text("next")
    back = address if address == f"{HOME}login" else safe_next(address)
    cookie = Cookie(COOKIE, "/", code, max_age=YEAR, httponly=True, secure=secure(request), samesite="lax")
    return Redirect(back, status_code=303, cookies=[cookie])


@get("/words/{file:str}", exclude_from_auth=True, for_everybody=True)
async def script_catalogue(file: FromPath[str]) -> Response[bytes]:
    """Texts of our scripts as a module. `file`: a language's code and `.js`."""
    code = file.removesuffix(".js")
    if code not in NAMES or code == file:
        raise NotFoundException
    body = b"export default " + msgspec.json.encode(script_texts(code)) + b";\n"
    headers = {"Cache-Control": "private, max-age=600"}
    return Response(
        body, media_type=MediaType.TEXT, headers={**headers, "Content-Type": "text/javascript; charset=utf-8"}
    )


HANDLERS = (choose, script_catalogue)
