"""The safe fetcher: pictures by URL, from the public internet alone, within a time and a number of bytes.

Whatever goes wrong is one and the same `NotFetched`, so that nobody learns from a refusal what stands in the inner
network. Nothing of the environment (proxies, .netrc) is used, no cookie is kept, nothing is sent twice.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import cached_property

import httpcore

from web.files.receive import receive_stream
from web.files.received import Limits, Received
from web.gallery.model import Actor
from web.gallery.picture_errors import NotFetched, TooManyBytes
from web.outbound.connect import GuardedBackend, Resolve, resolve, trusted
from web.outbound.public_addresses import Network
from web.outbound.turns import Turns
from web.outbound.urls import BadUrl, RemoteUrl, read_url, redirected

REDIRECTS = 3
MOVED = frozenset({301, 302, 303, 307, 308})
MAX_FETCHES = 16  # per process
SHARE = 4  # of them for one caller: whoever names slow hosts delays nobody else
QUEUE = 64  # more of one caller do not even wait


class UnusableResponse(Exception):
    """The response is no picture that could be received."""


FAILURES = (
    BadUrl,
    UnusableResponse,
    TimeoutError,
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
)


class Fetcher:
    """Fetches pictures by URL; one per process. `total` bounds names, redirects and the last byte, in seconds.

    It bounds the wait for a turn too. `share`: so many at once for one caller.
    """

    def __init__(
        self,
        limits: Limits,
        allowed: Iterable[Network],
        *,
        connect: float = 5,
        first_byte: float = 10,
        total: float = 30,
        resolve: Resolve = resolve,
        share: int = SHARE,
    ) -> None:
        self._limits = limits
        self._total = total
        self._timeout = {"connect": connect, "read": first_byte, "write": connect, "pool": total}
        self._network = GuardedBackend(allowed, resolve)
        self._turns = Turns(MAX_FETCHES, share, QUEUE, total)

    async def receive(self, url: str, caller: Actor) -> Received:
        """Fetch the file at a URL. Raises NotFetched, TooManyBytes, EmptyFile, Busy."""
        try:
            address = read_url(url)
            async with self._turns.taken(caller), asyncio.timeout(self._total):
                return await self._follow(address)
        except FAILURES as error:
            raise NotFetched(url) from error

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        return trusted()

    async def _follow(self, url: RemoteUrl) -> Received:
        for _ in range(REDIRECTS + 1):
            outcome = await self._request(url)
            if isinstance(outcome, Received):
                return outcome
            url = outcome
        raise UnusableResponse("too many redirects")

    async def _request(self, url: RemoteUrl) -> Received | RemoteUrl:
        outcome: Received | RemoteUrl | None = None
        try:
            async with self._opened(url) as response:
                outcome = await self._outcome(url, response)
        except BaseException:
            if isinstance(outcome, Received):  # the time was over while the connection was being closed
                outcome.discard()
            raise
        return outcome

    @asynccontextmanager
    async def _opened(self, url: RemoteUrl) -> AsyncIterator[httpcore.Response]:
        address = httpcore.URL(scheme=url.scheme, host=url.host, port=url.port, target=url.target)
        timeouts = {"timeout": self._timeout}
        async with (
            httpcore.AsyncConnectionPool(self._trusted, network_backend=self._network) as pool,
            pool.stream("GET", address, headers=_headers(url), extensions=timeouts) as response,
        ):
            yield response

    async def _outcome(self, url: RemoteUrl, response: httpcore.Response) -> Received | RemoteUrl:
        headers = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
        if response.status in MOVED:
            return redirected(url, headers.get("location", ""))
        _check_response(response.status, headers, self._limits)
        return await receive_stream(response.aiter_stream(), self._limits)


def _headers(url: RemoteUrl) -> dict[bytes | str, bytes | str]:
    """Request headers; compressed bodies are refused, so nothing has to be inflated to be counted."""
    return {"Host": url.host_header, "User-Agent": "Packshot", "Accept": "image/*", "Accept-Encoding": "identity"}


def _check_response(status: int, headers: dict[str, str], limits: Limits) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if status != 200 or kind in ("text/html", "application/xhtml+xml"):
        raise UnusableResponse("no picture there")
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise UnusableResponse("compressed")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > limits.max_bytes:
        raise TooManyBytes(limits.max_bytes)
