"""Token API: where it listens, its key, and who it lets do what."""

from web.auth.credentials import Caller, Refused, recognise
from web.dialects.spec import AnyRequest, DialectSpec, NoPermission, admit, public_request_of
from web.dialects.token_api import words
from web.dialects.token_api.describe import OPERATIONS, SECURITY
from web.dialects.token_api.errors import refuse
from web.dialects.token_api.headers import InvalidToken, check_accept, key_of
from web.dialects.token_api.routes import HANDLERS
from web.dialects.token_api.wire import addresses
from web.gallery.addresses import for_products

PREFIX = "/api/products/"


def match(path: str) -> str | None:
    """Addresses that end in `.json` are Spiffy's."""
    if not path.startswith(PREFIX) or path.rstrip("/").endswith(".json"):
        return None
    return path.removeprefix("/api")


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
        raise InvalidToken(words.INACTIVE if refused.why == "inactive" else words.INVALID_TOKEN) from None
    if caller is None:
        raise InvalidToken(words.INVALID_TOKEN)
    return caller


TOKEN_API = DialectSpec(
    name="token",
    title="Token API",
    match=match,
    handlers=HANDLERS,
    check=check,
    refuse=refuse,
    addresses=for_products(addresses),
    operations=OPERATIONS,
    security=SECURITY,
)
