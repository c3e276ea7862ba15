"""Clients that hang up before all of their request has come: no failure of ours, and nobody is left to be answered."""

from typing import Any

from litestar.types import ASGIApp, HTTPReceiveMessage, Message

CLIENT_CLOSED_REQUEST = 499  # what such a request is counted as; other servers log the same number


class ClientDisconnected(BaseException):
    """Ends the work on a request wherever it stands. No Exception, as nobody is to put an answer to it into words."""


def detect_disconnects(app: ASGIApp) -> ASGIApp:
    """Raises ClientLeft where the application waits for a body whose rest will never come."""

    async def until_left(scope: Any, receive: Any, send: Any) -> None:
        waiting = scope["type"] == "http"  # for the rest of the body, with no answer begun

        async def receive_noting() -> HTTPReceiveMessage:
            nonlocal waiting
            message: HTTPReceiveMessage = await receive()
            if waiting and message["type"] == "http.disconnect":
                raise ClientDisconnected
            waiting = waiting and bool(message.get("more_body"))
            return message

        async def send_noting(message: Message) -> None:
            nonlocal waiting
            waiting = False
            await send(message)

        await app(scope, receive_noting, send_noting)

    return until_left
