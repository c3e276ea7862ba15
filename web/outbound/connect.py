"""Connecting to a host by name, and to nothing that the rules for remote pictures forbid.

The name is resolved here, every answer is judged, and the connection is made to one of the judged addresses: a name
that resolves differently a moment later (DNS rebinding) leads nowhere else. TLS still checks the name.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from functools import cache
from typing import Any

import certifi
from httpcore import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream, ConnectError

from web.outbound.public_addresses import Network, is_public, plain, within

Resolve = Callable[[str, int], Awaitable[list[str]]]
PUBLIC_PORTS = (80, 443)


@cache
def trusted() -> ssl.SSLContext:
    """The system's certificates, where it has any, and the well-known ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


async def resolve(host: str, port: int) -> list[str]:
    """Resolve a host to its IPv4 and IPv6 addresses, in the order the system prefers. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedBackend(AsyncNetworkBackend):
    """`allowed` are networks that may be reached, on any port, although they are not public."""

    def __init__(self, allowed: Iterable[Network], resolve: Resolve = resolve) -> None:
        self._allowed = tuple(allowed)
        self._resolve = resolve
        self._network = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's own signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """Raises ConnectError, also where the host exists and is forbidden."""
        failed: Exception = ConnectError("no address")
        for address in await self._permitted(host, port):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except ConnectError as error:
                failed = error
        raise failed

    async def check(self, host: str, port: int) -> None:
        """Raises ConnectError where no connection would be made."""
        await self._permitted(host, port)

    async def _permitted(self, host: str, port: int) -> list[str]:
        try:
            addresses = [plain(text) for text in await self._resolve(host, port)]
        except (OSError, ValueError) as error:  # UnicodeError of an overlong label is a ValueError
            raise ConnectError("no such host") from error
        for address in addresses:
            if not within(address, self._allowed) and not (is_public(address) and port in PUBLIC_PORTS):
                raise ConnectError("not a public address")
        return [str(address) for address in addresses]
