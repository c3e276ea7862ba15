"""The limit of a request's body: over it the answer is 413, whatever else may be wrong with the body.

A fault in the first bytes of a body that comes in chunks would be told before it is known how large the body is. So
the rest of it is read, up to the limit, before such a refusal goes out.
"""

import math
from typing import cast

from litestar.enums import ScopeType
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Message, Receive, ReceiveMessage, Scope, Send

ABOUT_BODIES = frozenset({400, 415, 422})
BODILESS = frozenset({"GET", "HEAD"})


def limit_bodies(app: ASGIApp) -> ASGIApp:
    """ASGI middleware below the framework's error handling: raises RequestEntityTooLarge in place of a refusal."""

    async def limiting(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] in BODILESS:
            await app(scope, receive, send)
            return
        body = ReceivedBody(scope, receive)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and body.is_refused_by(message["status"]):
                await body.read_rest()
            await send(message)

        await app(scope, body.receive, sending)

    return limiting


class ReceivedBody:
    """Counts the bytes of a body while the application reads it."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        handler = cast(HTTPRouteHandler, scope["route_handler"])
        self._limit = handler.resolve_request_max_body_size() or math.inf
        self._announced = _announced(scope)
        self._receive = receive
        self._size = 0
        self._complete = False

    async def receive(self) -> ReceiveMessage:
        message = await self._receive()
        if message["type"] == "http.request":
            self._size += len(message["body"])
        self._complete = message["type"] != "http.request" or not message.get("more_body")
        return message

    def is_refused_by(self, status: int) -> bool:
        """Tell whether the status refuses the body, or may do so because the body was looked at."""
        return status in ABOUT_BODIES or (400 <= status < 500 and status != 413 and self._size > 0)

    async def read_rest(self) -> None:
        """Raises RequestEntityTooLarge as soon as that is known."""
        if self._announced > self._limit:
            raise RequestEntityTooLarge
        while not self._complete and self._size <= self._limit:
            await self.receive()
        if self._size > self._limit:
            raise RequestEntityTooLarge


def _announced(scope: Scope) -> int:
    """Bytes by the Content-Length; 0 without."""
    length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(length) if length.isdigit() else 0
