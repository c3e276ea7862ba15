"""The application behind a real server on a port of 127.0.0.1, for what only a real connection shows."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket

import uvicorn

from tests.application import application
from web.settings import Settings


@contextmanager
def listening(settings: Settings) -> Iterator[str]:
    """Yields the address where it answers."""
    with application(settings) as app:
        server = Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="on"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            assert server.ready.wait(20)
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()
