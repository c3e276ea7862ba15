"""POST that means something else: `_method` in a form, or the header `X-HTTP-Method-Override`, as Rails takes it."""

from litestar import Response, post
from litestar.exceptions import MethodNotAllowedException

from web.dialects.dialect import AnyRequest, header
from web.dialects.spree.body import root_of
from web.dialects.spree.routes import MEMBER, destroy, update

MEANT = {"PUT": update.fn, "PATCH": update.fn, "DELETE": destroy.fn}


@post(MEMBER, status_code=200, opt={"stands for": "PUT, PATCH, DELETE"})  # the answers say their status themselves
async def overridden(request: AnyRequest) -> Response[bytes]:
    """A POST that means nothing else has nothing to do at an image's address."""
    wanted = (await root_of(request)).get("_method") or header(request, b"x-http-method-override")
    act = MEANT.get(str(wanted).upper())
    if act is None:
        raise MethodNotAllowedException
    answer: Response[bytes] = await act(request)
    return answer
