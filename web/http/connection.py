"""The client's connection: address and scheme as trusted proxies report them, and its end before a request has come."""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any, cast

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, ReceiveMessage, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from web.context import AnyConnection
from web.settings import Network


def behind_proxies(app: ASGIApp, trusted: Sequence[Network]) -> ASGIApp:
    """ASGI middleware: take X-Forwarded-For and -Proto from trusted proxies; from anybody else they are ignored."""
    if not trusted:
        return app
    return cast(ASGIApp, ProxyHeadersMiddleware(cast(Any, app), [str(network) for network in trusted]))


def unheard(connection: AnyConnection) -> bool:
    """Tell whether nobody on the network reads along: the connection is encrypted, or comes from this machine."""
    if connection.scope["scheme"] == "https":
        return True
    try:
        address = ip_address(connection.client.host if connection.client else "")
    except ValueError:  # a Unix socket, or what a proxy reported that names no address
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


CLIENT_CLOSED_REQUEST = 499  # the status such a request is counted under; other servers log the same number


class ClientDisconnected(BaseException):
    """Ends the work on a request wherever it stands. No Exception, so that nothing turns it into an answer."""


def detect_disconnects(app: ASGIApp) -> ASGIApp:
    """ASGI middleware: raise ClientDisconnected where the application waits for a body whose rest will never come."""

    async def detecting(scope: Scope, receive: Receive, send: Send) -> None:
        waiting = scope["type"] == ScopeType.HTTP  # for the rest of the body, with no answer begun

        async def detecting_receive() -> ReceiveMessage:
            nonlocal waiting
            message = await receive()
            if waiting and message["type"] == "http.disconnect":
                raise ClientDisconnected
            waiting = waiting and bool(message.get("more_body"))
            return message

        async def detecting_send(message: Message) -> None:
            nonlocal waiting
            waiting = False
            await send(message)

        await app(scope, detecting_receive, detecting_send)

    return detecting
