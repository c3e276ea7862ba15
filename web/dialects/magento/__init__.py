"""Magento 1 REST: where it listens, the order of its checks, and who it lets do what."""

import re
from urllib.parse import unquote

from litestar.exceptions import NotFoundException

from web.dialects.magento.describe import OPERATIONS, SECURITY
from web.dialects.magento.errors import BadRequest, refuse
from web.dialects.magento.oauth import extra_routers, signer
from web.dialects.magento.oauth.describe import EXCHANGES
from web.dialects.magento.pictures import picture
from web.dialects.magento.routes import HANDLERS
from web.dialects.magento.wire import addresses
from web.dialects.spec import AnyRequest, DialectSpec, NoPermission, admit, caller_of, header, public_request_of
from web.gallery.addresses import for_products

PREFIX = "/api/rest"
NOWHERE = "/"
METHODS = frozenset({"GET", "POST", "PUT", "DELETE"})
VERSION = re.compile(r"[1-9]\d*")


def match(path: str) -> str | None:
    """`/images/store/{store}` goes by another name inside: the router could not tell it from `/images/{image}`."""
    if not path.startswith(PREFIX):
        return None
    inner = path.removeprefix(PREFIX)
    if inner[:1] not in ("", "/"):
        return NOWHERE  # another type of API: /api/restX
    segments = [segment for segment in inner.split("/") if segment]
    match [unquote(segment) for segment in segments]:
        case ["products", _, "images", "store", _]:
            return f"/stores/{segments[4]}/products/{segments[1]}/images"
        case ["products", *_]:
            return inner
        case _:
            return NOWHERE


async def check(request: AnyRequest) -> None:
    """Credential, address, method, permission, version: in this order (field notes, section 1)."""
    caller = await signer(request)
    if caller is None:
        request.scope["state"]["caller"] = None
    else:
        admit(request, caller)
    asked = public_request_of(request)
    if not asked.allowed:
        raise NotFoundException
    if asked.method not in METHODS:
        raise BadRequest("Invalid request method")
    if asked.method != "GET" and not _may_write(request):
        raise NoPermission
    version = header(request, b"version")
    if version is not None and not VERSION.fullmatch(version):
        raise BadRequest(f'Invalid version "{version}" requested.')


def _may_write(request: AnyRequest) -> bool:
    caller = caller_of(request)
    return caller is not None and caller.may_write


MAGENTO = DialectSpec(
    name="magento",
    title="Magento 1 REST",
    match=match,
    handlers=HANDLERS,
    check=check,
    refuse=refuse,
    pictures=(picture,),
    addresses=for_products(addresses),
    operations=(*OPERATIONS, *EXCHANGES),
    security=SECURITY,
    extra_routers=extra_routers,
)
