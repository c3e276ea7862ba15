"""Authentication of Spree's callers: a key, or a guest where guests are allowed; and an order's token."""

from web.auth.credentials import Caller, Refused, recognise
from web.context import AnyRequest, context_of
from web.dialects.requests import NoPermission, admit, caller_of, header, public_request_of
from web.dialects.spree.errors import InvalidKey, KeyMissing, XmlRequested, no_route
from web.dialects.spree.rails_parameters import body_parameters, query_parameters
from web.gallery.picture_errors import TooManyBytes

ROUTED = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


async def check(request: AnyRequest) -> None:
    """The key, if one must be; and an order's token, which Spree takes for a claim that only admins may make."""
    _check_route(request)
    order_token = header(request, b"x-spree-order-token") or query_parameters(request).get("order_token")
    try:
        await _recognise(request, await _key(request))
    except (KeyMissing, InvalidKey):
        if order_token:
            raise NoPermission from None
        raise
    if order_token and not is_admin(request):
        raise NoPermission
    if public_request_of(request).suffix == ".xml":
        raise XmlRequested


def is_admin(request: AnyRequest) -> bool:
    """Spree knows admins and users; staff are users there, and so are guests where they are allowed."""
    caller = caller_of(request)
    return caller is not None and caller.person.role == "admin"


def may_write(request: AnyRequest) -> bool:
    caller = caller_of(request)
    return caller is not None and caller.person.role == "admin" and caller.may_write


def _check_route(request: AnyRequest) -> None:
    """Refuse before any key is read, as Spree's routes come before its controllers. Raises as `no_route` does.

    A method that Spree has no routes for at all passes: it gets the usual 405 afterwards.
    """
    public = public_request_of(request)
    known = not public.allowed or public.method in ROUTED
    if known and ("GET" if public.method == "HEAD" else public.method) not in public.allowed:
        raise no_route(request)


async def _key(request: AnyRequest) -> str:
    """A header wins over a parameter, even when it is wrong; the parameter may be in the query or in the body."""
    key: object = header(request, b"x-spree-token")
    if key is None:
        key = query_parameters(request).get("token")
    if key is None:
        key = await _key_in_body(request)
    return key if isinstance(key, str) else ""


async def _key_in_body(request: AnyRequest) -> object:
    try:
        return (await body_parameters(request)).get("token")
    except TooManyBytes:  # a file that is too large is refused later, to those who may send one
        return None


async def _recognise(request: AnyRequest, key: str) -> None:
    """An empty key is no key. Raises KeyMissing, InvalidKey, QuotaUsedUp."""
    if key:
        await admit(request, await _owner_of(key))
    elif not context_of(request).settings.spree_guests:
        raise KeyMissing


async def _owner_of(key: str) -> Caller:
    try:
        caller = await recognise("spree", key)
    except Refused:
        caller = None
    if caller is None:
        raise InvalidKey(key)
    return caller
