"""Posting to an address that somebody gave: under the same rules as fetching, so that nothing inner is ever reached."""

import asyncio
import ssl
from collections.abc import Iterable, Mapping
from functools import cached_property

import httpcore

from web.outbound.connect import GuardedBackend, Resolve, resolve, trusted
from web.outbound.public_addresses import Network
from web.outbound.urls import BadUrl, read_url

TOTAL = 15.0  # seconds for everything
READ_AT_MOST = 64 * 1024  # bytes of an answer, which nobody looks at
FAILURES = (TimeoutError, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)


class NotPosted(Exception):
    """There was no response. The reason is not revealed, or it would tell what stands in the inner network."""


class NoAddress(NotPosted):
    """The text is not a URL that could be posted to."""


class Poster:
    """Posts to URLs; one per process. Follows no redirects, keeps no cookies, uses nothing of the environment."""

    def __init__(self, allowed: Iterable[Network], *, total: float = TOTAL, resolve: Resolve = resolve) -> None:
        self._total = total
        self._network = GuardedBackend(allowed, resolve)

    async def check(self, url: str) -> None:
        """Check that the URL could be posted to. Raises NotPosted."""
        try:
            where = read_url(url)
            async with asyncio.timeout(self._total):
                await self._network.check(where.host, where.port)
        except BadUrl as error:
            raise NoAddress from error
        except FAILURES as error:
            raise NotPosted from error

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Post, and return the status of the response. Raises NotPosted."""
        try:
            async with asyncio.timeout(self._total):
                return await self._post(url, headers, body)
        except BadUrl as error:
            raise NoAddress from error
        except FAILURES as error:
            raise NotPosted from error

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        return trusted()

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        where = read_url(url)
        address = httpcore.URL(scheme=where.scheme, host=where.host, port=where.port, target=where.target)
        sent: list[tuple[bytes | str, bytes | str]] = [("Host", where.host_header), *headers.items()]
        async with (
            httpcore.AsyncConnectionPool(self._trusted, network_backend=self._network) as pool,
            pool.stream("POST", address, headers=sent, content=body) as response,
        ):
            read = 0
            async for piece in response.aiter_stream():
                read += len(piece)
                if read > READ_AT_MOST:
                    break
            return response.status
