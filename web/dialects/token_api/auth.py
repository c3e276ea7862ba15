"""Authentication of the Token API's callers: the key, its owner's permission, and whether JSON is accepted."""

from web.auth.credentials import Caller, Refused, recognise
from web.context import AnyRequest
from web.dialects.requests import NoPermission, admit, header, public_request_of
from web.dialects.token_api.answers import CONTENT_TYPE
from web.dialects.token_api.errors import (
    CHARACTERS,
    INACTIVE,
    INVALID_TOKEN,
    NOTHING_BEHIND_TOKEN,
    SPACES,
    InvalidToken,
    NoCredentials,
    NotAcceptable,
)

ACCEPTED = frozenset({"*/*", "application/*", CONTENT_TYPE})


async def check(request: AnyRequest) -> None:
    """The key, then whether its owner may: staff and admins, and a credential of scope `read` only reads."""
    caller = await _caller(_key(request))
    await admit(request, caller)
    reads = public_request_of(request).method in ("GET", "HEAD")
    if caller.person.role not in ("staff", "admin") or not (reads or caller.may_write):
        raise NoPermission
    _check_accept(request)


async def _caller(key: str) -> Caller:
    try:
        caller = await recognise("token", key)
    except Refused as refused:
        raise InvalidToken(INACTIVE if refused.reason == "inactive" else INVALID_TOKEN) from None
    if caller is None:
        raise InvalidToken(INVALID_TOKEN)
    return caller


def _key(request: AnyRequest) -> str:
    """The key of `Authorization: Token <key>`, the scheme in any case. Raises NoCredentials, InvalidToken."""
    words = (header(request, b"authorization") or "").encode("latin-1").split()  # of bytes: only ASCII blanks divide
    if not words or words[0].lower() != b"token":
        raise NoCredentials
    if len(words) == 1:
        raise InvalidToken(NOTHING_BEHIND_TOKEN)
    if len(words) > 2:
        raise InvalidToken(SPACES)
    if not words[1].isascii():
        raise InvalidToken(CHARACTERS)
    return words[1].decode()


def _check_accept(request: AnyRequest) -> None:
    """Raises NotAcceptable."""
    accept = header(request, b"accept") or ""
    if accept.strip() and not any(part.partition(";")[0].strip().lower() in ACCEPTED for part in accept.split(",")):
        raise NotAcceptable
