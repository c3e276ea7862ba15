"""Authentication of Magento's callers, and the checks before anything else."""

import re

from litestar.exceptions import NotFoundException

from web.context import AnyRequest
from web.dialects.magento.errors import BadRequest
from web.dialects.magento.oauth import signer
from web.dialects.requests import NoPermission, admit, caller_of, header, public_request_of

METHODS = frozenset({"GET", "POST", "PUT", "DELETE"})
VERSION = re.compile(r"[1-9]\d*")


async def check(request: AnyRequest) -> None:
    """Credential, address, method, permission, version: in this order (field notes, section 1)."""
    caller = await signer(request)
    if caller is not None:
        await admit(request, caller)
    public = public_request_of(request)
    if not public.allowed:
        raise NotFoundException
    if public.method not in METHODS:
        raise BadRequest("Invalid request method")
    if public.method != "GET" and not _may_write(request):
        raise NoPermission
    version = header(request, b"version")
    if version is not None and not VERSION.fullmatch(version):
        raise BadRequest(f'Invalid version "{version}" requested.')


def _may_write(request: AnyRequest) -> bool:
    caller = caller_of(request)
    return caller is not None and caller.may_write
