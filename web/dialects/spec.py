"""A dialect's card: where it listens, what it checks before anything else, and how it refuses."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from litestar import Request, Response, Router, get
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.types import Method

from web.auth.credentials import Caller
from web.auth.quota import QuotaLeft
from web.auth.vendor_api import VendorApi
from web.context import context_of
from web.dialects.operations import Operation
from web.gallery.actor import Actor
from web.gallery.model import Uploader
from web.gallery.picture_errors import StorageUnavailable

AnyRequest = Request[Any, Any, Any]
UNKNOWN_ADDRESS = "/~unknown-address"
WRONG_METHOD = "/~wrong-method"


class NoPermission(Exception):
    """The caller is known, but may not do this."""


class QuotaUsedUp(Exception):
    def __init__(self, left: QuotaLeft) -> None:
        super().__init__("too many calls")
        self.left = left


@dataclass(frozen=True, kw_only=True)
class DialectSpec(VendorApi):
    """One vendor's API. Handlers have addresses inside the dialect; `match` finds them in a public path."""

    prefixes: Sequence[str]  # how its addresses begin, for the metrics
    match: Callable[[str], str | None]  # public path -> address inside the dialect, None: not spoken there
    handlers: Sequence[HTTPRouteHandler]
    check: Callable[[AnyRequest], Awaitable[None]]  # who asks, and may they; before routing's own refusals
    refuse: Callable[[AnyRequest, Exception], Response[Any]]
    suffixes: frozenset[str] = frozenset()  # endings of the last segment that are no part of the address
    pictures: Sequence[HTTPRouteHandler] = ()  # the vendor-shaped picture addresses it gives out
    operations: Sequence[Operation] = ()  # for /openapi.json
    security: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # OpenAPI security schemes, any one will do
    extra_routers: Callable[[], Sequence[Router]] = tuple  # what it has outside its API: sign-in pages, say

    @property
    def private(self) -> str:
        """Where its handlers hang; not reachable from outside."""
        return f"/~{self.name}"


def router(dialect: DialectSpec) -> Router:
    """Its handlers, and two addresses that only refuse, so that unknown paths and wrong methods are checked too."""

    return Router(
        path=dialect.private,
        route_handlers=[*dialect.handlers, _unknown_address, _wrong_method],
        before_request=dialect.check,  # not a guard: for each of those the framework copies the handler
        exception_handlers={Exception: _refusing(dialect)},
        include_in_schema=False,
    )


def _refusing(dialect: DialectSpec) -> Callable[[AnyRequest, Exception], Response[Any]]:
    """In the vendor's words; whoever meets a storage or decoders that are busy is told when to come back."""

    def refused(request: AnyRequest, error: Exception) -> Response[Any]:
        response = dialect.refuse(request, error)
        if isinstance(error, StorageUnavailable):
            response.headers.setdefault("Retry-After", "5")
        return response

    return refused


@get(UNKNOWN_ADDRESS)
async def _unknown_address() -> None:
    raise NotFoundException


@get(WRONG_METHOD)
async def _wrong_method(request: AnyRequest) -> None:
    asked = public_request_of(request)
    raise MethodNotAllowedException(
        f"Method {asked.method} Not Allowed", headers={"Allow": ", ".join(sorted(asked.allowed))}
    )


@dataclass(frozen=True, slots=True)
class PublicRequest:
    """How the request stood before it was led to its dialect."""

    path: str  # the public one
    method: str
    suffix: str  # ".json", ".xml" or ""
    allowed: frozenset[Method | str]  # methods of that address


def admit(request: AnyRequest, caller: Caller) -> None:
    """Note who asks and count the call. Raises QuotaUsedUp."""
    left = context_of(request).quota.spend(caller.credential)
    request.scope["state"] |= {"caller": caller, "left": left}
    if left is not None and left.used_up:
        raise QuotaUsedUp(left)


def public_request_of(request: AnyRequest) -> PublicRequest:
    return request.scope["state"]["asked"]  # type: ignore[no-any-return]


def caller_of(request: AnyRequest) -> Caller:
    return request.scope["state"]["caller"]  # type: ignore[no-any-return]


def quota_of(request: AnyRequest) -> QuotaLeft | None:
    """What is left of the caller's quota; None before the caller is known or without quotas."""
    return request.scope["state"].get("left")


def header(request: AnyRequest, name: bytes) -> str | None:
    """A header's value, by its lower-case name. Reads the few bytes asked for instead of building all headers."""
    for key, value in request.scope["headers"]:
        if key == name:
            return value.decode("latin-1")
    return None


def segment(request: AnyRequest, name: str) -> str:
    """A path parameter as text. The router left an encoded slash encoded."""
    return str(request.path_params[name]).replace("%2F", "/")


def actor_of(request: AnyRequest, name: str) -> Actor:
    caller = caller_of(request)
    return Actor(dialect=name, person=caller.person.id, credential=caller.credential)


def uploader(request: AnyRequest) -> Uploader:
    person = caller_of(request).person
    return Uploader(person.id, person.name, person.full_name)
