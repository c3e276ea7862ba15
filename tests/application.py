"""The application under test: its routes are built once per worker process, what varies is swapped beneath them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from httpx import ByteStream, Cookies, Request, Response
from litestar import Litestar
from litestar.testing import TestClient
from litestar.testing.transport import TestClientTransport
from litestar.types import ASGIApp, HTTPReceiveMessage, Message

from web.app import routes, with_settings
from web.settings import Settings

# By the size of request bodies, the one setting that the routes know. Building them takes a third of a second.
_unused: defaultdict[int, list[Litestar]] = defaultdict(list)


@contextmanager
def application(settings: Settings, *, periodic: bool = True) -> Iterator[ASGIApp]:
    """The product with these settings. Several may be open at once: each has routes of its own meanwhile.

    Routes that were left by an error are not used again.
    """
    unused = _unused[settings.max_upload_bytes]
    framework = unused.pop() if unused else routes(settings)
    yield with_settings(framework, settings, periodic=periodic)
    unused.append(framework)


@contextmanager
def client_for(settings: Settings, *, raises: bool = False, periodic: bool = False) -> Iterator[TestClient[Any]]:
    """A client while the application is up. `raises`: errors the application did not expect reach the test.

    Without periodic tasks, unless asked for: their statements would be counted with those of the requests.
    """
    with application(settings, periodic=periodic) as app, TestClient(app, raise_server_exceptions=raises) as client:
        client._cookies = CookieJar()
        client._transport = Transport(client, raises)  # type: ignore[assignment]  # as the library's own
        yield client


class Transport(TestClientTransport[TestClient[Any]]):
    """Goes to the application's event loop once for each request; the library's own goes there twice."""

    def handle_request(self, request: Request) -> Response:
        here = {"client": ("127.0.0.1", 50_000), "method": request.method, "http_version": "1.1", "extensions": {}}
        scope = self.parse_request(request) | here
        exchange = Exchange(request.read())
        try:
            with self.client.portal() as portal:
                portal.call(self.client.app, scope, exchange.receive, exchange.send)
        except Exception:
            if self.raise_server_exceptions:
                raise
            return Response(500, request=request)
        return exchange.response(request)


class Exchange:
    """A request and its response as the application exchanges them."""

    def __init__(self, body: bytes) -> None:
        self._requests: list[HTTPReceiveMessage] = [{"type": "http.request", "body": body, "more_body": False}]
        self._start: dict[str, Any] = {}
        self._body = bytearray()
        self._complete: asyncio.Event | None = None  # made where somebody waits for it
        self._is_complete = False

    async def receive(self) -> HTTPReceiveMessage:
        """The body, and that the client is gone once the response is there."""
        if self._requests:
            return self._requests.pop()
        self._complete = self._complete or asyncio.Event()
        if not self._is_complete:
            await self._complete.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            assert not self._start, "a response starts once"
            self._start = {**message}
            return
        assert message["type"] == "http.response.body", message["type"]
        assert self._start, "a response starts before its body"
        assert not self._is_complete, "a body has one end"
        self._body += message["body"]
        self._is_complete = not message.get("more_body")
        if self._is_complete and self._complete:
            self._complete.set()

    def response(self, request: Request) -> Response:
        assert self._is_complete, "a response ends"
        body = b"" if request.method == "HEAD" else bytes(self._body)
        headers = [(name.decode("latin-1"), text.decode("latin-1")) for name, text in self._start["headers"]]
        return Response(self._start["status"], headers=headers, stream=ByteStream(body), request=request)


class CookieJar(Cookies):
    """Looks for cookies only in answers that set some; for any other the library does a tenth of its work in vain."""

    def extract_cookies(self, response: Response) -> None:
        if "set-cookie" in response.headers:
            super().extract_cookies(response)
