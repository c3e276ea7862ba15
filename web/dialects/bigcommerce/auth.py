"""Authentication of BigCommerce's callers: a user name with an API token, or an access token; and their permission."""

import base64
import binascii
import re
from typing import Final

from web.auth.credentials import Caller, Refused, recognise
from web.auth.secrets import SecretBox
from web.context import AnyRequest, context_of
from web.dialects.bigcommerce.answers import format_of
from web.dialects.bigcommerce.errors import BadCredentials, NoCredentials
from web.dialects.requests import NoPermission, admit, header, public_request_of

STORE = re.compile(r"/stores/([^/]*)/v2(?:/|$)")
WRITES: Final = frozenset({"POST", "PUT", "DELETE"})


async def check(request: AnyRequest) -> None:
    """Credential, quota, permission, and last whether there is a format the client accepts."""
    caller = await _caller(request)
    _check_store(request)
    await admit(request, caller)
    if public_request_of(request).method in WRITES and not caller.may_write:
        raise NoPermission
    format_of(request)


def _check_store(request: AnyRequest) -> None:
    named = STORE.match(public_request_of(request).path)
    if named is not None and named[1] != store_hash(context_of(request).secret_box):
        raise BadCredentials


def store_hash(box: SecretBox) -> str:
    """The name of this shop in the addresses: one for the installation."""
    return box.derived("bigcommerce store hash").hex()[:10]


async def _caller(request: AnyRequest) -> Caller:
    presented = _presented(request)
    try:
        caller = await recognise("bigcommerce", *presented)
    except Refused as refused:
        raise BadCredentials from refused
    if caller is None:
        raise BadCredentials
    return caller


def _presented(request: AnyRequest) -> tuple[str, ...]:
    """The client id that goes with an access token is ignored: there are clients that do not send it."""
    access_token = header(request, b"x-auth-token")
    if access_token:
        return ("token", access_token)
    authorization = header(request, b"authorization")
    if not authorization:
        raise NoCredentials
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        raise BadCredentials
    try:
        name, colon, token = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError) as error:
        raise BadCredentials from error
    if not colon:
        raise BadCredentials
    return ("basic", name, token)
