"""Who asks Magento, and its checks in their order: credential, address, method, permission, version."""

import re

from litestar.exceptions import NotFoundException

from web.dialects.magento.errors import BadRequest
from web.dialects.magento.oauth import signer
from web.dialects.spec import AnyRequest, NoPermission, admit, caller_of, header, public_request_of

METHODS = frozenset({"GET", "POST", "PUT", "DELETE"})
VERSION = re.compile(r"[1-9]\d*")


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
