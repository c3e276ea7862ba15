"""What headers say: the key, the methods of an address, and whether JSON is welcome."""

from web.auth.credentials import Caller, Refused, recognise
from web.dialects.spec import AnyRequest, NoPermission, admit, header, public_request_of
from web.dialects.token_api import messages

JSON = "application/json"
WELCOME = frozenset({"*/*", "application/*", JSON})
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class NoCredentials(Exception):
    """No key, or another scheme than `Token`."""


class InvalidToken(Exception):
    """The message is for the caller."""


class NotAcceptable(Exception):
    """The caller wants no JSON."""


def key_of(request: AnyRequest) -> str:
    """The key of `Authorization: Token <key>`, the scheme in any case. Raises NoCredentials, InvalidToken."""
    said = (header(request, b"authorization") or "").encode("latin-1").split()  # of bytes: only ASCII blanks divide
    if not said or said[0].lower() != b"token":
        raise NoCredentials
    if len(said) == 1:
        raise InvalidToken(messages.NOTHING_BEHIND_TOKEN)
    if len(said) > 2:
        raise InvalidToken(messages.SPACES)
    if not said[1].isascii():
        raise InvalidToken(messages.CHARACTERS)
    return said[1].decode()


def check_accept(request: AnyRequest) -> None:
    """Raises NotAcceptable."""
    wanted = header(request, b"accept") or ""
    if wanted.strip() and not any(part.partition(";")[0].strip().lower() in WELCOME for part in wanted.split(",")):
        raise NotAcceptable


def allow(request: AnyRequest) -> dict[str, str]:
    """`Allow`, which every answer of this API carries; nothing where there is no such address."""
    allowed = [method for method in METHODS if method in public_request_of(request).allowed]
    if "GET" in allowed:
        allowed.append("HEAD")
    return {"Allow": ", ".join(allowed)} if allowed else {}


async def check(request: AnyRequest) -> None:
    """The key, then whether its owner may: staff and admins, and a credential of scope `read` only reads."""
    caller = await _caller(key_of(request))
    admit(request, caller)
    reads = public_request_of(request).method in ("GET", "HEAD")
    if caller.person.role not in ("staff", "admin") or not (reads or caller.may_write):
        raise NoPermission
    check_accept(request)


async def _caller(key: str) -> Caller:
    try:
        caller = await recognise("token", key)
    except Refused as refused:
        raise InvalidToken(messages.INACTIVE if refused.why == "inactive" else messages.INVALID_TOKEN) from None
    if caller is None:
        raise InvalidToken(messages.INVALID_TOKEN)
    return caller
