"""Who asks Spiffy, by either of its two kinds of credential, and whether they may write."""

import binascii

from litestar.exceptions import NotFoundException

from web.auth.credentials import Caller, Refused, recognise
from web.dialects.spec import AnyRequest, NoPermission, admit, header, public_request_of
from web.dialects.spiffy.errors import NotRecognised

SUFFIX = ".json"


async def check(request: AnyRequest) -> None:
    """Who asks, then whether there is such an address at all, then whether they may."""
    admit(request, await _caller(request))
    asked = public_request_of(request)
    if asked.suffix != SUFFIX:
        raise NotFoundException
    writes = asked.method in asked.allowed and asked.method != "GET"
    if writes and not request.scope["state"]["caller"].may_write:
        raise NoPermission


async def _caller(request: AnyRequest) -> Caller:
    """Basic with API key and password, or an app's bearer token. Raises NotRecognised."""
    scheme, _, given = (header(request, b"authorization") or "").partition(" ")
    presented = {"basic": _key_and_password, "bearer": _token}.get(scheme.lower())
    try:
        caller = await recognise("spiffy", *presented(given.strip())) if presented else None
    except (Refused, binascii.Error):
        caller = None
    if caller is None:
        raise NotRecognised
    return caller


def _key_and_password(given: str) -> tuple[str, ...]:
    key, _, password = binascii.a2b_base64(given.encode()).decode("utf-8", "replace").partition(":")
    return "basic", key, password


def _token(given: str) -> tuple[str, ...]:
    return "bearer", given
