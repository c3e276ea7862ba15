"""Spree v1: where it listens, its key, and who it lets do what."""

from web.auth.credentials import Caller, Refused, recognise
from web.dialects.dialect import AnyRequest, Dialect, admit, header
from web.dialects.spree.errors import InvalidKey, KeyMissing, refuse
from web.dialects.spree.pictures import picture
from web.dialects.spree.routes import HANDLERS
from web.house import house

PREFIX = "/api/v1/"


def opens(path: str) -> str | None:
    return path.removeprefix(PREFIX) if path.startswith(PREFIX) else None


async def check(request: AnyRequest) -> None:
    """A header wins over a parameter, even when it is wrong; an empty key is no key."""
    key = header(request, b"x-spree-token")
    if key is None:
        key = request.query_params.get("token", "")
    if not key:
        if not house(request).settings.spree_guests:
            raise KeyMissing
        request.scope["state"]["caller"] = None
        return
    admit(request, await _owner_of(key))


async def _owner_of(key: str) -> Caller:
    try:
        caller = await recognise("spree", key)
    except Refused:
        caller = None
    if caller is None:
        raise InvalidKey(key)
    return caller


SPREE = Dialect(
    name="spree",
    title="Spree v1",
    opens=opens,
    handlers=HANDLERS,
    check=check,
    refuse=refuse,
    suffixes=frozenset({".json"}),
    pictures=(picture,),
)
