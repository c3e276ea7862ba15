"""Who asks Spree: a key, or a guest where those are let in; and what an order's token means."""

from web.auth.credentials import Caller, Refused, recognise
from web.context import context_of
from web.dialects.spec import AnyRequest, NoPermission, admit, header, public_request_of
from web.dialects.spree.errors import InvalidKey, KeyMissing, XmlWanted
from web.dialects.spree.locate import is_admin
from web.dialects.spree.nowhere import must_exist
from web.dialects.spree.rails_parameters import in_body, in_query
from web.gallery.picture_errors import TooManyBytes


async def check(request: AnyRequest) -> None:
    """The key, if one must be; and an order's token, which Spree takes for a claim that only admins may make."""
    must_exist(request)
    ordering = header(request, b"x-spree-order-token") or in_query(request).get("order_token")
    try:
        await _recognise(request, await _key(request))
    except (KeyMissing, InvalidKey):
        if ordering:
            raise NoPermission from None
        raise
    if ordering and not is_admin(request):
        raise NoPermission
    if public_request_of(request).suffix == ".xml":
        raise XmlWanted


async def _key(request: AnyRequest) -> str:
    """A header wins over a parameter, even when it is wrong; the parameter may be in the query or in the body."""
    key: object = header(request, b"x-spree-token")
    if key is None:
        key = in_query(request).get("token")
    if key is None:
        key = await _key_in_body(request)
    return key if isinstance(key, str) else ""


async def _key_in_body(request: AnyRequest) -> object:
    try:
        return (await in_body(request)).get("token")
    except TooManyBytes:  # what is wrong with the file is told to those who may send one
        return None


async def _recognise(request: AnyRequest, key: str) -> None:
    """An empty key is no key. Raises KeyMissing, InvalidKey, QuotaUsedUp."""
    if key:
        admit(request, await _owner_of(key))
    elif context_of(request).settings.spree_guests:
        request.scope["state"]["caller"] = None
    else:
        raise KeyMissing


async def _owner_of(key: str) -> Caller:
    try:
        caller = await recognise("spree", key)
    except Refused:
        caller = None
    if caller is None:
        raise InvalidKey(key)
    return caller
