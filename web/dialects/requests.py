"""Requests to a dialect: the request line as sent, the caller, the location that the address means, their pictures."""

from dataclasses import dataclass

import msgspec
from litestar.types import Method, Scope

from web.auth.credentials import Caller
from web.auth.rate_limits import QuotaLeft, QuotaUsedUp
from web.context import AnyRequest, context_of
from web.files.received import Received
from web.gallery.model import Actor, Picture, Uploader
from web.gallery.owner import Owner
from web.services.editing.new_pictures import picture_from

STATE = "packshot.dialect"  # where the scope keeps it


class NoPermission(Exception):
    """The caller is known, but may not do this."""


@dataclass(frozen=True, slots=True)
class PublicRequest:
    """The request line as the client sent it, before the router rewrote it."""

    path: str
    method: str
    suffix: str  # ".json", ".xml" or ""
    allowed: frozenset[Method | str]  # methods of that address; none where there is no such address


@dataclass(slots=True)
class RequestState:
    """Everything the dialects keep of one request."""

    dialect: str
    public: PublicRequest
    caller: Caller | None = None  # nobody: a guest, or the check has not come so far
    quota: QuotaLeft | None = None  # None before the caller is known, or without quotas
    parameters: dict[str, object] | None = None  # of a body that can be read only once, where somebody has read it


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """The meaning of a request's address; vendors with stores or variations add theirs."""

    owner: Owner
    image: int = 0  # its id; 0, which no image has, where the address names none or no number


def keep_state(scope: Scope, state: RequestState) -> None:
    scope[STATE] = state  # type: ignore[literal-required]


def state_of(request: AnyRequest) -> RequestState:
    """Raises KeyError for a request that did not come through the dialect router."""
    state: RequestState = request.scope[STATE]  # type: ignore[literal-required]  # no cast: eight calls in each request
    return state


def public_request_of(request: AnyRequest) -> PublicRequest:
    return state_of(request).public


async def admit(request: AnyRequest, caller: Caller) -> None:
    """Keep the caller and count the call. Raises QuotaUsedUp, Unavailable."""
    state = state_of(request)
    state.caller, state.quota = caller, await context_of(request).quota.spend(caller.account, caller.quota)
    if state.quota is not None and state.quota.used_up:
        raise QuotaUsedUp(state.quota)


def caller_of(request: AnyRequest) -> Caller | None:
    """None for a guest, where the dialect allows them."""
    return state_of(request).caller


def known_caller(request: AnyRequest) -> Caller:
    """The caller, where a guest may not act. Raises NoPermission for a guest."""
    caller = caller_of(request)
    if caller is None:
        raise NoPermission
    return caller


def quota_of(request: AnyRequest) -> QuotaLeft | None:
    """The rest of the caller's quota; None before the caller is known or without quotas."""
    return state_of(request).quota


def header(request: AnyRequest, name: bytes) -> str | None:
    """A header's value, by its lower-case name. Reads that one instead of building all headers."""
    for key, value in request.scope["headers"]:
        if key == name:
            return value.decode("latin-1")
    return None


def segment(request: AnyRequest, name: str) -> str:
    """A path parameter as text. The router left an encoded slash encoded."""
    return str(request.path_params[name]).replace("%2F", "/")


def actor_of(request: AnyRequest) -> Actor:
    """The author of this request's edits, for the journal. Raises NoPermission for a guest."""
    caller = known_caller(request)
    return Actor(dialect=state_of(request).dialect, person=caller.person.id, credential=caller.credential)


def uploader_of(request: AnyRequest) -> Uploader:
    """Raises NoPermission for a guest."""
    person = known_caller(request).person
    return Uploader(person.id, person.name, person.full_name)


async def keep_received(
    request: AnyRequest,
    received: Received,
    file_name: str,
    allowed: frozenset[str] | None = None,
    public_name: str | None = None,
) -> Picture:
    """The picture of a file that arrived, by upload, as base64 or by URL; its temporary file is gone afterwards.

    `allowed`: formats, None for all. `public_name`: in its addresses, else made from the file's name.
    Raises PictureRefused, StorageUnavailable.
    """
    context = context_of(request)
    return await picture_from(
        received,
        context.files,
        context.limits,
        name=file_name,
        uploader=uploader_of(request),
        allowed=allowed,
        requested_name=public_name,
    )
