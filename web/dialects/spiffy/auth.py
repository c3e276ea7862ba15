"""Authentication of Spiffy's callers, by either of its two kinds of credential; and their permission to write."""

import binascii

from litestar.exceptions import NotFoundException

from web.auth.credentials import Caller, Refused, recognise
from web.context import AnyRequest
from web.dialects.requests import NoPermission, admit, header, public_request_of
from web.dialects.spiffy.errors import NotRecognised

SUFFIX = ".json"


async def check(request: AnyRequest) -> None:
    """The caller, then whether there is such an address at all, then the permission."""
    caller = await _caller(request)
    await admit(request, caller)
    public = public_request_of(request)
    if public.suffix != SUFFIX:
        raise NotFoundException
    writes = public.method in public.allowed and public.method != "GET"
    if writes and not caller.may_write:
        raise NoPermission


async def _caller(request: AnyRequest) -> Caller:
    """Basic with API key and password, or an app's bearer token. Raises NotRecognised."""
    scheme, _, credential = (header(request, b"authorization") or "").partition(" ")
    presented = {"basic": _key_and_password, "bearer": _token}.get(scheme.lower())
    try:
        caller = await recognise("spiffy", *presented(credential.strip())) if presented else None
    except (Refused, binascii.Error):
        caller = None
    if caller is None:
        raise NotRecognised
    return caller


def _key_and_password(credential: str) -> tuple[str, ...]:
    key, _, password = binascii.a2b_base64(credential.encode()).decode("utf-8", "replace").partition(":")
    return "basic", key, password


def _token(credential: str) -> tuple[str, ...]:
    return "bearer", credential
