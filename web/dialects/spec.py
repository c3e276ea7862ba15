"""A dialect's specification: where it listens, what it checks before anything else, how it refuses, its operations."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from litestar import Response, Router, get
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from litestar.handlers import HTTPRouteHandler

from web.context import AnyRequest
from web.dialects.body_limit import limit_bodies
from web.dialects.requests import public_request_of
from web.gallery.unavailable import Unavailable
from web.http.operations import DescribedApi
from web.http.outages import outage_behind, outages

UNKNOWN_ADDRESS = "/~unknown-address"
WRONG_METHOD = "/~wrong-method"


@dataclass(frozen=True, kw_only=True)
class DialectSpec(DescribedApi):
    """One vendor's API. Handlers have addresses inside the dialect; `match` finds them in a public path."""

    prefixes: Sequence[str]  # how its addresses begin, for the metrics
    match: Callable[[str], str | None]  # public path -> address inside the dialect, None: another dialect's
    handlers: Sequence[HTTPRouteHandler]
    check: Callable[[AnyRequest], Awaitable[None]]  # recognises the caller; before routing's own refusals
    refuse: Callable[[AnyRequest, Exception], Response[bytes]]
    suffixes: frozenset[str] = frozenset()  # endings of the last segment that are no part of the address
    pictures: Sequence[HTTPRouteHandler] = ()  # handlers of its vendor-shaped picture addresses
    extra_routers: Callable[[], Sequence[Router]] = tuple  # outside its API: sign-in pages, say

    @property
    def private(self) -> str:
        """The prefix of its handlers; not reachable from outside."""
        return f"/~{self.name}"


def router(dialect: DialectSpec) -> Router:
    """Router of its handlers, and of two addresses that only refuse, so that unknown paths are checked too."""
    return Router(
        path=dialect.private,
        route_handlers=[*dialect.handlers, _unknown_address, _wrong_method],
        middleware=[limit_bodies],
        before_request=_check_of(dialect),  # not a guard: for each of those the framework copies the handler
        exception_handlers={Exception: _refusal_handler(dialect)},
        include_in_schema=False,
    )


def _check_of(dialect: DialectSpec) -> Callable[[AnyRequest], Awaitable[None]]:
    """Its check; and the body of a removal, which nobody else reads, held to its limit before anything is removed."""

    async def check(request: AnyRequest) -> None:
        await dialect.check(request)
        if request.scope["method"] == "DELETE":
            await request.body()

    return check


def _refusal_handler(dialect: DialectSpec) -> Callable[[AnyRequest, Exception], Response[bytes]]:
    """Refuse in the vendor's form; with Retry-After where something needed is not there."""

    def refuse(request: AnyRequest, error: Exception) -> Response[bytes]:
        error = outage_behind(error)
        response = dialect.refuse(request, error)
        if isinstance(error, Unavailable):
            outages.record(error)
            response.headers.setdefault("Retry-After", str(error.retry_after))
        return response

    return refuse


@get(UNKNOWN_ADDRESS)
async def _unknown_address() -> None:
    raise NotFoundException


@get(WRONG_METHOD)
async def _wrong_method(request: AnyRequest) -> None:
    public = public_request_of(request)
    raise MethodNotAllowedException(
        f"Method {public.method} Not Allowed", headers={"Allow": ", ".join(sorted(public.allowed))}
    )
